/**
 * Types of values: what a field holds, and what an expression yields. Facets are known limits; one that is absent
 * is unknown or unlimited, and what is unknown gives no finding.
 */

export type ValueType =
  | StringType
  | IntegerType
  | NumberType
  | DecimalType
  | DatetimeType
  | SimpleType
  | ObjectType
  | ArrayType
  | UnknownType;

interface TypeBase {
  /** Null is a legal value (or a possible result). */
  readonly nullable: boolean;
}

/** Lengths count Unicode code points. */
export interface StringType extends TypeBase {
  readonly kind: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** RE2 syntax, found anywhere in the text unless anchored. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

/** Exact within ±(2^53 − 1). Bounds are inclusive. */
export interface IntegerType extends TypeBase {
  readonly kind: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly number[];
}

/** An IEEE double. */
export interface NumberType extends TypeBase {
  readonly kind: 'number';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly number[];
}

/** Exact decimal: `precision` digits in all, `scale` of them behind the point; both absent where unknown. */
export interface DecimalType extends TypeBase {
  readonly kind: 'decimal';
  readonly precision?: number;
  readonly scale?: number;
  /** Bounds as decimal text, inclusive. */
  readonly minimum?: string;
  readonly maximum?: string;
}

/** `UTC`; `any`: an offset is always present; `none`: local, without one; otherwise an IANA zone. Undeclared means `any`. */
export type TimeZone = 'UTC' | 'any' | 'none' | { readonly zone: string };

export interface DatetimeType extends TypeBase {
  readonly kind: 'datetime';
  readonly timezone: TimeZone;
}

export interface SimpleType extends TypeBase {
  readonly kind: 'boolean' | 'date' | 'time' | 'duration' | 'uuid' | 'binary';
}

/** A record. A field's presence (`required`, `default`) belongs to the field, not to its type. */
export interface ObjectType extends TypeBase {
  readonly kind: 'object';
  /** Undefined where the fields are not declared. */
  readonly fields?: ReadonlyMap<string, FieldDeclaration>;
}

export interface ArrayType extends TypeBase {
  readonly kind: 'array';
  readonly element: ValueType;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Nothing is known (the cause is reported elsewhere): assignable to all and from all. */
export interface UnknownType extends TypeBase {
  readonly kind: 'unknown';
}

/** A field of a record as its type sees it: three facts about presence, never merged. */
export interface FieldDeclaration {
  readonly name: string;
  readonly type: ValueType;
  /** The key is always there. */
  readonly required: boolean;
  /** What an absent value stands for, where one is declared: then absence is no loss. */
  readonly hasDefault: boolean;
}

export const unknownType: UnknownType = { kind: 'unknown', nullable: true };
