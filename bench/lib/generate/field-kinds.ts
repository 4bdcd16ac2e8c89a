/** Kinds of fields with a mapping that loses nothing: what the source declares, what the target does, and how one becomes the other. */
import type { Random } from '../random.ts';
import type { Entry } from './entry.ts';
import { entry } from './entry.ts';

/** A field of either record without what its place decides: name, path, origin and presence. */
export interface Mapping {
  /** `type`, and the facets of the source field. */
  readonly source: readonly [type: string, ...facets: Entry[]];
  readonly target: readonly [type: string, ...facets: Entry[]];
  /** A phrase; or an expression, by the reference to the source field. */
  readonly transformation: string | ((reference: string) => string);
  /** Behind the usual keys of the target field. */
  readonly valueMap?: Entry;
  /** The mapping yields a value where the source has none. */
  readonly fills?: boolean;
}

export interface FieldKind {
  /** How often it comes, relative to the others. */
  readonly weight: number;
  /** What the names of such fields end in. */
  readonly words: readonly string[];
  readonly make: (random: Random) => Mapping;
}

const LENGTHS = [20, 30, 40, 50, 60, 80, 100, 120, 150, 200, 255];
const ZONES = ['America/New_York', 'Europe/Berlin', 'Europe/London', 'Asia/Tokyo', 'Australia/Sydney'];
const PERSONAL = entry('classification', 'personal');

/** Values of an enumeration, with what the target calls them. */
const CODES: readonly (readonly (readonly [string, string])[])[] = [
  [['open', 'OPEN'], ['paid', 'PAID'], ['void', 'CANCELLED']],
  [['new', 'NEW'], ['active', 'ACTIVE'], ['paused', 'ON_HOLD'], ['closed', 'CLOSED']],
  [['low', 'P4'], ['medium', 'P3'], ['high', 'P2'], ['urgent', 'P1']],
  [['standard', 'STD'], ['express', 'EXP']],
];

function string(length: number): string {
  return `string(${String(length)})`;
}

function values(random: Random, codes: readonly string[]): Entry {
  return entry('enum', random.chance(75) ? `[${codes.join(', ')}]` : `\n${codes.map((code) => `- ${code}`).join('\n')}`);
}

export const fieldKinds: readonly FieldKind[] = [
  {
    weight: 22, words: ['name', 'title', 'label', 'remark', 'region', 'department', 'description'],
    make: (random) => {
      const length = random.pick(LENGTHS);
      return { source: [string(length)], target: [string(random.chance(60) ? length : length + random.pick([5, 20, 45]))], transformation: 'exact copy' };
    },
  },
  {
    weight: 10, words: ['memo', 'summary', 'subject', 'comment'],
    make: (random) => {
      const length = random.pick(LENGTHS);
      return { source: [string(length * 4)], target: [string(length)], transformation: `trim, truncate to ${String(length)}` };
    },
  },
  {
    weight: 4, words: ['email'],
    make: () => ({ source: [string(254), PERSONAL], target: [string(254), PERSONAL], transformation: 'trim, lowercase' }),
  },
  {
    weight: 3, words: ['phone', 'tax_number'],
    make: (random) => ({ source: [string(random.pick([20, 30, 50])), PERSONAL], target: [string(64)], transformation: 'hash sha256' }),
  },
  {
    weight: 10, words: ['count', 'position', 'quantity', 'revision'],
    make: (random) => ({ source: ['integer', ...(random.chance(50) ? [entry('minimum', random.pick(['0', '1']))] : [])], target: ['integer'], transformation: 'exact copy' }),
  },
  {
    weight: 11, words: ['amount', 'total', 'tax', 'discount', 'fee'],
    make: (random) => ({ source: ['decimal(15,2)', ...(random.chance(30) ? [entry('minimum', '0')] : [])], target: [random.pick(['decimal(15,2)', 'decimal(17,2)', 'decimal(19,4)'])], transformation: 'exact copy' }),
  },
  { weight: 6, words: ['approved', 'active', 'taxable', 'archived'], make: () => ({ source: ['boolean'], target: ['boolean'], transformation: 'exact copy' }) },
  { weight: 5, words: ['date', 'due_date', 'start_date'], make: () => ({ source: ['date'], target: ['date'], transformation: 'exact copy' }) },
  {
    weight: 8, words: ['created_at', 'updated_at', 'synced_at'],
    make: (random) => ({ source: ['ISO8601 datetime', ...(random.chance(40) ? [entry('timezone', 'any')] : [])], target: ['datetime', entry('timezone', 'UTC')], transformation: 'convert to UTC' }),
  },
  {
    weight: 2, words: ['booked_on', 'closed_on'],
    make: (random) => ({ source: ['datetime', entry('timezone', 'UTC')], target: ['date'], transformation: `date in ${random.pick(ZONES)}` }),
  },
  {
    weight: 2, words: ['printed_at'],
    make: (random) => ({ source: ['datetime', entry('timezone', 'none')], target: ['datetime', entry('timezone', 'any')], transformation: `assume ${random.pick(ZONES)}` }),
  },
  {
    weight: 5, words: ['status', 'priority', 'kind', 'mode'],
    make: (random) => {
      const codes = random.pick(CODES);
      return {
        source: [string(20), values(random, codes.map(([from]) => from))],
        target: [string(20), values(random, codes.map(([, to]) => to))],
        transformation: 'map values',
        valueMap: entry('value_map', codes.map(([from, to]) => entry(from, to))),
      };
    },
  },
  { weight: 3, words: ['uuid', 'token_id'], make: () => ({ source: ['uuid'], target: [string(36)], transformation: 'exact copy' }) },
  {
    weight: 3, words: ['cents'],
    make: () => ({ source: ['integer', entry('minimum', '0'), entry('maximum', '99999999')], target: ['decimal(12,2)'], transformation: '"divide by 100, round to 2 decimals"' }),
  },
  { weight: 2, words: ['epoch'], make: () => ({ source: ['integer', entry('minimum', '0'), entry('maximum', '4102444800')], target: ['datetime', entry('timezone', 'UTC')], transformation: 'from epoch seconds' }) },
  {
    weight: 2, words: ['tags', 'codes'],
    make: (random) => {
      const length = random.pick([200, 500, 999]);
      return { source: ['array<string>'], target: [string(length)], transformation: `"join with ', ', truncate to ${String(length)}"` };
    },
  },
  { weight: 3, words: ['code', 'number'], make: () => ({ source: [string(10)], target: [string(10)], transformation: 'pad left to 10 with 0' }) },
  { weight: 2, words: ['sequence'], make: () => ({ source: ['integer', entry('minimum', '1')], target: [string(16)], transformation: 'to text' }) },
  { weight: 3, words: ['weight', 'balance'], make: () => ({ source: ['decimal(10,2)'], target: ['decimal(10,2)'], transformation: 'default to 0', fills: true }) },
  {
    weight: 3, words: ['key', 'reference'],
    make: (random) => {
      const prefix = random.pick(['ACME', 'EU', 'WEB']);
      return { source: [string(30)], target: [string(40)], transformation: (reference) => `"concat('${prefix}-', upper(default(${reference}, 'NONE')))"`, fills: true };
    },
  },
  {
    weight: 2, words: ['rank', 'level'],
    make: () => ({
      source: ['integer', entry('minimum', '0'), entry('maximum', '1000')], target: [string(6)],
      transformation: (reference) => `>-\ndefault(${reference}, 0) > 500 ? 'high' :\n(default(${reference}, 0) > 100 ? 'middle' : 'low')`, fills: true,
    }),
  },
];
