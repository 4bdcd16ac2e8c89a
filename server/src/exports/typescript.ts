/** The records of a spec as TypeScript: an interface each, for the document as it is delivered or written. */
import type { Spec } from '../model/spec.ts';
import type { ValueType } from '../model/type.ts';
import { typeText } from '../model/type-text.ts';
import { scalarAt } from '../rules/contract/fields.ts';
import { visible } from '../rules/visible.ts';
import type { NamedRecord, Place } from './document-shape.ts';
import { documentShape, isRequiredAt, recordsOf, typeAt } from './document-shape.ts';
import type { Render } from './format.ts';

/** Writes an interface for each record, or for that which is asked for. */
export const exportTypeScript: Render = (spec, { record }) => {
  const records = recordsOf(spec, record);
  const title = [spec.id, spec.text('title')].filter((part) => part !== undefined).join(' · ');
  const head = `/* ${comment(`Records of the integration spec${title === '' ? '' : ` ${title}`}, as they are delivered and written.`)} */\n`;
  if (records.length === 0) return `${head}export {};\n`;
  return [head, ...records.map((each) => interfaceOf(each, spec))].join('\n');
};

function interfaceOf({ key, record, contract }: NamedRecord, spec: Spec): string {
  const name = key.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  const what = record === 'source' ? 'The record as the source delivers it.' : 'The record as it is written to the target.';
  const shape = documentShape(contract, record, spec);
  if (shape.keys.size === 0) return `/** ${what} */\nexport type ${name} = Record<string, unknown>;\n`;
  return `/** ${what} */\nexport interface ${name} ${members(shape, spec, 0)}\n`;
}

function members(place: Place, spec: Spec, depth: number): string {
  const indent = '  '.repeat(depth + 1);
  const lines = [...place.keys].flatMap(([name, each]) => [
    ...docOf(each, spec).map((line) => indent + line),
    `${indent}${/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name)}${isRequiredAt(each, spec) ? '' : '?'}: ${typeOf(each, spec, depth + 1)};`,
  ]);
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

/** Types that TypeScript says as well. */
const PLAIN = new Set(['string', 'integer', 'number']);

/** What TypeScript's own type does not say: the type in the spec's words, and the notes. */
function docOf(place: Place, spec: Spec): string[] {
  const { field } = place;
  const typed = typeAt(place, spec);
  if (!field || !typed) return [];
  const { type } = typed;
  const notes = scalarAt(field.entry.value, 'notes', spec)?.text.replace(/\s+/g, ' ').trim();
  const isPlain = ['boolean', 'object', 'unknown'].includes(type.kind) || (type.kind === 'array' && field.children.length > 0);
  const words = typeText({ ...type, nullable: false });
  const said = [isPlain || PLAIN.has(words) ? undefined : `${words}.`, notes].filter((part) => part !== undefined);
  return said.length === 0 ? [] : [`/** ${comment(said.join(' '))} */`];
}

/** Text that ends no comment, and holds nothing that is not seen. */
function comment(text: string): string {
  return visible(text).replaceAll('*/', '*\\/');
}

function typeOf(place: Place, spec: Spec, depth: number): string {
  const { field } = place;
  const typed = typeAt(place, spec);
  const isText = field !== undefined && scalarAt(field.entry.value, 'encoding', spec)?.text === 'string';
  const own = structure(place, spec, depth, typed?.type) ?? (typed ? valueType(typed.type, isText) : 'unknown');
  return typed?.nullable && own !== 'unknown' ? `${own} | null` : own;
}

/** The type of what other fields stand in; undefined where none do. */
function structure(place: Place, spec: Spec, depth: number, type: ValueType | undefined): string | undefined {
  if (place.keys.size > 0) return members(place, spec, depth);
  if (place.elements.size > 0) return arrayOf([...new Set([...place.elements.values()].map((each) => typeOf(each, spec, depth)))].join(' | '));
  if (!place.element) return undefined;
  return type?.kind === 'array' && type.element.kind === 'array' ? arrayOf(valueType(type.element, false)) : arrayOf(typeOf(place.element, spec, depth));
}

function arrayOf(element: string): string {
  return /\s\|\s/.test(element.replace(/\{[\s\S]*\}/, '{}')) ? `(${element})[]` : `${element}[]`;
}

function valueType(type: ValueType, isText: boolean): string {
  switch (type.kind) {
    case 'string': return type.enum ? type.enum.map((value) => JSON.stringify(value)).join(' | ') : 'string';
    case 'integer':
    case 'number': return isText ? 'string' : type.enum ? type.enum.map(String).join(' | ') : 'number';
    case 'decimal': return isText ? 'string' : 'number';
    case 'boolean': return isText ? '"true" | "false"' : 'boolean';
    case 'object': return 'Record<string, unknown>';
    case 'array': return arrayOf(valueType(type.element, false));
    case 'unknown': return 'unknown';
    default: return 'string';
  }
}
