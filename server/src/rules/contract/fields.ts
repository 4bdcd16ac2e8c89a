/** The types of a contract's fields, with their facets and the fields nested in them. */
import type { SourceField, TargetField } from '../../model/contract.ts';
import type { FacetFault, Facets, FacetValue } from '../../model/facets.ts';
import { applyFacets } from '../../model/facets.ts';
import type { Spec } from '../../model/spec.ts';
import type { FieldDeclaration, ObjectType, ValueType } from '../../model/type.ts';
import { unknownType } from '../../model/type.ts';
import type { ParsedType } from '../../model/type-parser.ts';
import { parseType } from '../../model/type-parser.ts';
import type { Entry, ScalarNode } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';

const FACETS = ['min_length', 'max_length', 'pattern', 'minimum', 'maximum', 'timezone'] as const;

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

/** The type of a field. It is unknown where `type` is not filled in or does not parse; nothing follows from it then. */
export function typedField(field: SourceField | TargetField, spec: Spec): TypedField {
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

/** The record that fields make up. */
export function recordType(fields: readonly (SourceField | TargetField)[], spec: Spec): ObjectType {
  const declarations = new Map<string, FieldDeclaration>();
  for (const field of fields) {
    const { type, required, hasDefault } = typedField(field, spec);
    // Where `required` is not said, nothing may follow from it.
    if (!declarations.has(field.name)) declarations.set(field.name, { name: field.name, type, required: required ?? true, hasDefault });
  }
  return { kind: 'object', nullable: false, fields: declarations };
}

function withFields(type: ValueType, field: SourceField | TargetField, spec: Spec): ValueType {
  if (field.children.length === 0) return type;
  const { fields } = recordType(field.children, spec);
  if (type.kind === 'object') return { ...type, ...(fields && { fields }) };
  if (type.kind === 'array' && type.element.kind === 'object') return { ...type, element: { ...type.element, ...(fields && { fields }) } };
  return type;
}

function facetsOf(value: Entry['value'], spec: Spec): Facets {
  const facets: Record<string, FacetValue | readonly FacetValue[]> = {};
  for (const key of FACETS) {
    const node = scalarAt(value, key, spec);
    if (node) facets[key] = node.value;
  }
  const list = entryOf(value, 'enum')?.value;
  if (list?.kind === 'list') facets['enum'] = list.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.value] : []));
  return facets;
}

/** The single value of a key, where the author has filled it in. */
export function scalarAt(value: Entry['value'], key: string, spec: Spec): ScalarNode | undefined {
  const node = entryOf(value, key)?.value;
  return node?.kind === 'scalar' && spec.hasValue(node) ? node : undefined;
}

/** A boolean as the format accepts it: `true`, `false`, `Yes`, `No`. */
export function booleanAt(value: Entry['value'], key: string, spec: Spec): boolean | undefined {
  const text = scalarAt(value, key, spec)?.text.toLowerCase();
  return text === 'true' || text === 'yes' ? true : text === 'false' || text === 'no' ? false : undefined;
}
