/** Regular expressions for values that travel as text, in the common ground of JavaScript and RE2. */
import type { ValueType } from '../model/type.ts';

const DATE = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:\\.\\d{1,9})?)?';

/** The pattern of a type's texts; undefined where it is not a text, or any text may be one. `isText`: the value travels as text, whatever its type. */
export function patternOf(type: ValueType, isText: boolean): string | undefined {
  switch (type.kind) {
    case 'date': return `^${DATE}$`;
    case 'datetime': return `^${DATE}[Tt]${TIME}${zonePattern(type.timezone)}$`;
    case 'time': return `^${TIME}(?:[Zz]|[+-]\\d{2}:\\d{2})?$`;
    case 'duration': return '^-?P(?:\\d+W|(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?)$';
    case 'uuid': return '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
    case 'integer': return isText ? '^-?(?:0|[1-9]\\d*)$' : undefined;
    case 'number': return isText ? '^-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$' : undefined;
    case 'decimal': return isText ? decimalPattern(type.precision, type.scale) : undefined;
    case 'boolean': return isText ? '^(?:true|false)$' : undefined;
    default: return undefined;
  }
}

function zonePattern(zone: Extract<ValueType, { kind: 'datetime' }>['timezone']): string {
  if (zone === 'none') return '';
  return zone === 'UTC' ? '(?:[Zz]|[+-]00:?00)' : '(?:[Zz]|[+-]\\d{2}:?\\d{2})';
}

function decimalPattern(precision: number | undefined, scale = 0): string {
  const whole = precision === undefined ? '\\d+' : `\\d{1,${String(Math.max(1, precision - scale))}}`;
  return `^-?${whole}${scale > 0 ? `(?:\\.\\d{1,${String(scale)}})?` : ''}$`;
}
