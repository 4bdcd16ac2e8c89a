/** Whether a value is one that a type allows. */
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { matchesPattern } from './pattern.ts';
import type { DatetimeType, DecimalType, IntegerType, NumberType, ObjectType, SimpleType, StringType, ValueType } from './type.ts';
import type { LongText, TypedValue, Value } from './value.ts';
import { lengthOf } from './value.ts';
import { offsetIsOfZone, sameZone } from './zone.ts';

/** Whether the type allows the value. What a type does not limit, it allows; what is not known to be refused, fits. */
export function fits(value: Value, type: ValueType): boolean {
  if (value === null) return type.nullable;
  switch (type.kind) {
    case 'unknown': return true;
    case 'string': return isText(value) ? textFits(value, type) : isTyped(value, 'uuid') && textFits(value.text, type);
    case 'integer':
    case 'number':
    case 'decimal': return numberFits(value, type);
    case 'datetime': return isTyped(value, 'datetime') && datetimeFits(value, type);
    case 'array': {
      if (typeof value !== 'object' || value.kind !== 'array') return false;
      const { length } = value.items;
      return length >= (type.minItems ?? 0) && length <= (type.maxItems ?? Infinity) && value.items.every((item) => fits(item, type.element));
    }
    case 'object': return typeof value === 'object' && value.kind === 'object' && recordFits(value.fields, type);
    default: return simpleFits(value, type);
  }
}

function isText(value: Value): value is string | LongText {
  return typeof value === 'string' || (typeof value === 'object' && value?.kind === 'long-text');
}

function isTyped(value: Value, kind: TypedValue['kind']): value is TypedValue {
  return typeof value === 'object' && value?.kind === kind;
}

function textFits(value: string | LongText, type: StringType): boolean {
  const length = lengthOf(value);
  if (length < (type.minLength ?? 0) || length > (type.maxLength ?? Infinity)) return false;
  if (typeof value !== 'string') return type.enum === undefined && type.pattern === undefined;
  if (type.enum && !type.enum.includes(value)) return false;
  return type.pattern === undefined || matchesPattern(type.pattern, value) !== false;
}

/** The exact number that a value is; undefined where it is none. */
export function decimalOf(value: Value): Decimal | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? new Decimal(value) : undefined;
  return isTyped(value, 'decimal') && /^-?\d+(\.\d+)?$/.test(value.text) ? new Decimal(value.text) : undefined;
}

function numberFits(value: Value, type: IntegerType | NumberType | DecimalType): boolean {
  const exact = decimalOf(value);
  if (!exact) return false;
  if (type.minimum !== undefined && exact.lt(type.minimum)) return false;
  if (type.maximum !== undefined && exact.gt(type.maximum)) return false;
  if (type.kind === 'decimal') return decimalFits(exact, type);
  if (type.enum && !type.enum.some((allowed) => exact.eq(allowed))) return false;
  if (type.kind === 'integer') return exact.isInteger() && exact.abs().lte(Number.MAX_SAFE_INTEGER);
  // A decimal is a double where the double, written out, is the decimal again.
  const double = exact.toNumber();
  return Number.isFinite(double) && new Decimal(double).eq(exact);
}

function decimalFits(exact: Decimal, { precision, scale }: DecimalType): boolean {
  if (scale !== undefined && exact.decimalPlaces() > scale) return false;
  if (precision === undefined || exact.isZero()) return true;
  return exact.e + 1 <= precision - (scale ?? 0);
}

function datetimeFits(value: TypedValue, { timezone }: DatetimeType): boolean {
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?/.exec(value.text)?.[0];
  if (local === undefined || !isPossible(() => Temporal.PlainDateTime.from(local))) return false;
  const offset = value.text.slice(local.length);
  if (timezone === 'none') return offset === '' && value.zone === undefined;
  if (timezone === 'UTC') return offset === 'Z' && value.zone === undefined;
  // A value in a zone has the offset of the zone.
  if (!/^(Z|[+-]\d\d:\d\d)$/.test(offset) || (value.zone !== undefined && !offsetIsOfZone(value.text, value.zone))) return false;
  return timezone === 'any' || (value.zone !== undefined && sameZone(value.zone, timezone.zone));
}

function recordFits(values: ReadonlyMap<string, Value>, type: ObjectType): boolean {
  return [...(type.fields ?? [])].every(([name, field]) => {
    const value = values.get(name);
    return value === undefined ? !field.required : fits(value, field.type);
  });
}

const SHAPES: Readonly<Record<SimpleType['kind'], RegExp>> = {
  boolean: /^$/,
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/,
  duration: /^P(?=.)(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/,
  uuid: /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i,
  binary: /^([\da-f]{2})*$/i,
};

function simpleFits(value: Value, { kind }: SimpleType): boolean {
  if (kind === 'boolean') return typeof value === 'boolean';
  if (!isTyped(value, kind) || !SHAPES[kind].test(value.text)) return false;
  return kind !== 'date' || isPossible(() => Temporal.PlainDate.from(value.text));
}

function isPossible(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
