/** What is typed into a spec while it is measured, and where the editor asks for help: the same for every server. */
import type { Position } from 'vscode-languageserver-protocol';
import type { Random } from './random.ts';
import type { Edit } from './sheet.ts';
import { Sheet } from './sheet.ts';

/** Edits made one after the other, behind which the text is what it was. */
export type Strokes = readonly Edit[];

type Asking = 'completion' | 'hover' | 'definition';
/** What the editor asks of the whole text when it has changed. */
const OF_TEXT = { outline: 'documentSymbol', folding: 'foldingRange' } as const;

/** Where the editor asks for something. */
export interface Question {
  readonly method: `textDocument/${Asking | (typeof OF_TEXT)[keyof typeof OF_TEXT]}`;
  /** Also where the answer does not go by it. */
  readonly position: Position;
  /** What is typed right before, and taken back behind; undefined where the text has been still. */
  readonly typed: Edit | undefined;
}

const WORDS = ['as', 'so', 'too', 'yet'];

/** The kinds of edits inside a field, in turn. */
const KINDS = [changedFlag, changedType, prose] as const;

/** So many groups of edits inside fields, in all parts of the spec: words typed and deleted, a type and a flag changed and changed back. */
export function strokesIn(text: string, random: Random, groups: number): Strokes[] {
  const { lines } = new Sheet(text);
  return Array.from({ length: groups }, (_, at) => (KINDS[at % KINDS.length] ?? prose)(lines, random, part(at, groups)));
}

/** Questions about places in all parts of the spec; those while typing come right behind an edit. */
export function questionsIn(text: string, random: Random, count: number, asked: Asking | `${Asking | keyof typeof OF_TEXT} while typing`): Question[] {
  const { lines } = new Sheet(text);
  return Array.from({ length: count }, (_, at): Question => {
    const share = part(at, count);
    switch (asked) {
      case 'completion':
        return { method: 'textDocument/completion', position: stillPlace(lines, at, share), typed: undefined };
      case 'completion while typing':
        return { method: 'textDocument/completion', ...typedPlace(lines, at, share) };
      case 'hover':
      case 'definition':
        return { method: `textDocument/${asked}`, position: referencePlace(lines, share), typed: undefined };
      case 'hover while typing':
        return { method: 'textDocument/hover', position: referencePlace(lines, share), typed: letterIn(lines, random, share) };
      case 'definition while typing':
        return { method: 'textDocument/definition', position: referencePlace(lines, share), typed: letterIn(lines, random, share) };
      case 'outline while typing':
        return { method: `textDocument/${OF_TEXT.outline}`, position: referencePlace(lines, share), typed: letterIn(lines, random, share) };
      case 'folding while typing':
        return { method: `textDocument/${OF_TEXT.folding}`, position: referencePlace(lines, share), typed: letterIn(lines, random, share) };
    }
  });
}

/** Which of the places that there are the n-th of several takes, as a share of them: in turn at the start, the end and in between. */
function part(at: number, count: number): number {
  return ((at * 0.618) % 1) * (1 - 1 / (count + 1));
}

/** Of the lines that match, the one at this share of them. Throws where none does. */
function lineLike(lines: readonly string[], pattern: RegExp, share: number): { readonly line: number; readonly text: string } {
  const matching = lines.flatMap((text, line) => (pattern.test(text) ? [{ line, text }] : []));
  const found = matching[Math.floor(matching.length * share)];
  if (!found) throw new Error(`No line of the spec looks like ${String(pattern)}.`);
  return found;
}

function replaced(line: number, start: number, end: number, text: string): Edit {
  return { start: { line, character: start }, end: { line, character: end }, text };
}

/** A short word typed letter by letter at the end of a text, and taken back letter by letter. */
function prose(lines: readonly string[], random: Random, share: number): Strokes {
  const { line, text } = lineLike(lines, /^ +notes: /, share);
  const word = ` ${random.pick(WORDS)}`;
  const typed = [...word].map((letter, at) => replaced(line, text.length + at, text.length + at, letter));
  const deleted = [...word].map((_, at) => replaced(line, text.length + word.length - at - 1, text.length + word.length - at, ''));
  return [...typed, ...deleted];
}

/** The last digit of a length deleted, another one typed, and the same back. */
function changedType(lines: readonly string[], random: Random, share: number): Strokes {
  const { line, text } = lineLike(lines, /^ +type: string\(\d\d+\)$/, share);
  const at = text.length - 2;
  const [digit = '0', other] = [text[at], String(1 + random.below(8))];
  return [replaced(line, at, at + 1, ''), replaced(line, at, at, other), replaced(line, at, at + 1, ''), replaced(line, at, at, digit)];
}

/** `required` set to its opposite, and back. */
function changedFlag(lines: readonly string[], _random: Random, share: number): Strokes {
  const { line, text } = lineLike(lines, /^ +required: true$/, share);
  const start = text.length - 'true'.length;
  return [replaced(line, start, text.length, 'false'), replaced(line, start, start + 'false'.length, 'true')];
}

function letterIn(lines: readonly string[], random: Random, share: number): Edit {
  const { line, text } = lineLike(lines, /^ +notes: /, share);
  return replaced(line, text.length, text.length, random.pick(WORDS).slice(0, 1));
}

/** On the name of a source field that a target field is mapped from. */
function referencePlace(lines: readonly string[], share: number): Position {
  const { line, text } = lineLike(lines, /^ +mapped_from: source\./, share);
  return { line, character: text.length - 1 };
}

/** Completion asked for by hand: at a flag, at the name of a source field. */
function stillPlace(lines: readonly string[], at: number, share: number): Position {
  if (at % 2 === 1) return referencePlace(lines, share);
  const { line, text } = lineLike(lines, /^ +required: true$/, share);
  return { line, character: text.length - 'true'.length };
}

/** Completion while typing: a new key in a field, a flag begun, the name of a source field begun. */
function typedPlace(lines: readonly string[], at: number, share: number): { readonly position: Position; readonly typed: Edit } {
  const { line, text } = lineLike(lines, [/^ {6,}source_path: /, /^ +required: true$/, /^ +mapped_from: source\./][at % 3] ?? /./, share);
  if (at % 3 === 0) {
    const indent = /^ */.exec(text)?.[0] ?? '';
    return { typed: replaced(line, text.length, text.length, `\n${indent}n`), position: { line: line + 1, character: indent.length + 1 } };
  }
  const start = text.lastIndexOf(at % 3 === 1 ? 'true' : 'source.') + (at % 3 === 1 ? 0 : 'source.'.length);
  return { typed: replaced(line, start, text.length, text.slice(start, start + 1)), position: { line, character: start + 1 } };
}
