/** Numbers, counts and spans of time as messages write them. */
import { grouped } from '../../phrases/holes.ts';
import type { DurationUnit } from '../../phrases/units.ts';
import { durationText, MILLISECONDS } from '../../phrases/units.ts';

/** A number with thousands separators, and no more decimals than tell something: `1,500`, `69.44`, `0.0035`. */
export function figure(value: number): string {
  const short = Math.abs(value) >= 1 ? Number(value.toFixed(2)) : Number(value.toPrecision(2));
  return grouped(Math.abs(short) >= 1e-6 || short === 0 ? short : short.toFixed(12).replace(/0+$/, ''));
}

/** A number with its noun, in the singular where it is 1: `1 batch`, `96 batches`, `2 criteria`. */
export function counted(value: number, noun: string): string {
  return `${figure(value)} ${value === 1 ? noun : plural(noun)}`;
}

function plural(noun: string): string {
  if (noun.endsWith('criterion')) return noun.replace(/on$/, 'a');
  return /(ch|ss)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

const UNITS: readonly DurationUnit[] = ['day', 'hour', 'minute', 'second'];

/** A span of time, given in milliseconds, in the largest unit that it is a whole number of: `15 minutes`, `36 hours`. */
export function spanText(milliseconds: number): string {
  const unit = UNITS.find((each) => milliseconds >= MILLISECONDS[each] && Number.isInteger(milliseconds / MILLISECONDS[each])) ?? 'second';
  return durationText(figure(milliseconds / MILLISECONDS[unit]), unit);
}

/** How often something happens, given in milliseconds: `every 15 minutes`, and `every day` for one of a unit. */
export function everyText(milliseconds: number): string {
  return `every ${spanText(milliseconds).replace(/^1 /, '')}`;
}

/** Above by more than the arithmetic of decimals can be off. */
export function exceeds(value: number, limit: number): boolean {
  return value - limit > 1e-9 * Math.max(Math.abs(value), Math.abs(limit));
}
