/** Text of a Markdown document in small: what is code, and where lines end, may matter. */

export interface Bit {
  /** `soft`: a line end that means a blank. `hard`: one that is meant. */
  readonly kind: 'text' | 'code' | 'soft' | 'hard';
  readonly text: string;
  readonly strong?: boolean;
}

/** The text of bits. */
export function textOf(bits: readonly Bit[]): string {
  return bits.map(({ kind, text }) => (kind === 'soft' ? ' ' : kind === 'hard' ? '\n' : text)).join('').replace(/[ \t]*\n[ \t]*/g, '\n').trim();
}

/** The bits without so many characters at the start, and without blanks then. */
export function without(bits: readonly Bit[], length: number): Bit[] {
  const rest: Bit[] = [];
  let left = length;
  for (const bit of bits) {
    const size = bit.kind === 'text' || bit.kind === 'code' ? bit.text.length : 1;
    if (left >= size) left -= size;
    else {
      rest.push(left > 0 ? { ...bit, text: bit.text.slice(left) } : bit);
      left = 0;
    }
  }
  return trimmed(rest);
}

/** The bits without blanks and line ends at the start. */
export function trimmed(bits: readonly Bit[]): Bit[] {
  const [first, ...rest] = bits;
  if (!first) return [];
  if (first.kind === 'soft' || first.kind === 'hard') return trimmed(rest);
  if (first.kind === 'code') return [...bits];
  const text = first.text.trimStart();
  return text === '' ? trimmed(rest) : [{ ...first, text }, ...rest];
}

/** The text as it stands, with soft line ends and hard ones alike one character. */
export function rawText(bits: readonly Bit[]): string {
  return bits.map(({ kind, text }) => (kind === 'text' || kind === 'code' ? text : '\n')).join('');
}

/** The lines between the line ends of some kinds; `join` is the line end in front. */
export function linesOf(bits: readonly Bit[], ...kinds: readonly ('soft' | 'hard')[]): { readonly bits: Bit[]; readonly join: 'none' | 'soft' | 'hard' }[] {
  const lines: { bits: Bit[]; join: 'none' | 'soft' | 'hard' }[] = [{ bits: [], join: 'none' }];
  for (const bit of bits) {
    if ((bit.kind === 'soft' || bit.kind === 'hard') && kinds.includes(bit.kind)) lines.push({ bits: [], join: bit.kind });
    else lines.at(-1)?.bits.push(bit);
  }
  return lines;
}
