/** Random types, and values of a type, from a seed: what tests of types run on. */
import { anyValue, candidates } from './counter-example.ts';
import { fits } from './fits.ts';
import type { FieldDeclaration, TimeZone, ValueType } from './type.ts';
import type { Value } from './value.ts';
import { repeated } from './value.ts';

/** Numbers from 0 up to, not including, 1. */
export type Random = () => number;

/** The same numbers for the same seed (mulberry32, a public-domain generator). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(random: Random, ...among: readonly [T, ...T[]]): T {
  return among[Math.floor(random() * among.length)] ?? among[0];
}

function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

const ZONES: readonly [TimeZone, ...TimeZone[]] = ['UTC', 'any', 'none', { zone: 'America/New_York' }, { zone: 'Europe/Berlin' }, { zone: 'Asia/Kolkata' }];
const WORDS = ['open', 'closed', 'EUR', 'USD', 'a', '', 'müller', '12', '10115', 'n/a'];
const PATTERNS: readonly [string, ...string[]] = ['^[A-Z]+$', '^\\d+$', '^.{2}$', '^[a-z0-9-]*$', 'a'];

/** A random type that some value fits. `kind`: of this kind. */
export function randomType(random: Random, depth = 0, kind?: ValueType['kind']): ValueType {
  for (let tries = 0; tries < 50; tries++) {
    const type = draw(random, depth, kind ?? drawKind(random, depth));
    if (anyValue({ ...type, nullable: false }) !== undefined) return type;
  }
  return { kind: 'boolean', nullable: false };
}

function drawKind(random: Random, depth: number): ValueType['kind'] {
  const scalars = ['string', 'string', 'integer', 'number', 'decimal', 'decimal', 'datetime', 'date', 'boolean', 'uuid', 'time', 'duration', 'binary'] as const;
  return depth < 2 && random() < 0.2 ? pick(random, 'array', 'object') : pick(random, ...scalars);
}

function draw(random: Random, depth: number, kind: ValueType['kind']): ValueType {
  const nullable = random() < 0.15;
  const maybe = <T extends object>(chance: number, facet: () => T): T | Record<never, never> => (random() < chance ? facet() : {});
  switch (kind) {
    case 'string': return {
      kind, nullable,
      ...maybe(0.6, () => ({ maxLength: pick(random, 1, 2, 5, 20, 36, 255, whole(random, 1, 300)) })),
      ...maybe(0.2, () => ({ minLength: whole(random, 0, 4) })),
      ...maybe(0.2, () => ({ pattern: pick(random, ...PATTERNS) })),
      ...maybe(0.2, () => ({ enum: WORDS.filter(() => random() < 0.3).concat('open') })),
    };
    case 'integer':
    case 'number': {
      const [one, other] = [whole(random, -1200, 1200), pick(random, whole(random, -1200, 1200), 2 ** 40)].sort((a, b) => a - b);
      const shift = kind === 'number' && random() < 0.3 ? 0.25 : 0;
      return {
        kind, nullable,
        ...maybe(0.4, () => ({ minimum: (one ?? 0) + shift })), ...maybe(0.4, () => ({ maximum: (other ?? 0) + shift })),
        ...maybe(0.15, () => ({ enum: [1, 2, 3, 100].filter(() => random() < 0.6).concat(kind === 'number' ? 0.5 : 0) })),
      };
    }
    case 'decimal': {
      const precision = pick(random, 1, 3, 5, 10, 15, 16, 18, 38);
      const scale = Math.min(precision, pick(random, 0, 0, 1, 2, 2, 3, 6, precision));
      const [one, other] = [whole(random, -90, 90), whole(random, -90, 90)].sort((a, b) => a - b);
      return { kind, nullable, precision, scale, ...maybe(0.2, () => ({ minimum: String(one) })), ...maybe(0.2, () => ({ maximum: `${String(other)}.5` })) };
    }
    case 'datetime': return { kind, nullable, timezone: pick(random, ...ZONES) };
    case 'array': return { kind, nullable, element: randomType(random, depth + 1), ...maybe(0.2, () => ({ maxItems: whole(random, 1, 5) })), ...maybe(0.2, () => ({ minItems: whole(random, 0, 1) })) };
    case 'object': return { kind, nullable, fields: drawFields(random, depth) };
    case 'unknown': return { kind, nullable: true };
    default: return { kind, nullable };
  }
}

function drawFields(random: Random, depth: number): ReadonlyMap<string, FieldDeclaration> {
  const fields = ['id', 'name', 'amount'].filter(() => random() < 0.6).map((name): FieldDeclaration => ({ name, type: randomType(random, depth + 1), required: random() < 0.6, hasDefault: random() < 0.2 }));
  return new Map(fields.map((field) => [field.name, field]));
}

/**
 * A type near another, so that copies between the two are legal about as often as not: the same kind, mostly with one
 * thing changed.
 */
export function relatedType(random: Random, type: ValueType): ValueType {
  return random() < 0.25 ? type : random() < 0.6 ? randomType(random, 1, type.kind) : randomType(random);
}

/** Values that the type allows: its limits, plain ones and random ones, null among them where it is legal. */
export function sampleValues(type: ValueType, random: Random, count: number): Value[] {
  const tried = [...(type.nullable ? [null] : []), ...candidates(type, type, 0), ...candidates(type, randomType(random), 0), ...Array.from({ length: count }, () => randomValue(type, random)).flatMap((value) => value ?? [])];
  return tried.filter((value) => fits(value, type));
}

function randomValue(type: ValueType, random: Random): Value | undefined {
  switch (type.kind) {
    case 'string': return repeated(pick(random, 'a', 'Z', '7', '€', '😀'), whole(random, type.minLength ?? 0, Math.min(type.maxLength ?? 400, 400)));
    case 'integer': return whole(random, type.minimum ?? -5000, type.maximum ?? 2 ** 53 - 1);
    case 'number': return (type.minimum ?? -5000) + random() * ((type.maximum ?? 1e6) - (type.minimum ?? -5000));
    case 'decimal': return { kind: 'decimal', text: randomDecimal(type.precision ?? 10, type.scale ?? 2, random) };
    case 'object': {
      const fields = [...(type.fields ?? [])].flatMap(([name, field]): [string, Value][] => {
        const value = field.required || field.hasDefault || random() < 0.5 ? (randomValue(field.type, random) ?? anyValue(field.type)) : undefined;
        return value === undefined ? [] : [[name, value]];
      });
      return { kind: 'object', fields: new Map(fields) };
    }
    case 'array': {
      const items = Array.from({ length: whole(random, type.minItems ?? 0, type.maxItems ?? 4) }, () => randomValue(type.element, random) ?? anyValue(type.element));
      return { kind: 'array', items: items.filter((item) => item !== undefined) };
    }
    default: return undefined;
  }
}

function randomDecimal(precision: number, scale: number, random: Random): string {
  const digits = Array.from({ length: whole(random, 1, precision) }, () => String(whole(random, 0, 9))).join('').padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return (random() < 0.3 ? '-' : '') + text.replace(/^0+(?=\d)/, '');
}
