/** Units of time. */
import { distance } from 'fastest-levenshtein';

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

/** How long a unit is. A day has 24 hours: durations are spans of time, not dates. */
export const MILLISECONDS: Readonly<Record<DurationUnit, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const SPELLINGS: Readonly<Record<DurationUnit, readonly string[]>> = {
  second: ['second', 'seconds', 's'],
  minute: ['minute', 'minutes', 'min'],
  hour: ['hour', 'hours', 'h'],
  day: ['day', 'days', 'd'],
};

const UNITS: ReadonlyMap<string, DurationUnit> = new Map(
  (Object.keys(SPELLINGS) as DurationUnit[]).flatMap((unit) => SPELLINGS[unit].map((spelling) => [spelling, unit] as const)),
);

/** Spellings that are understood, and not accepted: what they stand for, and how often. */
const LOOSE: ReadonlyMap<string, { readonly unit: DurationUnit; readonly times: number }> = new Map([
  ...loose('second', 1, 'sec', 'secs'),
  ...loose('minute', 1, 'mins', 'm'),
  ...loose('hour', 1, 'hr', 'hrs'),
  ...loose('day', 7, 'week', 'weeks', 'w', 'wk', 'wks'),
]);

function loose(unit: DurationUnit, times: number, ...words: string[]): [string, { unit: DurationUnit; times: number }][] {
  return words.map((word) => [word, { unit, times }]);
}

/** The unit of a word in lower case: `min` is a minute. */
export function unitOf(word: string): DurationUnit | undefined {
  return UNITS.get(word);
}

/** What a word that is no unit most likely stands for: `weeks` is 7 days. */
export function looseUnitOf(word: string): { readonly unit: DurationUnit; readonly times: number } | undefined {
  const loose = LOOSE.get(word);
  if (loose || word.length < 4) return loose;
  const unit = (Object.keys(SPELLINGS) as DurationUnit[]).find((each) => word.startsWith(each.slice(0, 3)) || (word.length < 10 && distance(word, `${each}s`) <= 1 + Number(each.length > 4)));
  return unit && { unit, times: 1 };
}

/** `1 minute`, `2 minutes`. */
export function durationText(amount: number | string, unit: DurationUnit): string {
  return `${String(amount)} ${unit}${String(amount) === '1' ? '' : 's'}`;
}
