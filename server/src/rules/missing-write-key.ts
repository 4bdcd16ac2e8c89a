import type { Contract, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { keysOf } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Change } from '../syntax/change.ts';
import { entryOf } from '../syntax/tree.ts';
import { booleanAt, scalarAt } from './contract/fields.ts';
import type { Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { instabilitiesOf, keyFields, writeSemanticsOf } from './write-keys.ts';

/** More candidates than this are no menu. */
const MOST_CHOICES = 5;

/** Records are updated or replaced, and nothing says which field identifies them. */
export const missingWriteKey: Rule = {
  id: 'missing-write-key',
  severity: 'error',
  title: 'No field identifies the record',
  explanation:
    '`write_semantics` is `Upsert` or `Replace`, and no target field is marked `key: true`. The executor cannot tell which record to update: it would have to guess a field, and a wrong guess duplicates records or overwrites those of others. A record may have several key fields, which identify it together. The contract of the way back needs a key of its own, and has section 3’s `write_semantics` unless it says otherwise. The fixes mark a field that is always there, the likeliest first.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const contract of spec.contracts) {
      const semantics = writeSemanticsOf(contract, spec);
      const record = entryOf(contract.map, 'target_record');
      if ((semantics !== 'Upsert' && semantics !== 'Replace') || !record || contract.targetFields.length === 0 || keyFields(contract, spec).length > 0) continue;
      // A `key` that is still to be filled in says that it will come.
      const isOpen = allFields(contract.targetFields).some((field) => entryOf(field.entry.value, 'key') && booleanAt(field.entry.value, 'key', spec) === undefined);
      const isFilled = allFields(contract.targetFields).some((field) => scalarAt(field.entry.value, 'type', spec) && scalarAt(field.entry.value, 'required', spec));
      if (isOpen || !isFilled) continue;
      const verb = semantics === 'Upsert' ? 'update' : 'replace';
      yield {
        target: { node: record, part: 'key' },
        message: `\`write_semantics\` is \`${semantics}\`, but no target field is \`key: true\`: the executor cannot tell which record to ${verb}.`,
        data: { contract: contract.kind },
      };
    }
  },
  fix(finding, { spec }) {
    const record = nodeOf(finding);
    const contract = spec.contracts.find((each) => entryOf(each.map, 'target_record') === record);
    if (!contract) return [];
    return candidates(contract, spec).slice(0, MOST_CHOICES).map((field, index): Fix => ({ title: `Mark \`${field.path}\` as the key`, changes: [mark(field, spec)], ...(index === 0 && { preferred: true }) }));
  },
};

function mark(field: TargetField, spec: Spec): Change {
  const entry = entryOf(field.entry.value, 'key');
  if (entry) return { kind: 'replaceValue', of: entry, value: { kind: 'literal', value: true } };
  const into = field.entry.value?.kind === 'map' ? field.entry.value : field.entry;
  return { kind: 'insertEntry', into, entry: { key: 'key', value: { kind: 'literal', value: true } }, order: keysOf(spec.schemaOf(field.entry)).map((key) => key.name) };
}

/** Fields that are always there and the same each time, the likeliest key first. */
function candidates(contract: Contract, spec: Spec): TargetField[] {
  return contract.targetFields
    .filter((field) => field.entry.value?.kind === 'map' && !field.entry.value.origin && !field.entry.merged && !entryOf(field.entry.value, 'key')?.merged)
    .filter((field) => field.mapping !== undefined && field.children.length === 0 && booleanAt(field.entry.value, 'required', spec) === true)
    .filter((field) => !/^\s*(array|object|boolean)\b/i.test(scalarAt(field.entry.value, 'type', spec)?.text ?? '') && [...instabilitiesOf(field, spec)].length === 0)
    .map((field) => ({ field, rank: rankOf(field) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ field }) => field);
}

/** The record's own id goes before ids of what it refers to, and these before all else. */
function rankOf(field: TargetField): number {
  const names = [field.name, ...field.references.map((reference) => reference.names.at(-1) ?? '')];
  const isOwn = names.some((name) => /^(id|uuid|guid|_id|external_?id|key)$/i.test(name));
  if (isOwn) return field.references.length <= 1 ? 0 : 1;
  return names.some((name) => /(_|-|[a-z](?=[A-Z]))(id|Id|ID|key|Key|number|no|uuid)$|^(number|code|reference)$/.test(name)) ? 2 : 3;
}
