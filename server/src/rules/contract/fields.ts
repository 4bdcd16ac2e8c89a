/** The types of a contract's fields, with their facets and the fields nested in them. */
import type { SourceField, TargetField } from '../../model/contract.ts';
import type { FacetFault, Facets, FacetValue } from '../../model/facets.ts';
import { applyFacets } from '../../model/facets.ts';
import { fieldNamed } from '../../model/fields.ts';
import type { ParsedPath } from '../../model/path.ts';
import { parsePath } from '../../model/path.ts';
import { note } from '../../model/remember.ts';
import type { Values } from '../../model/values.ts';
import { valuesOf } from '../../model/values.ts';
import type { FieldDeclaration, ObjectType, ValueType } from '../../model/type.ts';
import { unknownType } from '../../model/type.ts';
import type { ParsedType } from '../../model/type-parser.ts';
import { parseType } from '../../model/type-parser.ts';
import type { Entry, ScalarNode } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';

const FACETS: ReadonlySet<string> = new Set(['min_length', 'max_length', 'pattern', 'minimum', 'maximum', 'timezone', 'enum'] satisfies (keyof Facets)[]);

/** A field's type and what its presence depends on, as far as the author has said it. */
export interface TypedField {
  readonly type: ValueType;
  /** The value of `type`, and what its text is read as; undefined where it is not filled in. */
  readonly typeNode: ScalarNode | undefined;
  readonly parsed: ParsedType | undefined;
  readonly facetFaults: readonly FacetFault[];
  /** Undefined where `required` is not said, or not readable. */
  readonly required: boolean | undefined;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
}

// A field that is the same object says the same of itself and of the fields in it.
/** The type of a field. It is unknown where `type` is not filled in or does not parse; nothing follows from it then. */
export const typedField: (field: SourceField | TargetField, spec: Values) => TypedField = note(readType);

function readType(field: SourceField | TargetField, spec: Values): TypedField {
  const { value } = field.entry;
  const typeNode = scalarAt(value, 'type', spec);
  const parsed = typeNode && parseType(typeNode.text);
  const nullable = booleanAt(value, 'nullable', spec) ?? false;
  const base = parsed && parsed.faults.length === 0 ? withFields(parsed.type, field, spec) : unknownType;
  const { type, faults } = applyFacets(base, { ...facetsOf(value, spec), nullable });
  return {
    // Of what is not known, it is known at least whether it may be null.
    type: type.kind === 'unknown' ? { kind: 'unknown', nullable } : type,
    typeNode,
    parsed,
    facetFaults: faults,
    required: booleanAt(value, 'required', spec),
    nullable,
    hasDefault: entryOf(value, 'default')?.value !== undefined,
  };
}

const declarationOf = note((field: SourceField | TargetField, spec: Values): FieldDeclaration => {
  const { type, required, hasDefault } = typedField(field, spec);
  // Where `required` is not said, nothing may follow from it.
  return { name: field.name, type, required: required ?? true, hasDefault };
});

/** The fields of a record by name, the first where one is declared twice, and what has been asked of them. */
export class RecordFields implements ReadonlyMap<string, FieldDeclaration> {
  readonly #fields: readonly (SourceField | TargetField)[];
  readonly #spec: Values;
  readonly #asked = new Map<string, FieldDeclaration | undefined>();
  #all: Map<string, FieldDeclaration> | undefined;

  constructor(fields: readonly (SourceField | TargetField)[], spec: Values) {
    this.#fields = fields;
    this.#spec = spec;
  }

  /** Whether another record answers the same to all that this one has been asked; not to be told where it was asked for all its fields. */
  answersAs(other: RecordFields): boolean {
    if (this.#all) return false;
    for (const [name, declaration] of this.#asked) if (other.#find(name) !== declaration) return false;
    return true;
  }

  get(name: string): FieldDeclaration | undefined {
    const declaration = this.#find(name);
    this.#asked.set(name, declaration);
    return declaration;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#read().size;
  }

  keys(): MapIterator<string> {
    return this.#read().keys();
  }

  values(): MapIterator<FieldDeclaration> {
    return this.#read().values();
  }

  entries(): MapIterator<[string, FieldDeclaration]> {
    return this.#read().entries();
  }

  [Symbol.iterator](): MapIterator<[string, FieldDeclaration]> {
    return this.entries();
  }

  forEach(callback: (value: FieldDeclaration, key: string, map: ReadonlyMap<string, FieldDeclaration>) => void): void {
    for (const [name, declaration] of this.#read()) callback(declaration, name, this);
  }

  #find(name: string): FieldDeclaration | undefined {
    const field = fieldNamed(this.#fields, name);
    return field && declarationOf(field, this.#spec);
  }

  #read(): Map<string, FieldDeclaration> {
    if (!this.#all) {
      this.#all = new Map();
      for (const field of this.#fields) if (!this.#all.has(field.name)) this.#all.set(field.name, declarationOf(field, this.#spec));
    }
    return this.#all;
  }
}

/** The record that fields make up. */
export function recordType(fields: readonly (SourceField | TargetField)[], spec: Values): ObjectType & { readonly fields: RecordFields } {
  return { kind: 'object', nullable: false, fields: new RecordFields(fields, spec) };
}

/** The path that is written at a source field, and how it reads; undefined where none is. */
export const sourcePath = note((field: SourceField, spec: Values): { readonly node: ScalarNode; readonly path: ParsedPath } | undefined => {
  const node = scalarAt(field.entry.value, 'source_path', spec);
  return node && { node, path: parsePath(node.text) };
});

function withFields(type: ValueType, field: SourceField | TargetField, spec: Values): ValueType {
  if (field.children.length === 0) return type;
  const { fields } = recordType(field.children, valuesOf(spec.format));
  if (type.kind === 'object') return { ...type, fields };
  if (type.kind === 'array' && type.element.kind === 'object') return { ...type, element: { ...type.element, fields } };
  return type;
}

function facetsOf(value: Entry['value'], spec: Values): Facets {
  const facets: Record<string, FacetValue | readonly FacetValue[]> = {};
  for (const { key: { text }, value: node } of value?.kind === 'map' ? value.entries : []) {
    if (!FACETS.has(text) || text in facets) continue;
    if (text === 'enum') {
      if (node?.kind === 'list') facets[text] = node.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.value] : []));
    } else if (node?.kind === 'scalar' && spec.hasValue(node)) {
      facets[text] = node.value;
    }
  }
  return facets;
}

/** The single value of a key, where the author has filled it in. */
export function scalarAt(value: Entry['value'], key: string, spec: Values): ScalarNode | undefined {
  const node = entryOf(value, key)?.value;
  return node?.kind === 'scalar' && spec.hasValue(node) ? node : undefined;
}

/** A boolean as the format accepts it: `true`, `false`, `Yes`, `No`. */
export function booleanAt(value: Entry['value'], key: string, spec: Values): boolean | undefined {
  const text = scalarAt(value, key, spec)?.text.toLowerCase();
  return text === 'true' || text === 'yes' ? true : text === 'false' || text === 'no' ? false : undefined;
}
