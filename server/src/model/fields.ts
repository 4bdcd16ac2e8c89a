/** Walking the fields of a record. */
import type { SourceField } from './contract.ts';
import type { Noted } from './remember.ts';
import { Note } from './remember.ts';

type Fields = readonly { readonly children: Fields }[];

const flat = new WeakMap<Fields, Fields>();

/** All fields, parents before their children. */
export function allFields<T extends { readonly children: readonly T[] }>(fields: readonly T[]): readonly T[] {
  const known = flat.get(fields) as readonly T[] | undefined;
  if (known) return known;
  const all: T[] = [];
  const add = (level: readonly T[]): void => {
    for (const field of level) {
      all.push(field);
      if (field.children.length > 0) add(field.children);
    }
  };
  add(fields);
  flat.set(fields, all);
  return all;
}

type Named = readonly (Noted & { readonly name: string })[];

/** The names of a list of fields, the last that there has been of these. */
interface Names {
  fields: Named;
  readonly byName: Map<string, Named[number]>;
}

const byName = new WeakMap<Named, ReadonlyMap<string, unknown>>();
/** Remembered by fields of the list: most of them stand in the next version of it too. */
const namesOf = new Note<Names>();
/** So many fields may have been replaced for the names of a list to go by those of the one before. */
const MOST_REPLACED = 4;

/** The first field of a name. */
export function fieldNamed<T extends Named[number]>(fields: readonly T[], name: string | undefined): T | undefined {
  return name === undefined || fields.length === 0 ? undefined : fieldsByName(fields).get(name);
}

/**
 * The fields by their names, the first where one is given twice. Where a list takes the place of another one that differs
 * in a few fields of the same names, it takes over its map.
 */
export function fieldsByName<T extends Named[number]>(fields: readonly T[]): ReadonlyMap<string, T> {
  let names = byName.get(fields) as ReadonlyMap<string, T> | undefined;
  if (!names) {
    names = (namesAfter(fields) ?? namesAnew(fields)) as ReadonlyMap<string, T>;
    byName.set(fields, names);
  }
  return names;
}

function namesAnew(fields: Named): ReadonlyMap<string, Named[number]> {
  const first = new Map<string, Named[number]>();
  for (const field of fields) if (!first.has(field.name)) first.set(field.name, field);
  // Where a name is given twice, which of the fields it means would have to be found again.
  if (first.size === fields.length) for (const field of fields.slice(0, MOST_REPLACED + 1)) namesOf.set(field, { fields, byName: first });
  return first;
}

function namesAfter(fields: Named): ReadonlyMap<string, Named[number]> | undefined {
  const head = fields.slice(0, MOST_REPLACED + 1);
  const known = head.map((field) => namesOf.of(field)).find((names) => names !== undefined);
  if (known?.fields.length !== fields.length) return undefined;
  const replaced: Named[number][] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const [was, now] = [known.fields[at], fields[at]];
    if (was === now) continue;
    if (!was || !now || was.name !== now.name || replaced.length === MOST_REPLACED) return undefined;
    replaced.push(now);
  }
  for (const field of replaced) known.byName.set(field.name, field);
  known.fields = fields;
  for (const field of head) namesOf.set(field, known);
  return known.byName;
}

/** The fields without fields of their own, below and including one. */
export function leavesOf(field: SourceField): readonly SourceField[] {
  return field.children.length === 0 ? [field] : field.children.flatMap(leavesOf);
}

/** The field at a path of names. */
export function fieldAt(fields: readonly SourceField[], names: readonly string[]): SourceField | undefined {
  const [name, ...rest] = names;
  const field = fieldNamed(fields, name);
  return rest.length === 0 ? field : field && fieldAt(field.children, rest);
}
