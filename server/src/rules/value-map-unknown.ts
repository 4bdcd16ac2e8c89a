import type { Draft, DraftScalar } from '../syntax/change.ts';
import type { Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { valueMapsOf } from './value-maps.ts';
import { candidatesOf, excerpt, list, MOST_SUGGESTIONS, nearestOf } from './words.ts';

/** More choices than this are no menu. */
const MOST_CHOICES = 6;
/** More values than this are not named in a message. */
const MOST_NAMED = 8;

/** An entry of a value map for a value that the source does not deliver, or to one that the target does not take. */
export const valueMapUnknown: Rule = {
  id: 'value-map-unknown',
  severity: 'error',
  title: 'Value map names an unknown value',
  explanation:
    'An entry of `value_map` stands for a value that the `enum` of the source field does not list, or gives one that the `enum` of the target field does not list. The first is never used: most often it is a misspelling, and the value that was meant arrives without an entry. The second is refused by the target. Values are compared exactly, because the executor compares them so. A value that the step `default to` puts in before `map values` counts as listed; where a field lists no values, nothing is said. The fixes put the nearest listed value in its place, or remove the entry.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    status: { type: string(10), required: true, source_path: status, enum: [open, closed] }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    status:\n      type: string(10)\n      mapped_from: source.status\n      transformation: map values\n      required: true\n      enum: [OPEN, CLOSED]\n      value_map: { opne: OPEN, closed: Closed }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    status: { type: string(10), required: true, source_path: status, enum: [open, closed] }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    status:\n      type: string(10)\n      mapped_from: source.status\n      transformation: map values\n      required: true\n      enum: [OPEN, CLOSED]\n      value_map: { open: OPEN, closed: CLOSED }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const { target, unknownKeys, unknownValues, allowed, sourceEnum, targetEnum } of valueMapsOf(spec)) {
      if (target.entry.merged) continue;
      const field = target.references[0]?.field;
      for (const { entry, meant } of unknownKeys) {
        yield {
          target: { node: entry, part: 'key' },
          message: `\`${field?.path ?? ''}\` never has the value \`${excerpt(entry.key.text)}\`, so this entry is never used.${didYouMean(meant)}`,
          ...(meant !== undefined && { data: { meant } }),
          ...(sourceEnum && { related: [{ message: 'The values that the source delivers', at: { node: sourceEnum } }] }),
        };
      }
      if (unknownValues.length === 0) continue;
      const choices = (allowed ?? []).filter((value) => value !== null).map(String);
      const candidates = candidatesOf(choices);
      for (const [at, node] of unknownValues.entries()) {
        const meant = at >= MOST_SUGGESTIONS ? undefined : nearestOf(node.text, candidates);
        const legal = choices.length > MOST_NAMED ? '' : ` Legal: ${list(choices, 'or')}.`;
        yield {
          target: { node },
          message: `\`${excerpt(node.text)}\` is not among the values that \`${target.path}\` takes: the target would refuse it.${didYouMean(meant)}${legal}`,
          data: { target: target.path, ...(meant !== undefined && { meant }) },
          ...(targetEnum && { related: [{ message: 'The values that the target takes', at: { node: targetEnum } }] }),
        };
      }
    }
  },
  fix(finding, { spec }) {
    const node = nodeOf(finding);
    const meant = finding.data?.['meant'];
    if (node?.kind === 'entry') {
      if (typeof meant === 'string') return [{ title: `Rename to \`${meant}\``, changes: [{ kind: 'renameKey', entry: node, key: meant }], preferred: true }];
      return [{ title: `Remove the entry for \`${node.key.text}\``, changes: [{ kind: 'removeEntry', entry: node }], preferred: true }];
    }
    if (node?.kind !== 'scalar') return [];
    const found = valueMapsOf(spec).find(({ unknownValues }) => unknownValues.includes(node));
    if (!found?.allowed || (found.allowed.length > MOST_CHOICES && meant === undefined)) return [];
    const choices = found.allowed.filter((value) => value !== null);
    const offered = choices.length > MOST_CHOICES ? choices.filter((value) => String(value) === meant) : choices;
    return offered.map((value): Fix => ({ title: `Change to \`${String(value)}\``, changes: [{ kind: 'replaceValue', of: node, value: draft(value) }], ...(String(value) === meant && { preferred: true }) }));
  },
};

function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
}

function draft(value: DraftScalar): Draft {
  return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'literal', value };
}
