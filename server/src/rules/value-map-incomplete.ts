import { keysOf } from '../model/schema.ts';
import type { Draft, DraftEntry, DraftScalar } from '../syntax/change.ts';
import type { Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import type { ValueMap } from './value-maps.ts';
import { valueMapsOf } from './value-maps.ts';
import { list } from './words.ts';

/** A value of the source's enum that the value map has no entry for. */
export const valueMapIncomplete: Rule = {
  id: 'value-map-incomplete',
  severity: 'error',
  title: 'Source value without an entry in the value map',
  explanation:
    'The transformation maps values, and `value_map` has no entry for a value that the source’s `enum` lists (for a boolean: for `true` or `false`). When that value arrives, the executor has nothing to write and would have to make something up. The steps `trim`, `lowercase` and `uppercase` before `map values` are taken into account; where the source lists no values, nothing is said. The fix adds the missing entries: with the target value that differs in case and spacing only, where there is one, otherwise with a place for the value.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    status: { type: string(10), required: true, source_path: status, enum: [open, closed, paid] }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    status:\n      type: string(10)\n      mapped_from: source.status\n      transformation: map values\n      required: true\n      enum: [OPEN, CLOSED, PAID]\n      value_map: { open: OPEN, closed: CLOSED }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    status: { type: string(10), required: true, source_path: status, enum: [open, closed, paid] }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    status:\n      type: string(10)\n      mapped_from: source.status\n      transformation: map values\n      required: true\n      enum: [OPEN, CLOSED, PAID]\n      value_map: { open: OPEN, closed: CLOSED, paid: PAID }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const { target, entry, missing, sourceEnum } of valueMapsOf(spec)) {
      if (!missing || missing.length === 0 || target.entry.merged || entry?.merged) continue;
      const lacks = entry ? `\`value_map\` of \`${target.path}\` has no entry for ${list(missing)}` : `\`${target.path}\` has no \`value_map\`, which needs entries for ${list(missing)}`;
      const delivers = missing.length === 1 ? 'the source can deliver that value' : 'the source can deliver these values';
      yield {
        target: { node: entry ?? target.entry, part: 'key' },
        message: `${lacks}: ${delivers}, and the executor would have nothing to write.`,
        ...(sourceEnum && { related: [{ message: 'The values that the source delivers', at: { node: sourceEnum } }] }),
      };
    }
  },
  fix(finding, { spec }) {
    const node = nodeOf(finding);
    const found = valueMapsOf(spec).find(({ target, entry }) => node === (entry ?? target.entry));
    if (!found?.missing) return [];
    const { target, entry, map, missing } = found;
    const entries = missing.map((key): DraftEntry => ({ key, value: valueFor(key, found) }));
    const title = `Add ${missing.length === 1 ? 'an entry' : 'entries'} for ${list(missing)}`;
    const into = map ?? entry;
    if (into) return [{ title, changes: entries.map((each) => ({ kind: 'insertEntry', into, entry: each }) as const), preferred: true }] satisfies Fix[];
    if (target.entry.value?.kind !== 'map') return [];
    const order = keysOf(spec.schemaOf(target.entry)).map((key) => key.name);
    return [{ title, changes: [{ kind: 'insertEntry', into: target.entry.value, entry: { key: 'value_map', value: { kind: 'map', entries } }, order }], preferred: true }];
  },
};

/** The target value of the same name, or a place for one. */
function valueFor(key: string, { allowed }: ValueMap): Draft {
  const choices: readonly DraftScalar[] | undefined = allowed?.filter((value) => value !== null);
  const same = choices?.find((value) => plain(String(value)) === plain(key));
  if (same !== undefined) return { kind: 'suggestion', value: same, ...(choices && { choices: choices.filter((value) => value !== same) }) };
  return { kind: 'hole', label: 'value to write', ...(choices && choices.length > 0 && { choices }) };
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}
