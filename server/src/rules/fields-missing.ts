import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { childSchema, keysOf } from '../model/schema.ts';
import { rowOf } from '../model/skeleton.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import type { Change, DraftEntry } from '../syntax/change.ts';
import { entryOf } from '../syntax/tree.ts';
import { scalarAt } from './contract/fields.ts';
import { sourceFieldOf, targetFieldOf } from './contract-fields.ts';
import { lacksFields, namesReadFrom } from './nested-fields.ts';
import type { Finding, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { sourceRow } from './unknown-source-field.ts';
import { targetRow } from './unmapped-source-field.ts';

/** A record, or a list of records, that does not say which fields it has. */
export const fieldsMissing: Rule = {
  id: 'fields-missing',
  severity: 'error',
  title: 'Nested record without fields',
  explanation:
    'A field of type `object` or `array<object>` has no `fields`, or none is declared in it. What is inside is then neither typed nor mapped, and the executor would have to guess which of it the target takes. This holds for both records, also where a nested record is copied as a whole or left out: only declared fields can be accounted for. The fix inserts `fields`: in the target a row for each field of the nested source record, in the source one for each name that a mapping reads, otherwise one sample row.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    lines:\n      type: array<object>\n      required: true\n      source_path: lines\n      fields:\n        sku: { type: string(20), required: true, source_path: "lines[].sku" }\n        quantity: { type: integer, required: true, source_path: "lines[].quantity" }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    items: { type: array<object>, mapped_from: source.lines, required: true }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    lines:\n      type: array<object>\n      required: true\n      source_path: lines\n      fields:\n        sku: { type: string(20), required: true, source_path: "lines[].sku" }\n        quantity: { type: integer, required: true, source_path: "lines[].quantity" }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    items:\n      type: array<object>\n      mapped_from: source.lines\n      required: true\n      fields:\n        article: { type: string(20), mapped_from: item.sku, transformation: exact copy, required: true }\n        count: { type: integer, mapped_from: item.quantity, transformation: exact copy, required: true }\n  not_written: {}',
  },
  checkSourceField: findings,
  checkTargetField: ({ target }, values) => findings(target, values),
  fix(finding, { spec }) {
    const entry = nodeOf(finding);
    if (entry?.kind !== 'entry') return [];
    for (const contract of spec.contracts) {
      const source = sourceFieldOf(entry, contract);
      const target = targetFieldOf(entry, contract);
      const rows = source ? sourceRows(source, contract, spec) : target ? targetRows(target, contract, spec) : [];
      const change = insertion((source ?? target)?.entry, rows, spec);
      if (change) return [{ title: 'Insert `fields`', changes: change, preferred: true }];
    }
    return [];
  },
};

function findings(field: SourceField | TargetField, values: Values): readonly Finding[] | undefined {
  if (field.entry.merged || !lacksFields(field, values)) return undefined;
  const type = scalarAt(field.entry.value, 'type', values)?.text.trim() ?? '';
  return [{
    target: { node: field.entry, part: 'key' },
    message: `\`${field.path}\` is \`${type}\` but has no \`fields\`: the executor would have to guess what is in it.`,
  }];
}

function insertion(field: SourceField['entry'] | undefined, rows: readonly DraftEntry[], spec: Spec): Change[] | undefined {
  if (field?.value?.kind !== 'map' || rows.length === 0) return undefined;
  const own = entryOf(field.value, 'fields');
  if (own) {
    const into = own.value?.kind === 'map' ? own.value : own;
    return rows.map((entry) => ({ kind: 'insertEntry', into, entry }));
  }
  const order = keysOf(spec.schemaOf(field)).map((key) => key.name);
  return [{ kind: 'insertEntry', into: field.value, entry: { key: 'fields', value: { kind: 'map', entries: rows } }, order }];
}

function sourceRows(field: SourceField, contract: Contract, spec: Spec): DraftEntry[] {
  const names = [...namesReadFrom(field, contract, spec)];
  if (names.length === 0) return sampleRow(field, spec);
  return names.map(([name, target]) => ({ key: name, value: sourceRow(name, field, target, spec) }));
}

function targetRows(field: TargetField, contract: Contract, spec: Spec): DraftEntry[] {
  const [reference] = field.references;
  const from = field.mapping?.kind === 'source' || field.mapping?.kind === 'item' ? reference?.field : undefined;
  if (!from || from.children.length === 0) return sampleRow(field, spec);
  return rowsFor(from, from.isArray ? from : field.itemOf, contract, spec);
}

/** A target row for each field of a source record. */
function rowsFor(record: SourceField, itemOf: SourceField | undefined, contract: Contract, spec: Spec): DraftEntry[] {
  return record.children.map((child): DraftEntry => {
    const isItem = itemOf !== undefined && child.path.startsWith(`${itemOf.path}.`);
    const reference = isItem ? `item.${child.path.slice(itemOf.path.length + 1)}` : `source.${child.path}`;
    const row = targetRow(child, reference, contract, spec);
    if (child.children.length === 0 || row.kind !== 'map') return { key: child.name, value: row };
    const fields: DraftEntry = { key: 'fields', value: { kind: 'map', entries: rowsFor(child, child.isArray ? child : itemOf, contract, spec) } };
    return { key: child.name, value: { ...row, entries: [...row.entries.filter((entry) => entry.key !== 'transformation'), fields] } };
  });
}

function sampleRow(field: SourceField | TargetField, spec: Spec): DraftEntry[] {
  const schema = childSchema(spec.schemaOf(field.entry), 'fields');
  const row = schema && rowOf(schema);
  return row ? [row] : [];
}
