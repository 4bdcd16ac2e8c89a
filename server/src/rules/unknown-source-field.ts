import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { fieldAt } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import type { Reference } from '../model/references.ts';
import type { Spec } from '../model/spec.ts';
import type { Change, Draft } from '../syntax/change.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import { targetFieldAt } from './contract-fields.ts';
import { meantBy, meantPath, writtenPath } from './contract-suggestions.ts';
import { undeclaredAround, undeclaredAroundPath } from './nested-fields.ts';
import type { Finding, Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { MOST_SUGGESTIONS } from './words.ts';

/** A mapping, an expression or `not_written` names a field that the source record does not declare. */
export const unknownSourceField: Rule = {
  id: 'unknown-source-field',
  severity: 'error',
  title: 'Source field not declared',
  explanation:
    'A mapping, an expression or an entry of `not_written` names a field that `source_record` does not declare. The executor would have to guess its type and where it comes from. `source.` names fields of the record, nested ones by their path; `item.` names fields of the element, inside the `fields` of a target array that is mapped from a source array. The fixes correct a misspelled name, or declare the field.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    currency: { type: string(3), mapped_from: source.currency, transformation: exact copy, required: true }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    currency: { type: string(3), required: true, source_path: currency }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    currency: { type: string(3), mapped_from: source.currency, transformation: exact copy, required: true }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const contract of spec.contracts) {
      const { unknown, unknownNotWritten } = coverageOf(contract);
      for (const { target, reference } of unknown) {
        // Where a nested record declares no fields at all, that is what is wrong.
        if (spec.hasValue(reference.node) && !undeclaredAround(reference, contract, spec)) yield referenceFinding(reference, target, contract);
      }
      for (const [at, { path, entry }] of unknownNotWritten.entries()) {
        if (entry.merged || undeclaredAroundPath(path, contract, spec)) continue;
        const meant = at >= MOST_SUGGESTIONS ? undefined : meantPath(path.split('.'), contract.sourceFields)?.join('.');
        yield {
          target: { node: entry, part: 'key' },
          message: `\`not_written\` names \`${path}\`, which \`source_record\` does not declare.${help(meant)}`,
          data: { contract: contract.kind, ...(meant !== undefined && { meant }) },
        };
      }
    }
  },
  fix(finding, { spec }) {
    const node = nodeOf(finding);
    const contract = spec.contracts.find((each) => each.kind === finding.data?.['contract']);
    const meant = finding.data?.['meant'];
    if (!node || !contract) return [];
    if (node.kind === 'entry') {
      const fixes: Fix[] = typeof meant === 'string' ? [{ title: `Change to \`${meant}\``, changes: [{ kind: 'renameKey', entry: node, key: meant }], preferred: true }] : [];
      return [...fixes, { title: `Remove \`${node.key.text}\` from \`not_written\``, changes: [{ kind: 'removeEntry', entry: node }], ...(fixes.length === 0 && { preferred: true }) }];
    }
    const found = findReference(finding, contract);
    if (!found || node.kind !== 'scalar') return [];
    const { reference, target } = found;
    const fixes: Fix[] = [];
    if (typeof meant === 'string') {
      fixes.push({ title: `Change to \`${reference.scope}.${meant}\``, changes: [{ kind: 'replaceSlice', of: node, slice: reference.slice, text: meant }], preferred: true });
    }
    const declare = declaration(reference, target, contract, spec);
    if (declare) fixes.push({ title: `Declare \`${reference.names.join('.')}\` in the source record`, changes: [declare], ...(fixes.length === 0 && { preferred: true }) });
    return fixes;
  },
};

function help(meant: string | undefined): string {
  return meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
}

function referenceFinding(reference: Reference, target: TargetField, contract: Contract): Finding {
  const { scope, names, node, slice, itemOf } = reference;
  const inExpression = target.mapping?.kind === 'derived';
  const path = names.join('.');
  const data = { contract: contract.kind, target: target.path, at: slice.start };
  if (scope === 'item' && !itemOf) {
    const message = `\`item\` names the element of an array, but \`${target.path}\` is not inside the \`fields\` of a target array that is mapped from one.`;
    return { target: { node, slice }, message, data };
  }
  const meant = meantBy(reference, contract);
  const written = meant && writtenPath(meant, inExpression);
  const where = scope === 'item' ? `the elements of \`${itemOf?.path ?? ''}\` do not declare` : '`source_record` does not declare';
  const didYouMean = written === undefined ? '' : ` Did you mean \`${scope}.${written}\`?`;
  return {
    target: { node, slice },
    message: `\`${target.path}\` reads \`${scope}.${path}\`, which ${where}: the executor would have to guess its type and origin.${didYouMean}`,
    data: { ...data, ...(written !== undefined && { meant: written }) },
  };
}

function findReference(finding: Finding, contract: Contract): { reference: Reference; target: TargetField } | undefined {
  const target = targetFieldAt(finding.data?.['target'], contract);
  const reference = target?.references.find((each) => each.slice.start === finding.data?.['at'] && !each.field);
  return target && reference && { reference, target };
}

/** The insertion that declares the field, where the record it belongs to is declared. */
function declaration(reference: Reference, target: TargetField, contract: Contract, spec: Spec): Change | undefined {
  const { scope, names, itemOf } = reference;
  const name = names.at(-1);
  if (name === undefined || (scope === 'item' && !itemOf)) return undefined;
  const start = scope === 'item' ? (itemOf?.children ?? []) : contract.sourceFields;
  const parent = names.length === 1 ? itemOf : fieldAt(start, names.slice(0, -1));
  if (names.length > 1 && !parent) return undefined;
  const holder = parent ? entryOf(parent.entry.value, 'fields') : entryOf(contract.map, 'source_record');
  if (!holder) return undefined;
  const into = holder.value?.kind === 'map' ? holder.value : holder;
  return { kind: 'insertEntry', into, entry: { key: name, value: sourceRow(name, parent, target, spec) } };
}

/** The row that declares a field, with the type of the target field that copies it. */
export function sourceRow(name: string, parent: SourceField | undefined, target: TargetField | undefined, spec: Spec): Draft {
  const typeNode = entryOf(target?.entry.value, 'type')?.value;
  const type = target?.mapping?.kind !== 'derived' && spec.hasValue(typeNode) ? textOf(typeNode) : undefined;
  const base = parent && (textOf(entryOf(parent.entry.value, 'source_path')?.value) ?? parent.path);
  const step = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : `["${name}"]`;
  const joint = step.startsWith('[') ? '' : '.';
  const path = base === undefined ? step : `${base}${parent?.isArray ? '[]' : ''}${joint}${step}`;
  return {
    kind: 'map',
    entries: [
      { key: 'type', value: type === undefined ? { kind: 'hole', label: 'type of the source field' } : { kind: 'text', text: type } },
      { key: 'required', value: { kind: 'hole', label: 'whether the source always sends the key', choices: [true, false] } },
      { key: 'source_path', value: { kind: 'text', text: path } },
    ],
  };
}
