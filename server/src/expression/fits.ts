/** Is a value one that a type allows? */
import { RE2JS } from 're2js';
import { Temporal } from 'temporal-polyfill';
import type { ValueType } from '../model/type.ts';
import { exact, fieldOf, isNumeric } from './compare.ts';
import { digitsOf } from './decimal.ts';
import { zoneName } from './types.ts';
import type { Value } from './values.ts';
import { isList, isRecord, kindOf, lengthOf, showValue } from './values.ts';

/** What keeps a value from being of a type, as a clause such as "is null"; undefined if nothing does. An integer is a legal decimal and number. */
export function fits(value: Value, type: ValueType): string | undefined {
  if (type.kind === 'unknown') return undefined;
  if (value === null) return type.nullable ? undefined : 'is null';
  switch (type.kind) {
    case 'string': {
      if (typeof value !== 'string') break;
      const length = lengthOf(value);
      if (length > (type.maxLength ?? Infinity) || length < (type.minLength ?? 0)) return `has ${length} characters`;
      if (type.enum && !type.enum.includes(value)) return `${showValue(value)} is none of the values`;
      if (type.pattern !== undefined && !RE2JS.compile(type.pattern).matcher(value).find()) return `does not match ${type.pattern}`;
      return undefined;
    }
    case 'uuid':
      return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? undefined : 'is no uuid';
    case 'integer':
      if (typeof value !== 'bigint') break;
      return outside(value, type.minimum, type.maximum) ?? (type.enum && !type.enum.includes(Number(value)) ? 'is none of the values' : undefined);
    case 'number':
      if (!isNumeric(value)) break;
      return outside(value, type.minimum, type.maximum);
    case 'decimal': {
      if (!isNumeric(value) || typeof value === 'number') break;
      const { integer, scale } = digitsOf(exact(value));
      if (scale > (type.scale ?? Infinity)) return `has ${scale} decimals`;
      if (type.precision !== undefined && type.scale !== undefined && integer > type.precision - type.scale) return `has ${integer} digits before the point`;
      return outside(value, type.minimum, type.maximum);
    }
    case 'datetime': {
      const local = value instanceof Temporal.PlainDateTime;
      if (!local && !(value instanceof Temporal.ZonedDateTime)) break;
      if (local !== (type.timezone === 'none')) return local ? 'has no offset' : 'has an offset';
      return local || type.timezone === 'any' || value.timeZoneId === zoneName(type.timezone) ? undefined : `is in ${value.timeZoneId}`;
    }
    case 'array': {
      if (!isList(value)) break;
      if (value.length > (type.maxItems ?? Infinity) || value.length < (type.minItems ?? 0)) return `has ${value.length} items`;
      return first(value.map((item) => fits(item, type.element)));
    }
    case 'object': {
      if (!isRecord(value)) break;
      return first([...(type.fields?.values() ?? [])].map((field) => {
        if (!Object.hasOwn(value, field.name)) return field.required ? `lacks ${field.name}` : undefined;
        return fits(fieldOf(value, field.name), field.type);
      }));
    }
    default:
      break;
  }
  return kindOf(value) === type.kind ? undefined : `is of kind ${kindOf(value)}`;
}

function outside(value: Value, minimum: number | string | undefined, maximum: number | string | undefined): string | undefined {
  if (!isNumeric(value)) return undefined;
  const amount = exact(value);
  return (minimum !== undefined && amount.lt(minimum)) || (maximum !== undefined && amount.gt(maximum)) ? `${showValue(value)} is outside the bounds` : undefined;
}

function first(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined);
}
