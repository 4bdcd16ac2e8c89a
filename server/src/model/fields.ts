/** Walking the fields of a record. */
import type { SourceField } from './contract.ts';

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

type Named = readonly { readonly name: string }[];

const byName = new WeakMap<Named, ReadonlyMap<string, unknown>>();

/** The first field of a name. */
export function fieldNamed<T extends { readonly name: string }>(fields: readonly T[], name: string | undefined): T | undefined {
  return name === undefined || fields.length === 0 ? undefined : fieldsByName(fields).get(name);
}

/** The fields by their names, the first where one is given twice. */
export function fieldsByName<T extends { readonly name: string }>(fields: readonly T[]): ReadonlyMap<string, T> {
  let names = byName.get(fields) as ReadonlyMap<string, T> | undefined;
  if (!names) {
    const first = new Map<string, T>();
    for (const field of fields) if (!first.has(field.name)) first.set(field.name, field);
    byName.set(fields, (names = first));
  }
  return names;
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
