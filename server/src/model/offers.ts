/** Transformation phrases that lead from one type to another. */
import type { DatetimeType, StringType, TimeZone, ValueType } from './type.ts';

type Reason = 'type' | 'length' | 'range' | 'scale' | 'enum' | 'pattern' | 'timezone' | 'nullable' | 'fields';

/** The phrases to offer for a copy that is not legal, the best first. */
export function offersBetween(from: ValueType, to: ValueType, reason: Reason): string[] {
  switch (reason) {
    case 'type': return conversion(from, to);
    case 'length': return from.kind === 'string' && to.kind === 'string' ? shortening(from, to) : [];
    case 'scale': return rounding(from, to);
    case 'enum': return from.kind === 'string' || from.kind === 'integer' ? ['map values'] : [];
    case 'timezone': return from.kind === 'datetime' && to.kind === 'datetime' ? zoneChange(from, to) : [];
    case 'nullable': return defaultFor(to);
    default: return [];
  }
}

function shortening(from: StringType, to: StringType): string[] {
  const tooLong = to.maxLength !== undefined && (from.enum ? from.enum.some((value) => [...value].length > (to.maxLength ?? 0)) : (from.maxLength ?? Infinity) > to.maxLength);
  return tooLong ? [`truncate to ${String(to.maxLength)}`, ...(from.enum ? ['map values'] : [])] : [];
}

/** The digits that a double surely keeps. */
const DOUBLE_DIGITS = 15;

function rounding(from: ValueType, to: ValueType): string[] {
  if (to.kind === 'integer') return [round(0)];
  if (to.kind === 'decimal') return [round(to.scale ?? 0)];
  if (to.kind !== 'number' || from.kind !== 'decimal') return [];
  const room = DOUBLE_DIGITS - ((from.precision ?? 0) - (from.scale ?? 0));
  return room >= 0 && room < (from.scale ?? 0) ? [round(room)] : [];
}

function round(scale: number): string {
  return `round to ${String(scale)} decimal${scale === 1 ? '' : 's'}`;
}

const LOCAL = "yyyy-MM-dd'T'HH:mm:ss";
const WITH_OFFSET = `${LOCAL}XXX`;

function zoneChange(from: DatetimeType, to: DatetimeType): string[] {
  const local = from.timezone === 'none';
  if (typeof to.timezone === 'object') return local ? [`assume ${to.timezone.zone}`] : [];
  if (to.timezone === 'none') return [];
  return [local ? 'assume UTC' : 'convert to UTC'];
}

function conversion(from: ValueType, to: ValueType): string[] {
  if (from.kind === 'array') return fromArray(from.element, to);
  if (to.kind === 'array') return from.kind === 'string' && to.element.kind === 'string' ? ["split by ','"] : [];
  if (from.kind === 'string') return fromText(from, to);
  if (to.kind === 'string') return toText(from, to);
  if (to.kind === 'datetime') {
    if (from.kind === 'integer') return ['from epoch seconds', 'from epoch milliseconds'];
    return from.kind === 'date' ? [`start of day in ${zoneName(to.timezone)}`] : [];
  }
  return from.kind === 'datetime' && to.kind === 'date' ? [`${from.timezone === 'none' ? 'assume UTC, ' : ''}date in ${zoneName(from.timezone)}`] : [];
}

function fromText(from: StringType, to: ValueType): string[] {
  const mapped = from.enum ? ['map values'] : [];
  switch (to.kind) {
    case 'integer':
    case 'boolean': return [`parse as ${to.kind}`, ...mapped];
    case 'number':
    case 'decimal': return ['parse as decimal', ...mapped];
    case 'date': return ['parse as date yyyy-MM-dd'];
    case 'datetime': return readingDatetime(to.timezone);
    default: return [];
  }
}

function readingDatetime(zone: TimeZone): string[] {
  if (zone === 'none') return [`parse as datetime ${LOCAL}`];
  const withOffset = `parse as datetime ${WITH_OFFSET}`;
  return [...(zone === 'any' ? [withOffset] : zone === 'UTC' ? [`${withOffset}, convert to UTC`] : []), `parse as datetime ${LOCAL} in ${zoneName(zone)}`];
}

function toText(from: ValueType, to: StringType): string[] {
  if (from.kind === 'object') return [];
  const cut = to.maxLength === undefined ? '' : `, truncate to ${String(to.maxLength)}`;
  if (from.kind === 'date') return roomFor(10, to) ? ['format as yyyy-MM-dd', 'to text'] : ['format as yyyyMMdd'];
  if (from.kind === 'datetime') return from.timezone === 'none' ? [`format as ${LOCAL}`, `to text${cut}`] : [`format as ${WITH_OFFSET} in ${zoneName(from.timezone)}`, `to text${cut}`];
  if (from.kind === 'boolean') return roomFor(5, to) && !to.enum ? ['to text', 'map values'] : ['map values'];
  if (from.kind === 'integer') return [roomFor(17, to) ? 'to text' : `to text${cut}`, ...(from.enum ? ['map values'] : [])];
  return [`to text${cut}`];
}

function roomFor(length: number, to: StringType): boolean {
  return (to.maxLength ?? Infinity) >= length;
}

function fromArray(element: ValueType, to: ValueType): string[] {
  const first = element.kind === to.kind ? ['first'] : [];
  if (to.kind === 'string') return element.kind === 'string' ? ["join with ', '", 'first'] : first;
  return to.kind === 'integer' ? ['count', ...first] : first;
}

function zoneName(zone: TimeZone): string {
  return typeof zone === 'object' ? zone.zone : 'UTC';
}

/** A default of the target's type, where there is one that says nothing; what it really is, the author decides. */
function defaultFor(to: ValueType): string[] {
  switch (to.kind) {
    case 'string': return [`default to ${to.enum?.[0] === undefined ? ((to.minLength ?? 0) > 0 || to.pattern !== undefined ? 'unknown' : "''") : literal(to.enum[0])}`];
    case 'integer':
    case 'number': return [`default to ${String(to.enum?.[0] ?? Math.max(to.minimum ?? 0, Math.min(0, to.maximum ?? 0)))}`];
    case 'decimal': return [`default to ${to.minimum !== undefined && Number(to.minimum) > 0 ? to.minimum : '0'}`];
    case 'boolean': return ['default to false'];
    default: return [];
  }
}

function literal(text: string): string {
  return /^[\p{L}\p{N}_-]+$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
