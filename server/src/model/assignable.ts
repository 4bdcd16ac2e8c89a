/** May a value of one type be copied exactly into a field of another? (semantics: *May a source value be copied exactly?*) */
import { counterExample } from './counter-example.ts';
import { fits } from './fits.ts';
import { offersBetween } from './offers.ts';
import { TextCache } from './remember.ts';
import type { ArrayType, DatetimeType, DecimalType, IntegerType, NumberType, ObjectType, SimpleType, StringType, UnknownType, ValueType } from './type.ts';
import { typeKey } from './type-key.ts';
import type { Value } from './value.ts';

export type RefusalReason = 'type' | 'length' | 'range' | 'scale' | 'enum' | 'pattern' | 'timezone' | 'nullable' | 'fields';

/** Why a copy is not legal. It always holds a value that proves it. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** Transformation phrases that would make it legal, or bring it nearer; the best first. */
  readonly offers: readonly string[];
  /** A value that the source type allows, and the target type does not. */
  readonly counterExample: Value;
  /** The text can be copied, and loses its offset or zone: to warn of, not to refuse. */
  readonly warning: boolean;
  /** The nested field that refuses, by its names. */
  readonly path: readonly string[];
}

export interface AssignOptions {
  /**
   * What a facet that `from` does not have means: a declared field is not limited there; of an expression's result it is
   * not known, and what is not known gives no refusal.
   */
  readonly absentFacets?: 'unlimited' | 'unknown';
}

/** What is wrong, before a value proves it. */
interface Doubt {
  readonly reason: RefusalReason;
  readonly warning?: boolean;
  readonly path?: readonly string[];
}

/**
 * Why not every value of `from` is one of `to`; undefined where each is, or where no value can be shown that is not.
 * What is unknown is never refused.
 */
export function assign(from: ValueType, to: ValueType, { absentFacets = 'unlimited' }: AssignOptions = {}): Refusal | undefined {
  if (from.kind === 'unknown' || to.kind === 'unknown') return undefined;
  const [one, other] = [typeKey(from), typeKey(to)];
  if (one === undefined || other === undefined) return judge(from, to, absentFacets);
  return known.of(`${one} → ${other} ${absentFacets}`, () => judge(from, to, absentFacets));
}

/** What has been said of pairs of types: thousands of fields are copied between a few of them. */
const known = new TextCache<Refusal | undefined>(500);

function judge(from: Exclude<ValueType, UnknownType>, to: Exclude<ValueType, UnknownType>, absentFacets: AssignOptions['absentFacets']): Refusal | undefined {
  const found = doubt(from, to, absentFacets === 'unknown');
  // Null is another matter than the kind of the value, and comes second.
  const example = found && counterExample({ ...from, nullable: false }, to);
  if (found && example !== undefined) {
    return { reason: found.reason, offers: (found.path ?? []).length > 0 ? [] : offersBetween(from, to, found.reason), counterExample: example, warning: found.warning ?? false, path: found.path ?? [] };
  }
  if (!from.nullable || to.nullable) return undefined;
  return { reason: 'nullable', offers: offersBetween(from, to, 'nullable'), counterExample: null, warning: false, path: [] };
}

const NO_TYPE: Doubt = { reason: 'type' };

/** One function a kind of source; each knows the kinds of target. `lenient`: absent facets are not known. */
function doubt(from: ValueType, to: ValueType, lenient: boolean): Doubt | undefined {
  if (to.kind === 'unknown') return undefined;
  switch (from.kind) {
    case 'unknown': return undefined;
    case 'string': return to.kind === 'string' ? textToText(from, to, lenient) : NO_TYPE;
    case 'integer': return integerTo(from, to, lenient);
    case 'number': return numberTo(from, to, lenient);
    case 'decimal': return decimalTo(from, to, lenient);
    case 'datetime': return to.kind === 'datetime' ? datetimeToDatetime(from, to) : NO_TYPE;
    case 'array': return to.kind === 'array' ? arrayToArray(from, to, lenient) : NO_TYPE;
    case 'object': return to.kind === 'object' ? objectToObject(from, to, lenient) : NO_TYPE;
    default: return simpleTo(from, to);
  }
}

function textToText(from: StringType, to: StringType, lenient: boolean): Doubt | undefined {
  if (from.enum) return enumToText(from.enum, to);
  // Without a declared limit a text is as long as it likes, unless its pattern bounds it: the counter-example decides.
  const tooLong = to.maxLength !== undefined && (from.maxLength === undefined ? !lenient : from.maxLength > to.maxLength);
  if (tooLong && breaks(from, { kind: 'string', maxLength: to.maxLength, nullable: true })) return { reason: 'length' };
  if (to.enum) return lenient ? undefined : { reason: 'enum' };
  const tooShort = to.minLength !== undefined && (from.minLength === undefined ? !lenient : from.minLength < to.minLength);
  if (tooShort && breaks(from, { kind: 'string', minLength: to.minLength, nullable: true })) return { reason: 'length' };
  if (to.pattern === undefined || to.pattern === from.pattern || (lenient && from.pattern === undefined)) return undefined;
  return { reason: 'pattern' };
}

function breaks(from: ValueType, to: ValueType): boolean {
  return counterExample({ ...from, nullable: false }, to) !== undefined;
}

function enumToText(values: readonly string[], to: StringType): Doubt | undefined {
  const out = values.find((value) => !fits(value, to));
  if (out === undefined) return undefined;
  if (to.enum) return { reason: 'enum' };
  const { pattern: _pattern, ...lengths } = to;
  return { reason: values.every((value) => fits(value, lengths)) ? 'pattern' : 'length' };
}

function integerTo(from: IntegerType, to: ValueType, lenient: boolean): Doubt | undefined {
  if (to.kind !== 'integer' && to.kind !== 'number' && to.kind !== 'decimal') return NO_TYPE;
  if (to.kind !== 'decimal' && to.enum) return lenient && !from.enum ? undefined : outside(from, to, 'enum');
  return outside(from, to, 'range', lenient);
}

function numberTo(from: NumberType, to: ValueType, lenient: boolean): Doubt | undefined {
  if (to.kind === 'integer') return { reason: 'scale' };
  if (to.kind === 'decimal') return to.scale === undefined ? outside(from, to, 'range', lenient) : { reason: breaksScale(from, to.scale) ? 'scale' : 'range' };
  if (to.kind !== 'number') return NO_TYPE;
  if (to.enum) return lenient && !from.enum ? undefined : { reason: 'enum' };
  return outside(from, to, 'range', lenient);
}

function decimalTo(from: DecimalType, to: ValueType, lenient: boolean): Doubt | undefined {
  if (to.kind !== 'integer' && to.kind !== 'number' && to.kind !== 'decimal') return NO_TYPE;
  if (from.precision === undefined || from.scale === undefined) return unknownDigits(from, to, lenient);
  if (to.kind === 'number') {
    if (to.enum) return lenient ? undefined : { reason: 'enum' };
    return outside(from, to, 'range', lenient) && { reason: breaks(from, { kind: 'number', nullable: true }) ? 'scale' : 'range' };
  }
  if (to.kind === 'decimal') {
    const finer = to.scale !== undefined && from.scale > to.scale && breaksScale(from, to.scale);
    return { reason: finer ? 'scale' : 'range' };
  }
  if (from.scale > 0 && breaksScale(from, 0)) return { reason: 'scale' };
  if (to.enum) return lenient ? undefined : { reason: 'enum' };
  return outside(from, to, 'range', lenient);
}

/** Only declared bounds can be compared where the digits of a decimal are not known. */
function unknownDigits(from: DecimalType, to: ValueType, lenient: boolean): Doubt | undefined {
  if (lenient || to.kind !== 'decimal') return undefined;
  const below = from.minimum !== undefined && !fits({ kind: 'decimal', text: from.minimum }, to);
  const over = from.maximum !== undefined && !fits({ kind: 'decimal', text: from.maximum }, to);
  return below || over ? { reason: 'range' } : undefined;
}

/** Whether the type has values with more digits behind the point than this. */
function breaksScale(from: ValueType, scale: number): boolean {
  return breaks(from, { kind: 'decimal', scale, nullable: true });
}

/** A range that reaches outside the target's; where the source's own is not known, only what it states counts. */
function outside(from: IntegerType | NumberType | DecimalType, to: ValueType, reason: RefusalReason, lenient = false): Doubt | undefined {
  if (!lenient) return { reason };
  const stated = [from.minimum, from.maximum].filter((bound) => bound !== undefined);
  const bounds = from.kind === 'decimal' ? stated.map((text): Value => ({ kind: 'decimal', text: String(text) })) : stated;
  return bounds.some((bound) => fits(bound, from) && !fits(bound, to)) ? { reason } : undefined;
}

function datetimeToDatetime(from: DatetimeType, to: DatetimeType): Doubt | undefined {
  // A value in UTC has an offset, Z; one in a zone has that of the zone.
  if (from.timezone === to.timezone || (from.timezone !== 'none' && to.timezone === 'any')) return undefined;
  return { reason: 'timezone', warning: to.timezone === 'none' };
}

function arrayToArray(from: ArrayType, to: ArrayType, lenient: boolean): Doubt | undefined {
  const element = assign(from.element, to.element, { absentFacets: lenient ? 'unknown' : 'unlimited' });
  if (element) return { reason: element.reason, warning: element.warning, path: ['[]', ...element.path] };
  const tooMany = to.maxItems !== undefined && (from.maxItems === undefined ? !lenient : from.maxItems > to.maxItems);
  const tooFew = to.minItems !== undefined && (from.minItems === undefined ? !lenient : from.minItems < to.minItems);
  return tooMany || tooFew ? { reason: 'length' } : undefined;
}

/** Every field that the target must have is there, and each that is there fits. */
function objectToObject(from: ObjectType, to: ObjectType, lenient: boolean): Doubt | undefined {
  if (!from.fields || !to.fields) return undefined;
  for (const [name, wanted] of to.fields) {
    const field = from.fields.get(name);
    if (!field) {
      if (wanted.required) return { reason: 'fields', path: [name] };
      continue;
    }
    if (wanted.required && !field.required && !field.hasDefault) return { reason: 'fields', path: [name] };
    const inner = assign(field.type, wanted.type, { absentFacets: lenient ? 'unknown' : 'unlimited' });
    if (inner) return { reason: inner.reason, warning: inner.warning, path: [name, ...inner.path] };
  }
  return undefined;
}

function simpleTo(from: SimpleType, to: Exclude<ValueType, UnknownType>): Doubt | undefined {
  if (from.kind === to.kind) return undefined;
  if (from.kind !== 'uuid' || to.kind !== 'string') return NO_TYPE;
  if (to.enum) return { reason: 'enum' };
  const { pattern: _pattern, ...lengths } = to;
  return { reason: breaks(from, lengths) ? 'length' : 'pattern' };
}
