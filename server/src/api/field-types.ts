/** Types as the engine has them ↔ as the package gives them: plain data, without maps. */
import type { FieldDeclaration as InnerField, ObjectType, TimeZone, ValueType } from '../model/type.ts';
import type { FieldDeclaration, FieldType } from './types.ts';

/** A type for users. */
export function publicType(type: ValueType): FieldType {
  const { kind, nullable } = type;
  switch (kind) {
    case 'datetime': return { kind, nullable, timezone: typeof type.timezone === 'string' ? type.timezone : type.timezone.zone };
    case 'array': return { kind, nullable, element: publicType(type.element), ...facets({ minItems: type.minItems, maxItems: type.maxItems }) };
    case 'object': return { kind, nullable, ...(type.fields && { fields: [...type.fields.values()].map(publicField) }) };
    // The limits have the same names.
    default: return Object.assign({ kind, nullable }, type);
  }
}

function publicField({ name, type, required, hasDefault }: InnerField): FieldDeclaration {
  return { name, type: publicType(type), required, hasDefault };
}

/** A record type from its fields; without them nothing is known of it. */
export function recordOf(fields: readonly FieldDeclaration[] | undefined): ObjectType {
  if (!fields) return { kind: 'object', nullable: false };
  return { kind: 'object', nullable: false, fields: new Map(fields.map((field) => [field.name, innerField(field)])) };
}

function innerField({ name, type, required, hasDefault }: FieldDeclaration): InnerField {
  // Where it is not said, nothing may follow from it.
  return { name, type: innerType(type), required: required ?? true, hasDefault };
}

/** A type of users, for the engine; facets that its kind does not have are left out. */
export function innerType(type: FieldType): ValueType {
  const { nullable } = type;
  switch (type.kind) {
    case 'string': return { kind: 'string', nullable, ...facets({ minLength: type.minLength, maxLength: type.maxLength, pattern: type.pattern, enum: type.enum?.filter((each) => typeof each === 'string') }) };
    case 'integer':
    case 'number': return { kind: type.kind, nullable, ...facets({ minimum: numberOf(type.minimum), maximum: numberOf(type.maximum), enum: type.enum?.filter((each) => typeof each === 'number') }) };
    case 'decimal': return { kind: 'decimal', nullable, ...facets({ precision: type.precision, scale: type.scale, minimum: textOf(type.minimum), maximum: textOf(type.maximum) }) };
    case 'datetime': return { kind: 'datetime', nullable, timezone: zoneOf(type.timezone) };
    case 'array': return { kind: 'array', nullable, element: type.element ? innerType(type.element) : { kind: 'unknown', nullable: true }, ...facets({ minItems: type.minItems, maxItems: type.maxItems }) };
    case 'object': return { ...recordOf(type.fields), nullable };
    case 'unknown': return { kind: 'unknown', nullable };
    default: return { kind: type.kind, nullable };
  }
}

function zoneOf(timezone = 'any'): TimeZone {
  return timezone === 'UTC' || timezone === 'any' || timezone === 'none' ? timezone : { zone: timezone };
}

function numberOf(bound: number | string | undefined): number | undefined {
  return bound === undefined ? undefined : Number(bound);
}

function textOf(bound: number | string | undefined): string | undefined {
  return bound === undefined ? undefined : String(bound);
}

function facets<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
