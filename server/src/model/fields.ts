/** Walking the fields of a record. */
import type { SourceField } from './contract.ts';

/** All fields, parents before their children. */
export function* allFields<T extends { readonly children: readonly T[] }>(fields: readonly T[]): Generator<T> {
  for (const field of fields) {
    yield field;
    yield* allFields(field.children);
  }
}

/** The fields without fields of their own, below and including one. */
export function* leavesOf(field: SourceField): Generator<SourceField> {
  if (field.children.length === 0) yield field;
  for (const child of field.children) yield* leavesOf(child);
}

/** The field at a path of names. */
export function fieldAt(fields: readonly SourceField[], names: readonly string[]): SourceField | undefined {
  const [name, ...rest] = names;
  const field = fields.find((each) => each.name === name);
  return rest.length === 0 ? field : field && fieldAt(field.children, rest);
}
