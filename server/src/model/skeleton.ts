/** What a new key, row or section looks like before its author fills it in: the schema's defaults, and holes for the rest. */
import type { Draft, DraftEntry, DraftScalar } from '../syntax/change.ts';
import type { Schema } from './schema.ts';
import { allowsKind, childSchema, choicesOf, isClosedChoice, itemSchema, keysOf, resolve, usualKeys } from './schema.ts';

/** The names that the template's own sample rows have. */
const SAMPLE_ROWS: Readonly<Record<string, string>> = {
  'source field': 'field_name',
  'target field': 'target_field',
  'failure class': 'failure_class',
  criterion: 'task_specific',
};

/** The entry for a key, with all that it must hold. */
export function skeletonEntry(name: string, schema: Schema): DraftEntry {
  return { key: name, value: skeletonOf(schema) };
}

/** The value for a key. */
export function skeletonOf(schema: Schema): Draft {
  if (schema.default !== undefined) return draftOf(schema.default, schema);
  if (allowsKind(schema, 'map') && (schema.properties || schema['x-row'])) return mapOf(schema);
  if (schema.type === 'array') {
    const item = skeletonOf({ ...(schema.title !== undefined && { title: schema.title }), ...itemSchema(schema) });
    return { kind: 'list', items: Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => item) };
  }
  return holeOf(schema);
}

/** A row of an open map: the sample row of the template. */
export function rowOf(schema: Schema): DraftEntry | undefined {
  const row = typeof schema.additionalProperties === 'object' ? resolve(schema.additionalProperties) : undefined;
  if (!row) return undefined;
  return { key: { label: SAMPLE_ROWS[schema['x-row'] ?? ''] ?? 'name' }, value: skeletonOf(row) };
}

/** The one row of a map that is still empty. A contract's sample target field reads its sample source field. */
function sampleRow(schema: Schema): DraftEntry | undefined {
  const row = rowOf(schema);
  if (!row || schema['x-row'] !== 'target field' || row.value.kind !== 'map') return row;
  const entries = row.value.entries.map((entry): DraftEntry =>
    entry.key === 'mapped_from' ? { ...entry, value: { kind: 'suggestion', value: `source.${SAMPLE_ROWS['source field'] ?? ''}` } } : entry);
  return { ...row, value: { ...row.value, entries } };
}

function mapOf(schema: Schema): Draft {
  const usual = usualKeys(schema);
  const entries = keysOf(schema).filter((key) => usual.has(key.name)).map((key) => skeletonEntry(key.name, key.schema));
  const row = entries.length === 0 ? sampleRow(schema) : undefined;
  // Where nothing is needed, the author chooses.
  if (entries.length === 0 && !row && schema.properties) return { kind: 'blank' };
  return { kind: 'map', entries: row ? [row] : entries, inline: schema['x-layout'] === 'inline' };
}

function holeOf(schema: Schema): Draft {
  const choices = choicesOf(schema).filter((choice) => !choice.deprecated).map((choice) => choice.value);
  const label = schema.title ?? 'value';
  if (isClosedChoice(schema) && choices.length > 0) return { kind: 'hole', label, choices };
  // What the format wants to hold a colon would break the line that it is typed into.
  const [example] = schema.pattern === undefined ? [] : (schema.examples ?? []);
  return { kind: 'hole', label, ...(typeof example === 'string' && { like: example }) };
}

function draftOf(value: unknown, schema: Schema): Draft {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item: unknown) => draftOf(item, itemSchema(schema) ?? {})) };
  if (typeof value === 'object' && value !== null) {
    const given = Object.entries(value);
    const entries = given.map(([key, item]) => ({ key, value: draftOf(item, childSchema(schema, key) ?? {}) }));
    const rest = keysOf(schema).filter((key) => key.required && !given.some(([name]) => name === key.name));
    return { kind: 'map', entries: [...entries, ...rest.map((key) => skeletonEntry(key.name, key.schema))], inline: schema['x-layout'] === 'inline' };
  }
  const scalar = value as DraftScalar;
  const choices = isClosedChoice(schema) ? choicesOf(schema).filter((choice) => !choice.deprecated && choice.value !== scalar).map((choice) => choice.value) : undefined;
  // A choice with one value, and the empty texts of approvals, leave nothing to type.
  if (scalar === '' || choices?.length === 0) return typeof scalar === 'string' ? { kind: 'text', text: scalar } : { kind: 'literal', value: scalar };
  return { kind: 'suggestion', value: scalar, ...(choices && { choices }) };
}
