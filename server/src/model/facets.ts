/** Facets: limits that stand beside a field's `type` and are part of its type. */
import { Decimal } from 'decimal.js';
import { fits } from './fits.ts';
import { patternProblem } from './pattern.ts';
import type { DecimalType, IntegerType, NumberType, StringType, ValueType } from './type.ts';
import { unknownType } from './type.ts';
import { typeName } from './type-text.ts';
import { isUtc, isZone, nearestZone, zoneName } from './zone.ts';

/** A facet's value as the file has it; numbers too long for a double come as text. */
export type FacetValue = string | number | boolean | null;

export interface Facets {
  readonly nullable?: boolean;
  readonly min_length?: FacetValue;
  readonly max_length?: FacetValue;
  readonly pattern?: FacetValue;
  readonly enum?: readonly FacetValue[];
  readonly minimum?: FacetValue;
  readonly maximum?: FacetValue;
  readonly timezone?: FacetValue;
}

export interface FacetFault {
  readonly facet: keyof Facets;
  readonly message: string;
  /** The value that should stand there, where that is clear. */
  readonly meant?: FacetValue;
}

export interface Faceted {
  readonly type: ValueType;
  readonly faults: readonly FacetFault[];
}

/** Which facets limit which kinds of types. Dates and times have bounds too, which are not compared. */
const APPLIES: Readonly<Record<Exclude<keyof Facets, 'nullable'>, readonly ValueType['kind'][]>> = {
  min_length: ['string'],
  max_length: ['string'],
  pattern: ['string'],
  enum: ['string', 'integer', 'number', 'decimal'],
  minimum: ['integer', 'number', 'decimal', 'date', 'datetime', 'time', 'duration'],
  maximum: ['integer', 'number', 'decimal', 'date', 'datetime', 'time', 'duration'],
  timezone: ['datetime'],
};

const LIMITS = Object.keys(APPLIES) as (keyof typeof APPLIES)[];
const NO_FAULTS: readonly FacetFault[] = [];

/**
 * The type with its facets. Of two that contradict each other the stricter holds, with a fault; one that cannot be read
 * is left out, with a fault.
 */
export function applyFacets(base: ValueType, facets: Facets): Faceted {
  if (base.kind === 'unknown') return { type: base, faults: NO_FAULTS };
  const { nullable = base.nullable } = facets;
  // A type of its own for each of thousands of fields would be a waste: most have no facets.
  if (LIMITS.every((facet) => facets[facet] === undefined)) return { type: nullable === base.nullable ? base : { ...base, nullable }, faults: NO_FAULTS };
  const faults: FacetFault[] = [];
  for (const facet of LIMITS) {
    if (facets[facet] === undefined || APPLIES[facet].includes(base.kind)) continue;
    faults.push({ facet, message: `\`${facet}\` says nothing about \`${typeName(base)}\`.` });
  }
  const type = limited({ ...base, nullable }, facets, faults);
  return { type, faults };
}

function limited(type: ValueType, facets: Facets, faults: FacetFault[]): ValueType {
  switch (type.kind) {
    case 'string': return limitedText(type, facets, faults);
    case 'integer':
    case 'number': return limitedNumber(type, facets, faults);
    case 'decimal': return limitedDecimal(type, facets, faults);
    case 'datetime': {
      if (facets.timezone === undefined) return type;
      const name = String(facets.timezone);
      const known = (['UTC', 'any', 'none'] as const).find((kind) => kind.toLowerCase() === name.toLowerCase());
      if (known) return { ...type, timezone: known };
      if (isZone(name) && isUtc(name)) return { ...type, timezone: 'UTC' };
      if (isZone(name)) return { ...type, timezone: { zone: zoneName(name) } };
      const meant = nearestZone(name);
      faults.push({ facet: 'timezone', message: `\`${name}\` is none of \`UTC\`, \`any\`, \`none\`, nor a time zone of the IANA database${meant === undefined ? '.' : `; did you mean \`${meant}\`?`}`, ...(meant !== undefined && { meant }) });
      return unknownType;
    }
    default: return type;
  }
}

function limitedText(type: StringType, facets: Facets, faults: FacetFault[]): StringType {
  const minLength = lengthFacet('min_length', facets, faults);
  let maxLength = lengthFacet('max_length', facets, faults);
  if (maxLength !== undefined && type.maxLength !== undefined && maxLength !== type.maxLength) {
    faults.push({ facet: 'max_length', message: `\`max_length: ${String(maxLength)}\` contradicts \`${typeName(type)}\`; the stricter holds.`, meant: type.maxLength });
    maxLength = Math.min(maxLength, type.maxLength);
  }
  maxLength ??= type.maxLength;
  const crossed = minLength !== undefined && maxLength !== undefined && minLength > maxLength;
  if (crossed) faults.push({ facet: 'min_length', message: `No text has at least ${String(minLength)} and at most ${String(maxLength)} characters.` });
  const pattern = facets.pattern === undefined || facets.pattern === null ? undefined : String(facets.pattern);
  const problem = pattern === undefined ? undefined : patternProblem(pattern);
  if (problem !== undefined) faults.push({ facet: 'pattern', message: `The pattern is no RE2 expression: ${problem}.` });
  const bounded: StringType = {
    kind: 'string', nullable: type.nullable,
    ...(minLength !== undefined && !crossed && { minLength }), ...(maxLength !== undefined && { maxLength }), ...(pattern !== undefined && problem === undefined && { pattern }),
  };
  const values = facets.enum?.filter((value) => value !== null).map(String);
  const kept = values && allowed(values, bounded, faults);
  return kept && kept.length > 0 ? { ...bounded, enum: kept } : bounded;
}

/** The values of an enum that the other facets allow; the rest are faults. */
function allowed<T extends string | number>(values: readonly T[], type: ValueType, faults: FacetFault[]): T[] {
  if (values.length === 0) faults.push({ facet: 'enum', message: 'The enum names no value.' });
  const out = values.filter((value) => !fits(value, type));
  if (out.length > 0) faults.push({ facet: 'enum', message: `${out.map((value) => `\`${String(value)}\``).join(', ')} ${out.length === 1 ? 'is' : 'are'} outside the other limits of this field.` });
  return [...new Set(values)].filter((value) => fits(value, type));
}

function lengthFacet(facet: 'min_length' | 'max_length', facets: Facets, faults: FacetFault[]): number | undefined {
  const value = facets[facet];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'number' ? value : Number(String(value).replaceAll(',', ''));
  if (Number.isSafeInteger(number) && number >= 0 && value !== '') return number;
  faults.push({ facet, message: `\`${facet}\` must be a whole number, 0 or more.` });
  return undefined;
}

function boundFacet(facet: 'minimum' | 'maximum', facets: Facets, faults: FacetFault[]): Decimal | undefined {
  const value = facets[facet];
  if (value === undefined || value === null) return undefined;
  const text = String(value).trim().replaceAll(',', '');
  if (/^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return new Decimal(text);
  faults.push({ facet, message: `\`${facet}\` must be a number.` });
  return undefined;
}

function bounds(facets: Facets, faults: FacetFault[]): { minimum?: Decimal; maximum?: Decimal } {
  const minimum = boundFacet('minimum', facets, faults);
  const maximum = boundFacet('maximum', facets, faults);
  if (minimum && maximum && minimum.gt(maximum)) {
    faults.push({ facet: 'minimum', message: `No number is at least ${minimum.toFixed()} and at most ${maximum.toFixed()}.` });
    return { maximum };
  }
  return { ...(minimum && { minimum }), ...(maximum && { maximum }) };
}

function limitedNumber(type: IntegerType | NumberType, facets: Facets, faults: FacetFault[]): ValueType {
  const { minimum, maximum } = bounds(facets, faults);
  const whole = type.kind === 'integer';
  const bounded: IntegerType | NumberType = {
    kind: type.kind, nullable: type.nullable,
    ...(minimum && { minimum: (whole ? minimum.ceil() : minimum).toNumber() }), ...(maximum && { maximum: (whole ? maximum.floor() : maximum).toNumber() }),
  };
  const numbers = numbersOf(facets.enum, faults);
  const kept = numbers && allowed(numbers, bounded, faults);
  return kept && kept.length > 0 ? { ...bounded, enum: kept } : bounded;
}

function numbersOf(values: readonly FacetValue[] | undefined, faults: FacetFault[]): number[] | undefined {
  const present = values?.filter((value) => value !== null);
  const out = present?.filter((value) => typeof value === 'boolean' || value === '' || !Number.isFinite(Number(value))) ?? [];
  if (out.length > 0) faults.push({ facet: 'enum', message: `${out.map((value) => `\`${String(value)}\``).join(', ')} ${out.length === 1 ? 'is no number' : 'are no numbers'}.` });
  return present?.filter((value) => !out.includes(value)).map(Number);
}

function limitedDecimal(type: DecimalType, facets: Facets, faults: FacetFault[]): ValueType {
  const { minimum, maximum } = bounds(facets, faults);
  // An enum of decimals is not part of the type: what it would forbid is not known.
  numbersOf(facets.enum, faults);
  return { ...type, ...(minimum && { minimum: minimum.toFixed() }), ...(maximum && { maximum: maximum.toFixed() }) };
}
