/** What an import says otherwise than the spec of a field that both know. */
import type { SourceField, TargetField } from '../model/contract.ts';
import { applyFacets } from '../model/facets.ts';
import type { ValueType } from '../model/type.ts';
import { parseType } from '../model/type-parser.ts';
import { typeName } from '../model/type-text.ts';
import type { Values } from '../model/values.ts';
import { scalarAt, typedField } from '../rules/contract/fields.ts';
import type { Draft } from '../syntax/change.ts';
import { entryOf } from '../syntax/tree.ts';
import type { ImportedField } from './field.ts';
import { NUMERIC_TEXT } from './samples.ts';
import { factsOf } from './rows.ts';

/** One difference: a key of the field, with what the spec and what the document says. */
export interface Difference {
  readonly key: string;
  /** As a message shows it; undefined where the spec says nothing yet. */
  readonly from: string | undefined;
  readonly to: string;
  readonly value: Draft;
}

/** What the document says otherwise. What it does not say is left to the author, and samples contradict only by what they have shown. */
export function differences(field: SourceField | TargetField, imported: ImportedField, values: Values): Difference[] {
  const known = typedField(field, values);
  const facts = new Map(factsOf(imported).map(({ key, value }) => [String(key), value]));
  const found: Difference[] = [];
  const differs = (key: string, from: string | undefined): void => {
    const value = facts.get(key) ?? { kind: 'literal', value: false };
    if (value.kind !== 'hole') found.push({ key, from, to: shown(value), value });
  };
  const written = known.typeNode?.text.trim();
  const wanted = typeOf(imported);
  if (written === undefined) differs('type', undefined);
  else if (wanted && known.parsed?.faults.length === 0 && isOther(known.type, wanted, imported)) differs('type', written);
  if (known.required === undefined) differs('required', undefined);
  else if (imported.evidence ? known.required && imported.evidence.absent : known.required !== imported.required) differs('required', String(known.required));
  if (imported.evidence ? imported.evidence.nulls && !known.nullable : known.nullable !== imported.nullable) differs('nullable', String(known.nullable));
  for (const key of Object.keys(imported.facets)) {
    const from = facetText(field, key, values);
    const to = facts.get(key);
    // The zone of a sample is that of some records.
    if (!to || (imported.evidence && from !== undefined) || from === shown(to)) continue;
    if (isSaidByType(key, known.type, to) || (key === 'timezone' && from === undefined && shown(to) === 'any')) continue;
    // What stands beside another type than the document's goes with the type.
    if (from !== undefined || !found.some((each) => each.key === 'type')) differs(key, from);
  }
  const isNumber = NUMBERS.includes(known.type.kind);
  // The values are right, but travel in quotes.
  if (imported.evidence && isNumber && imported.remarks.includes(NUMERIC_TEXT) && facetText(field, 'encoding', values) === undefined) found.push({ key: 'encoding', from: undefined, to: 'string', value: { kind: 'text', text: 'string' } });
  return found;
}

function typeOf(imported: ImportedField): ValueType | undefined {
  if (imported.type === undefined) return undefined;
  const { type, faults } = parseType(imported.type);
  return faults.length > 0 ? undefined : applyFacets(type, imported.facets).type;
}

const TEXTS = ['string', 'date', 'datetime', 'time', 'duration', 'uuid', 'binary'];
const NUMBERS = ['integer', 'decimal', 'number'];

/** Whether a type is another than the one of the spec. */
function isOther(known: ValueType, wanted: ValueType, imported: ImportedField): boolean {
  if (imported.evidence) return isRefuted(known, wanted, imported);
  if (known.kind !== wanted.kind) return known.kind !== 'unknown';
  if (known.kind === 'array' && wanted.kind === 'array') return isOther(known.element, wanted.element, imported);
  if (known.kind === 'string' && wanted.kind === 'string') return wanted.maxLength !== undefined && known.maxLength !== wanted.maxLength;
  return known.kind === 'decimal' && typeName(known) !== typeName(wanted);
}

/** Whether values that have been seen are none of the type. A text may be anything that travels as text. */
function isRefuted(known: ValueType, seen: ValueType, imported: ImportedField): boolean {
  if (known.kind === 'unknown' || seen.kind === 'unknown') return false;
  if (known.kind === 'array' && seen.kind === 'array') return isRefuted(known.element, seen.element, imported);
  if (known.kind === 'string' && TEXTS.includes(seen.kind)) return (imported.evidence?.longest ?? 0) > (known.maxLength ?? Infinity);
  if (seen.kind === 'string' && (known.kind === 'binary' || NUMBERS.includes(known.kind) || known.kind === 'boolean')) return !imported.remarks.includes(NUMERIC_TEXT) && known.kind !== 'binary';
  if (known.kind === 'decimal' && seen.kind === 'decimal') return digits(seen) > digits(known) || (seen.scale ?? 0) > (known.scale ?? 0);
  return known.kind !== seen.kind && !(NUMBERS.indexOf(seen.kind) <= NUMBERS.indexOf(known.kind) && NUMBERS.includes(seen.kind));
}

function digits(type: Extract<ValueType, { kind: 'decimal' }>): number {
  return (type.precision ?? 0) - (type.scale ?? 0);
}

/** `string(50)` says what `max_length: 50` says. */
function isSaidByType(key: string, known: ValueType, to: Draft): boolean {
  return key === 'max_length' && known.kind === 'string' && String(known.maxLength) === shown(to);
}

/** The value of a facet as it stands in the spec; undefined where nothing is said. */
function facetText(field: SourceField | TargetField, key: string, values: Values): string | undefined {
  const { value } = field.entry;
  const list = entryOf(value, key)?.value;
  if (list?.kind === 'list') return `[${list.items.map((item) => (item.kind === 'scalar' ? item.text : '…')).join(', ')}]`;
  return scalarAt(value, key, values)?.text;
}

function shown(value: Draft): string {
  switch (value.kind) {
    case 'text': return value.text;
    case 'literal': return value.written ?? String(value.value);
    case 'list': return `[${value.items.map(shown).join(', ')}]`;
    default: return '';
  }
}
