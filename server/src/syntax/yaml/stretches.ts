/** Which lines belong together because a scalar goes over them: no comment can stand between these. */
import type { Lines } from '../lines.ts';
import type { LineSpan, ScalarNode } from '../tree.ts';

/** The stretches of more than one line, in the order of the text. A scalar that begins where another ends prolongs its stretch. */
export function stretchesOf(scalars: readonly ScalarNode[], lines: Lines): LineSpan[] {
  const stretches: { first: number; last: number }[] = [];
  for (const { start, end } of [...scalars].sort((a, b) => a.start - b.start)) {
    // Block scalars end behind their last line end; blank lines below them are no part of what a comment could cut.
    const [first, last] = [lines.at(start), lines.at(start + lines.text.slice(start, end).trimEnd().length)];
    const before = stretches.at(-1);
    if (before && first <= before.last) before.last = Math.max(before.last, last);
    else if (last > first) stretches.push({ first, last });
  }
  return stretches;
}

/** The stretch that a line belongs to; the line alone where it belongs to none. */
export function stretchAt(stretches: readonly LineSpan[], line: number): LineSpan {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.last ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  return found && found.first <= line ? found : { first: line, last: line };
}
