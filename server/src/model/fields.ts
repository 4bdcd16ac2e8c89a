/** Walking the fields of a record. */
import type { SourceField } from './contract.ts';
import type { ByKey } from './list-index.ts';
import { ListIndex } from './list-index.ts';
import type { Noted } from './remember.ts';

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

type Named = Noted & { readonly name: string };

const byName = new ListIndex<Named>(({ name }) => name);

/** The first field of a name. */
export function fieldNamed<T extends Named>(fields: readonly T[], name: string | undefined): T | undefined {
  return name === undefined || fields.length === 0 ? undefined : fieldsByName(fields).first.get(name);
}

/** The fields by their names. */
export function fieldsByName<T extends Named>(fields: readonly T[]): ByKey<T> {
  return byName.of(fields) as ByKey<T>;
}

/** The fields without fields of their own, below and including one. */
export function leavesOf(field: SourceField): readonly SourceField[] {
  return field.children.length === 0 ? [field] : field.children.flatMap(leavesOf);
}

/** The field at a path of names. */
export function fieldAt(fields: readonly SourceField[], names: readonly string[]): SourceField | undefined {
  let field = fieldNamed(fields, names[0]);
  for (let at = 1; at < names.length && field; at += 1) field = fieldNamed(field.children, names[at]);
  return field;
}
