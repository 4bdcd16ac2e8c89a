/**
 * Where each character of a scalar's decoded text stands in the source: quotes, escapes, line folding and block
 * indentation accounted for. The result is checked against the decoded text, so a wrong map is never used.
 */
import type { Key, ScalarNode } from '../tree.ts';

type Written = Pick<ScalarNode, 'style' | 'text' | 'start' | 'end'>;

/** Offsets, one for each UTF-16 code unit of the text and one for its end; undefined where they cannot be told. */
export function scalarOffsets(node: Written, source: string): readonly number[] | undefined {
  const decoded = decode(node, source.slice(node.start, node.end));
  if (!decoded || decoded.text !== node.text) return undefined;
  return [...decoded.offsets, decoded.end].map((offset) => node.start + offset);
}

/** The same for the text of a key. */
export function keyOffsets({ text, start, end }: Key, source: string): readonly number[] | undefined {
  const style = source[start] === '"' ? 'double' : source[start] === "'" ? 'single' : 'plain';
  return scalarOffsets({ style, text, start, end }, source);
}

interface Decoded {
  text: string;
  offsets: number[];
  end: number;
}

function decode(node: Written, source: string): Decoded | undefined {
  switch (node.style) {
    case 'verbatim':
      return verbatim(source);
    case 'plain':
      return flow(source, 0, source.length, () => undefined);
    case 'single':
      return flow(source, 1, source.length - 1, (at) => (source.startsWith("''", at) ? { text: "'", length: 2 } : undefined));
    case 'double':
      return flow(source, 1, source.length - 1, (at) => (source[at] === '\\' ? escape(source, at) : undefined));
    case 'literal':
    case 'folded':
      return block(source, node.style === 'folded', node.text);
  }
}

function verbatim(source: string): Decoded {
  return { text: source, offsets: Array.from({ length: source.length }, (_, at) => at), end: source.length };
}

interface Special {
  readonly text: string;
  readonly length: number;
}

/** Plain and quoted text: a line end among blanks folds to one blank, several to line ends. */
function flow(source: string, start: number, end: number, special: (at: number) => Special | undefined): Decoded {
  const out: Decoded = { text: '', offsets: [], end };
  const push = (text: string, at: number): void => {
    for (const unit of text.split('')) {
      out.text += unit;
      out.offsets.push(at);
    }
  };
  for (let at = start; at < end; ) {
    // A run of blanks is read once, whether a line end follows or not.
    const [run = ''] = /^[ \t]*(?:\r?\n[ \t]*)*/.exec(source.slice(at, end)) ?? [];
    if (run !== '') {
      const breaks = run.split('\n').length - 1;
      if (breaks > 0) push(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), at);
      else for (let blank = 0; blank < run.length; blank += 1) push(run[blank] ?? '', at + blank);
      at += run.length;
      continue;
    }
    const found = special(at);
    push(found ? found.text : (source[at] ?? ''), at);
    at += found ? found.length : 1;
  }
  return out;
}

const ESCAPES: Record<string, string> = {
  '0': '\0', a: '\u0007', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\u001b',
  ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
};

function escape(source: string, at: number): Special | undefined {
  const char = source[at + 1] ?? '';
  const digits = { x: 2, u: 4, U: 8 }[char];
  if (digits !== undefined) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
    return Number.isNaN(code) || code > 0x10ffff ? undefined : { text: String.fromCodePoint(code), length: 2 + digits };
  }
  const broken = /^\\\r?\n[ \t]*/.exec(source.slice(at));
  if (broken) return { text: '', length: broken[0].length };
  const text = ESCAPES[char];
  return text === undefined ? undefined : { text, length: 2 };
}

interface Line {
  /** Without the indentation. */
  readonly text: string;
  readonly at: number;
}

/** Block text: the header, then lines from which the indentation is taken off. */
function block(source: string, folded: boolean, expected: string): Decoded | undefined {
  const header = /^[|>]([0-9]?)([+-]?)([0-9]?)[^\n]*(?:\n|$)/.exec(source);
  if (!header) return undefined;
  const raw: Line[] = [];
  for (let at = header[0].length; at < source.length; ) {
    const next = source.indexOf('\n', at);
    const end = next < 0 ? source.length : next;
    raw.push({ text: source.slice(at, end).replace(/\r$/, ''), at });
    at = end + 1;
  }
  const chomp = header[2] ?? '';
  const first = raw.find((line) => /[^ ]/.test(line.text));
  const own = first ? leadingBlanks(first.text) : 0;
  if (`${header[1] ?? ''}${header[3] ?? ''}` === '') return assemble(raw, own, folded, chomp, source);
  // An explicit indentation counts from the parent's, which the source alone does not tell: the one that fits is it.
  for (let indent = own; indent > 0; indent -= 1) {
    const decoded = assemble(raw, indent, folded, chomp, source);
    if (decoded.text === expected) return decoded;
  }
  return undefined;
}

function assemble(raw: readonly Line[], indent: number, folded: boolean, chomp: string, source: string): Decoded {
  const lines = raw.map(({ text, at }): Line => {
    const blanks = Math.min(indent, leadingBlanks(text));
    return { text: text.slice(blanks), at: at + blanks };
  });
  let last = lines.length - 1;
  while (last >= 0 && lines[last]?.text === '') last -= 1;
  const out: Decoded = { text: '', offsets: [], end: source.length };
  const push = (unit: string, at: number): void => {
    out.text += unit;
    out.offsets.push(at);
  };
  let previous: Line | undefined;
  let breaks: number[] = [];
  for (const line of lines.slice(0, last + 1)) {
    if (line.text === '') {
      breaks.push(line.at);
      continue;
    }
    if (previous) {
      const end = previous.at + previous.text.length;
      const kept = !folded || isDeeper(previous) || isDeeper(line);
      if (kept) push('\n', end);
      else if (breaks.length === 0) push(' ', end);
    }
    for (const at of breaks) push('\n', at);
    breaks = [];
    for (let at = 0; at < line.text.length; at += 1) push(line.text[at] ?? '', line.at + at);
    previous = line;
  }
  out.end = previous ? previous.at + previous.text.length : source.length;
  const trailing = lines.slice(last + 1).filter((line) => line.at < source.length || source.endsWith('\n'));
  if (previous && chomp !== '-') push('\n', out.end);
  if (chomp === '+') for (const line of trailing) push('\n', line.at);
  if (chomp === '+' && out.text.length > 0) out.end = source.length;
  return out;
}

function leadingBlanks(text: string): number {
  return /^ */.exec(text)?.[0].length ?? 0;
}

function isDeeper(line: Line): boolean {
  return /^[ \t]/.test(line.text);
}
