/** Reads paths into a record: `customer.email`, `lines[].sku`, `lines[0]`, `metadata["odd key"]`, with or without `$.` in front. */

export type PathStep = { readonly kind: 'key'; readonly name: string } | { readonly kind: 'each' } | { readonly kind: 'index'; readonly index: number };

/** Offsets in the path's text, in UTF-16 code units, end excluded. */
export interface PathFault {
  readonly span: { readonly start: number; readonly end: number };
  readonly message: string;
}

export interface ParsedPath {
  readonly steps: readonly PathStep[];
  /** The end of each step in the text. */
  readonly ends: readonly number[];
  /** The first thing that is wrong; what follows it is not read. */
  readonly fault?: PathFault;
}

const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const WHOLE_IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
/** The same of plain letters: to make all letters there are ready for a search takes milliseconds. */
const PLAIN_IDENTIFIER = /^[A-Za-z_]\w*$/;
/** What stands between dots and brackets. */
const WORD = /[^.[\]]+/y;
const QUOTED = /\[\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\]/y;
const INDEX = /\[\s*(\d{1,9})\s*\]/y;
const EACH = /\[\s*\]/y;
const BRACKETS = /\[[^\]]*\]?/y;

/** Keys of plain letters joined by dots, as nearly all paths are. */
const PLAIN = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** Reads a path; it never fails. */
export function parsePath(text: string): ParsedPath {
  if (PLAIN.test(text)) return plainPath(text);
  const end = text.trimEnd().length;
  let at = text.length - text.trimStart().length;
  const steps: PathStep[] = [];
  const ends: number[] = [];
  const failed = (start: number, stop: number, message: string): ParsedPath => ({ steps, ends, fault: { span: { start, end: stop }, message } });
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  if (/^\$(?=[.[])/.test(text.slice(at))) at += text[at + 1] === '.' ? 2 : 1;
  if (at >= end) return failed(0, text.length, 'No key is named.');
  for (let isFirst = true; at < end; isFirst = false) {
    const bracket = text[at] === '[';
    if (!isFirst && !bracket) {
      if (text[at] !== '.') return failed(at, at + 1, text[at] === ']' ? '`[` is missing before this.' : 'A dot is missing here.');
      at += 1;
      if (at >= end || text[at] === '.') return failed(at - 1, at, 'No key stands behind this dot.');
      if (text[at] === '[') return failed(at - 1, at, 'No dot stands before a bracket.');
    }
    const step = bracket ? bracketStep(match) : keyStep(match);
    if ('message' in step) return failed(at, Math.min(end, at + step.length), step.message);
    at += step.length;
    steps.push(step.step);
    ends.push(at);
  }
  return { steps, ends };
}

function plainPath(text: string): ParsedPath {
  const ends: number[] = [];
  const steps = text.split('.').map((name): PathStep => {
    ends.push((ends.at(-1) ?? -1) + 1 + name.length);
    return { kind: 'key', name };
  });
  return { steps, ends };
}

type Match = (pattern: RegExp) => RegExpExecArray | null;
type Read = { readonly step: PathStep; readonly length: number } | { readonly message: string; readonly length: number };

function bracketStep(match: Match): Read {
  const each = match(EACH);
  if (each) return { step: { kind: 'each' }, length: each[0].length };
  const index = match(INDEX);
  if (index) return { step: { kind: 'index', index: Number(index[1]) }, length: index[0].length };
  const quoted = match(QUOTED);
  if (quoted) {
    const name = unquoted(quoted[1] ?? '');
    return name === '' ? { message: 'The key in these brackets is empty.', length: quoted[0].length } : { step: { kind: 'key', name }, length: quoted[0].length };
  }
  const written = match(BRACKETS)?.[0] ?? '[';
  const inner = written.slice(1).replace(/\]$/, '').trim();
  if (!written.endsWith(']')) return { message: '`]` is missing.', length: written.length };
  if (inner === '*') return { message: 'Each element of an array is written `[]`.', length: written.length };
  if (/^-\d+$/.test(inner)) return { message: 'Elements are counted from 0 on, as in `[0]`.', length: written.length };
  return { message: `Brackets hold nothing (\`[]\`), a number (\`[0]\`) or a key in quotes (\`["${inner.replace(/["']/g, '')}"]\`).`, length: written.length };
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/gs, '$1');
}

function keyStep(match: Match): Read {
  const word = match(WORD)?.[0].trimEnd() ?? '';
  const name = match(IDENTIFIER)?.[0] ?? '';
  if (word === '') return { message: 'A key is missing here.', length: 1 };
  if (name === word) return { step: { kind: 'key', name }, length: name.length };
  if (/[/\\]/.test(word) && !/\s/.test(word)) return { message: 'Keys are joined by dots, not by slashes.', length: word.length };
  return { message: `\`${word}\` is no identifier: it is written \`["${word.replace(/["\\]/g, '\\$&')}"]\`, without a dot before it.`, length: word.length };
}

/** The steps as one text; two paths of one place have the same. */
export function pathText(steps: readonly PathStep[]): string {
  return steps.map((step, at) => {
    if (step.kind === 'each') return '[]';
    if (step.kind === 'index') return `[${String(step.index)}]`;
    if (!PLAIN_IDENTIFIER.test(step.name) && !WHOLE_IDENTIFIER.test(step.name)) return `["${step.name.replace(/["\\]/g, '\\$&')}"]`;
    return at === 0 ? step.name : `.${step.name}`;
  }).join('');
}
