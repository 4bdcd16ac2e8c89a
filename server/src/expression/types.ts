/** Types as expressions combine them: what holds for both of two, how one is named in a message, lengths and bounds. */
import type { ArrayType, DecimalType, IntegerType, NumberType, StringType, TimeZone, UnknownType, ValueType } from '../model/type.ts';
import { lengthOf } from './values.ts';

/** The type of the literal `null`: it goes with every other type and makes it nullable. Compared by identity. */
export const nullType: UnknownType = { kind: 'unknown', nullable: true };

export const booleanType: ValueType = { kind: 'boolean', nullable: false };
export const uuidType: ValueType = { kind: 'uuid', nullable: false };
export const dateType: ValueType = { kind: 'date', nullable: false };
export const numberType: NumberType = { kind: 'number', nullable: false };

type Facets<T> = { readonly [K in keyof Omit<T, 'kind' | 'nullable'>]?: T[K] | undefined };

export function stringType(facets: Facets<StringType> = {}): StringType {
  return { kind: 'string', nullable: false, ...present(facets) };
}

export function integerType(facets: Facets<IntegerType> = {}): IntegerType {
  return { kind: 'integer', nullable: false, ...present(facets) };
}

export function decimalType(facets: Facets<DecimalType> = {}): DecimalType {
  return { kind: 'decimal', nullable: false, ...present(facets) };
}

export function arrayType(element: ValueType, minItems?: number, maxItems?: number): ArrayType {
  return { kind: 'array', nullable: false, element, ...present({ minItems, maxItems }) };
}

export function datetimeType(timezone: TimeZone): ValueType {
  return { kind: 'datetime', nullable: false, timezone };
}

/** The same type, null being legal or not. */
export function nullableIf<T extends ValueType>(type: T, nullable: boolean): T {
  return type.nullable === nullable || type.kind === 'unknown' ? type : { ...type, nullable };
}

/** Facets without those that are undefined. */
function present<T extends object>(facets: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in facets) {
    const value = facets[key];
    if (isPresent(value)) result[key] = value;
  }
  return result;
}

function isPresent<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}

export interface Lengths {
  readonly min: number;
  readonly max: number | undefined;
}

/** The known limits of a text's length, in code points. */
export function lengthsOf(type: ValueType): Lengths {
  if (type.kind === 'uuid') return { min: 36, max: 36 };
  if (type.kind !== 'string') return { min: 0, max: undefined };
  const lengths = type.enum?.map(lengthOf) ?? [];
  if (lengths.length === 0) return { min: type.minLength ?? 0, max: type.maxLength };
  return { min: least(lengths), max: greatest(lengths) };
}

/** The type that holds every value of both; undefined where the two have nothing in common. */
export function unify(left: ValueType, right: ValueType): ValueType | undefined {
  const nullable = left.nullable || right.nullable;
  if (left === nullType) return nullableIf(right, true);
  if (right === nullType) return nullableIf(left, true);
  if (left === right) return left;
  if (left.kind === 'unknown' || right.kind === 'unknown') return { kind: 'unknown', nullable: true };
  const type = unifyKnown(left, right);
  return type && nullableIf(type, nullable);
}

function unifyKnown(left: ValueType, right: ValueType): ValueType | undefined {
  if (isText(left) && isText(right)) return left.kind === 'uuid' && right.kind === 'uuid' ? uuidType : unifyTexts(left, right);
  if (left.kind === 'integer' && right.kind === 'integer') {
    return integerType({ minimum: both(Math.min, lowest(left), lowest(right)), maximum: both(Math.max, highest(left), highest(right)) });
  }
  if (isExact(left) && isExact(right)) {
    const [a, b] = [decimalDigits(left), decimalDigits(right)];
    return decimalOfDigits(both(Math.max, a.integer, b.integer), both(Math.max, a.scale, b.scale));
  }
  if (isNumericType(left) && isNumericType(right)) return numberType;
  if (left.kind === 'datetime' && right.kind === 'datetime') {
    const [a, b] = [left.timezone, right.timezone];
    if (zoneName(a) === zoneName(b)) return left;
    return a === 'none' || b === 'none' ? undefined : datetimeType('any');
  }
  if (left.kind === 'array' && right.kind === 'array') {
    const element = unifyElements(left, right);
    return element && arrayType(element, both(Math.min, left.minItems, right.minItems), both(Math.max, left.maxItems, right.maxItems));
  }
  if (left.kind === 'object' && right.kind === 'object') return left.fields === right.fields ? left : { kind: 'object', nullable: false };
  return left.kind === right.kind ? left : undefined;
}

/** The type that holds the items of both lists; a list that is always empty adds nothing. */
export function unifyElements(left: ArrayType, right: ArrayType): ValueType | undefined {
  return left.maxItems === 0 ? right.element : right.maxItems === 0 ? left.element : unify(left.element, right.element);
}

function unifyTexts(left: ValueType, right: ValueType): StringType {
  const [a, b] = [lengthsOf(left), lengthsOf(right)];
  const choices = left.kind === 'string' && right.kind === 'string' && left.enum && right.enum ? [...new Set([...left.enum, ...right.enum])] : undefined;
  const pattern = left.kind === 'string' && right.kind === 'string' && left.pattern === right.pattern ? left.pattern : undefined;
  return stringType({ minLength: Math.min(a.min, b.min), maxLength: both(Math.max, a.max, b.max), enum: choices, pattern });
}

/** Applies `choose` where both are known. */
export function both(choose: (a: number, b: number) => number, a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : choose(a, b);
}

export function isText(type: ValueType): boolean {
  return type.kind === 'string' || type.kind === 'uuid';
}

export function isExact(type: ValueType): type is IntegerType | DecimalType {
  return type.kind === 'integer' || type.kind === 'decimal';
}

export function isNumericType(type: ValueType): type is IntegerType | DecimalType | NumberType {
  return isExact(type) || type.kind === 'number';
}

/** The least of numbers that may be too many for the arguments of one call. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Infinity);
}

function greatest(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.max(one, other), -Infinity);
}

export function lowest(type: IntegerType): number | undefined {
  return type.enum && type.enum.length > 0 ? least(type.enum) : type.minimum;
}

export function highest(type: IntegerType): number | undefined {
  return type.enum && type.enum.length > 0 ? greatest(type.enum) : type.maximum;
}

/** How many digits an exact number has at most before and behind its point. */
export function decimalDigits(type: IntegerType | DecimalType): { readonly integer: number | undefined; readonly scale: number | undefined } {
  if (type.kind === 'decimal') return { integer: both((p, s) => p - s, type.precision, type.scale), scale: type.scale };
  const bound = Math.max(Math.abs(lowest(type) ?? Number.MAX_SAFE_INTEGER), Math.abs(highest(type) ?? Number.MAX_SAFE_INTEGER));
  return { integer: bound === 0 ? 0 : String(Math.trunc(bound)).length, scale: 0 };
}

/** A decimal by its digits before and behind the point. */
export function decimalOfDigits(integer: number | undefined, scale: number | undefined, facets: Facets<DecimalType> = {}): DecimalType {
  return decimalType({ ...facets, precision: both((i, s) => Math.max(1, i + s), integer, scale), scale });
}

export function zoneName(timezone: TimeZone): string {
  return typeof timezone === 'string' ? timezone : timezone.zone;
}

/** A type as a spec writes it: `string(20)`, `decimal(10,2)`, `array<integer>`. */
export function describeType(type: ValueType): string {
  switch (type.kind) {
    case 'string': return type.maxLength === undefined ? 'string' : `string(${type.maxLength})`;
    case 'decimal': return type.precision === undefined || type.scale === undefined ? 'decimal' : `decimal(${type.precision},${type.scale})`;
    case 'array': return `array<${describeType(type.element)}>`;
    case 'datetime': return type.timezone === 'none' ? 'datetime without an offset' : type.timezone === 'any' ? 'datetime' : `datetime in ${zoneName(type.timezone)}`;
    default: return type.kind;
  }
}
