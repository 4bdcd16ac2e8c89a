/**
 * Where each character of a scalar's decoded text stands in the source: quotes, escapes, line folding and block
 * indentation accounted for. The result is checked against the decoded text, so a wrong map is never used.
 */
import type { ScalarNode } from '../tree.ts';

/** Offsets, one for each UTF-16 code unit of the text and one for its end; undefined where they cannot be told. */
export function scalarOffsets(node: ScalarNode, source: string): readonly number[] | undefined {
  const decoded = decode(node, source.slice(node.start, node.end));
  if (!decoded || decoded.text !== node.text) return undefined;
  return [...decoded.offsets, decoded.end].map((offset) => node.start + offset);
}

interface Decoded {
  text: string;
  offsets: number[];
  end: number;
}

function decode(node: ScalarNode, source: string): Decoded | undefined {
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
      return block(source, node.style === 'folded');
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
    const fold = /^[ \t]*(\r?\n[ \t]*)+/.exec(source.slice(at, end));
    if (fold) {
      const breaks = fold[0].split('\n').length - 1;
      push(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), at);
      at += fold[0].length;
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

/** Block text: the header, then lines from which the indentation of the first one is taken off. */
function block(source: string, folded: boolean): Decoded | undefined {
  const header = /^[|>]([0-9]?)([+-]?)([0-9]?)[^\n]*\n/.exec(source);
  if (!header) return undefined;
  const lines: { text: string; at: number }[] = [];
  for (let at = header[0].length; at < source.length; ) {
    const next = source.indexOf('\n', at);
    const end = next < 0 ? source.length : next;
    lines.push({ text: source.slice(at, end).replace(/\r$/, ''), at });
    at = end + 1;
  }
  const explicit = (header[1] ?? '') || (header[3] ?? '');
  // An explicit indentation counts from the parent's, which the source alone does not tell.
  if (explicit !== '') return undefined;
  const first = lines.find((line) => line.text.trim() !== '');
  const indent = first ? first.text.length - first.text.trimStart().length : 0;
  while (lines.length > 0 && lines.at(-1)?.text.trim() === '') lines.pop();
  const out: Decoded = { text: '', offsets: [], end: source.length };
  lines.forEach((line, index) => {
    const content = line.text.slice(indent);
    for (let at = 0; at < content.length; at += 1) {
      out.text += content[at];
      out.offsets.push(line.at + indent + at);
    }
    const end = line.at + line.text.length;
    if (index === lines.length - 1) {
      out.end = end;
      return;
    }
    const glue = folded ? foldGlue(lines.map((each) => each.text.slice(indent)), index) : '\n';
    for (const unit of glue) {
      out.text += unit;
      out.offsets.push(end);
    }
  });
  if (header[2] !== '-' && lines.length > 0) {
    out.text += '\n';
    out.offsets.push(out.end);
  }
  return out;
}

/** What joins a folded line to the next: a blank, unless blank or deeper indented lines are involved. */
function foldGlue(lines: readonly string[], at: number): string {
  const here = lines[at] ?? '';
  const next = lines[at + 1] ?? '';
  const more = (line: string): boolean => /^[ \t]/.test(line);
  if (here === '') return '\n';
  if (next === '') {
    let after = at + 1;
    while (after < lines.length && lines[after] === '') after += 1;
    return more(here) || more(lines[after] ?? '') ? '\n' : '';
  }
  return more(here) || more(next) ? '\n' : ' ';
}
