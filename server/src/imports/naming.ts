/** Names and places of imported fields: keys may be any text, names of fields are such that mappings and expressions can use them. */
import { KEYWORDS } from '../expression/reserved.ts';
import { parsePath, pathText } from '../model/path.ts';
import type { PathStep } from '../model/path.ts';
import type { FoundField, ImportedField } from './field.ts';
import { ImportError } from './field.ts';

/** A name that mappings, expressions and paths write without quotes. */
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The name that a key becomes: itself where that is a legal name. */
export function legalName(key: string): string {
  if (NAME.test(key)) return KEYWORDS.has(key.toLowerCase()) ? `${key}_` : key;
  const words = key.normalize('NFC').replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^_+(?=.)|_+$/gu, '');
  const name = words === '' ? 'field' : /^\p{N}/u.test(words) ? `_${words}` : words;
  return NAME.test(name) && !KEYWORDS.has(name.toLowerCase()) ? name : `_${name.replace(/[^\p{L}_]/gu, '_')}`;
}

/** The name, or the first of `name_2`, `name_3`, … that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}_${String(number)}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Gives fields their names and places. */
export function named(fields: readonly FoundField[], above: readonly PathStep[] = []): ImportedField[] {
  // A key that is a legal name keeps it, whatever stands before it.
  const taken = new Set(fields.map(({ key }) => key).filter((key) => legalName(key) === key));
  const seen = new Set<string>();
  return fields.map((field) => {
    const wanted = legalName(field.key);
    const name = wanted === field.key && !seen.has(wanted) ? wanted : freeName(wanted, new Set([...taken, ...seen]));
    seen.add(name);
    const path: PathStep[] = [...above, { kind: 'key', name: field.key }];
    const { fields: below, ...own } = field;
    return { ...own, name, path, ...(below && { fields: named(below, isArray(field.type) ? [...path, { kind: 'each' }] : path) }) };
  });
}

/** Whether a type is that of an array. */
export function isArray(type: string | undefined): boolean {
  return type?.startsWith('array<') ?? false;
}

/** The fields of the record that stands at a place in what was read. Throws an {@link ImportError} where there is none. */
export function recordAt(fields: readonly FoundField[], at: string): readonly FoundField[] {
  const { steps, fault } = parsePath(at);
  if (fault) throw new ImportError(`'${at}' is no path: ${fault.message}`);
  let here = fields;
  for (const step of steps) {
    if (step.kind !== 'key') continue;
    const field = here.find(({ key }) => key === step.name);
    if (!field?.fields) {
      const records = here.filter((each) => each.fields).map(({ key }) => `'${pathText([{ kind: 'key', name: key }])}'`);
      throw new ImportError(`There is no record at '${at}': ${field ? `'${step.name}' holds no fields` : `nothing is called '${step.name}' there`}.${records.length > 0 ? ` Records there: ${records.join(', ')}.` : ''}`);
    }
    here = field.fields;
  }
  return here;
}
