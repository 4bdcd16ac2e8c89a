/** Fields from samples: JSON records, alone, in arrays, one a line, or in several files. */
import type { FieldReader, ImportInput } from './field.ts';
import { ImportError, counted } from './field.ts';
import { isRecord, LosslessNumber, readJson } from './json-text.ts';
import { recordAt } from './naming.ts';
import { Shape } from './samples.ts';

/** Reads samples. What is not in every one of them is optional, and all that is said of a field is marked as inferred. */
export const readSamples: FieldReader = (inputs, { at }) => {
  const records = inputs.flatMap(recordsOf);
  if (records.length === 0) throw new ImportError(`${inputs.map(({ name }) => name).join(', ')} has no record in it.`);
  const shape = new Shape();
  for (const record of records) {
    const valueOf = shape.addObject();
    for (const [key, value] of Object.entries(record)) add(value, valueOf(key), 0);
  }
  const all = shape.fields('record');
  const fields = at === undefined ? all : recordAt(all, at);
  return { kind: 'record', fields, notes: basis(records.length, at) };
};

function basis(count: number, at: string | undefined): string[] {
  const from = `Everything is inferred from ${counted(count, 'sample')}`;
  if (count === 1 && at === undefined) return [`${from}: which fields may be absent or null cannot be told. More samples tell it better.`];
  return [`${from}: what is in all of it may still be absent elsewhere.`];
}

/** The records of one text. Throws an {@link ImportError} where it is neither JSON nor JSON by lines. */
function recordsOf(input: ImportInput): Readonly<Record<string, unknown>>[] {
  const { name, text } = input;
  if (text.trim() === '') throw new ImportError(`${name} is empty.`);
  const lines = text.split(/\r?\n/).map((line, at) => ({ line, at })).filter(({ line }) => line.trim() !== '');
  const isByLines = lines.length > 1 && lines.slice(0, 2).every(({ line }) => /^\s*\{.*\}\s*$/.test(line));
  const values = isByLines ? lines.map(({ line, at }) => readJson({ name, text: line }, at)) : [readJson(input)];
  return values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value])).map((value, at) => {
    if (isRecord(value)) return value;
    throw new ImportError(`${name} should hold a record in braces, or an array of them, but ${at === 0 ? 'its value' : `its value ${String(at + 1)}`} is ${kindOf(value)}.`);
  });
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof LosslessNumber) return 'a number';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

/** Deeper values are not looked into. */
const DEEPEST = 40;

function add(value: unknown, shape: Shape, depth: number): void {
  if (value === null) shape.addNull();
  else if (value instanceof LosslessNumber) shape.addNumber(value.value);
  else if (typeof value === 'string') shape.addText(value);
  else if (typeof value === 'boolean') shape.addBoolean();
  else if (depth >= DEEPEST) throw new ImportError(`The samples are nested more than ${String(DEEPEST)} deep.`);
  else if (Array.isArray(value)) {
    const elements = shape.addArray();
    for (const element of value as unknown[]) add(element, elements, depth + 1);
  } else if (isRecord(value)) {
    const valueOf = shape.addObject();
    for (const [key, inner] of Object.entries(value)) add(inner, valueOf(key), depth + 1);
  }
}
