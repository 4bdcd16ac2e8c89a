/** The texts of a random session, as its client has them: every edit that the server is told of is made here, too. */
import type { Position, Range, TextDocumentContentChangeEvent, TextEdit } from 'vscode-languageserver-protocol';
import type { Random } from '../../../bench/lib/random.ts';
import { fixture } from '../files.ts';
import { crlf } from '../text.ts';

const BASE = fixture('base.intspec.yaml');

/** What the documents of a session hold at first, by their paths in the workspace. */
export const ORIGINALS: Readonly<Record<string, string>> = {
  'a.intspec.yaml': BASE,
  'b c.intspec.yml': crlf(BASE.replace('INT-2025-014', 'INT-2025-015')),
  'specs/deep/d.intspec.yaml': BASE.replace('INT-2025-014', 'INT-2025-016').replace('author: Dana Reyes', 'author: &who Dana Reyes').replace('team: Finance Systems', 'team: *who'),
  'says.yaml': 'template: integration-spec-v1.0\nspec_id: INT-2025-017\n# see INT-2025-014, §6 and specs/deep/d.intspec.yaml\ndata_contract: { source_record: { id: { type: integer } }, target_record: {} }\n',
  'plain.yaml': 'a: 1\nb: [x, y]\n',
  '.intspec.yaml': 'rules:\n  section-order: warning\nnaming: { source_fields: snake_case }\nskills: { rest-api-standards: Paging and retries }\n',
  'specs/.intspec.yml': 'rules: { unbounded-string: hint }\nfiles: { patterns: ["**/*.intspec.yaml", "!drafts/**"] }\napprovers: { author: [Dana Reyes] }\n',
};

/** What an author, or a cat, types. */
const TYPED: readonly string[] = [
  'a', 'Z', '0', ' ', '\n', '\r\n', '\n  ', '\n    ', ':', ': ', ' #x', '# ', '- ', '"', "'", '{', '}', '[', ']', ',', '&a ', '*a', '<<: *who', '!t ', '|', '>-', '\t', '---\n', '...\n', '? ', '%', '\\',
  '\u2028', '\u00a0', '\u202e', '😀', '\ud83d', '\ude00', '\ud800\ud800', '\0', '\ufeff', '\u001b[31m', '__proto__: ', 'constructor: {}', '§6', 'INT-2025-015', '<value>', 'source.id', 'concat(', ', truncate to 3',
  '# intspec-disable-next-line unknown-key\n', 'spec_id: INT-2025-014\n', 'template: integration-spec-v1.0\n', 'patterns: ["**/*"]\n', 'not_written:\n',
];

/** One document of the client. */
export class SessionDocument {
  readonly path: string;
  readonly uri: string;
  readonly languageId: string;
  readonly original: string;
  isOpen = false;
  text: string;
  version = 1;
  /** Texts to come back to. */
  #past: string[] = [];

  constructor(path: string, uri: string, languageId: string, original: string) {
    this.path = path;
    this.uri = uri;
    this.languageId = languageId;
    this.original = original;
    this.text = original;
  }

  /** The document as it is opened: with any text, under any version. */
  reopen(text: string, version: number): void {
    this.text = text;
    this.version = version;
    this.#past = [];
  }

  /** Makes changes, one after the other, which make the next version. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    if (this.#past.length < 20) this.#past.push(this.text);
    for (const change of changes) this.text = changed(this.text, change);
    this.version = version;
  }

  /** The same edits as changes that are made one after the other: from the last to the first. */
  static changesOf(edits: readonly TextEdit[]): TextDocumentContentChangeEvent[] {
    const sorted = [...edits].sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
    return sorted.map(({ range, newText }) => ({ range, text: newText }));
  }

  /** The changes of one message. */
  randomChanges(random: Random): TextDocumentContentChangeEvent[] {
    if (this.text.length > 3 * this.original.length + 2000 || random.chance(4)) return [{ text: this.original }];
    if (random.chance(8)) return [{ text: this.#past.splice(random.below(this.#past.length + 1)).at(0) ?? this.original }];
    if (random.chance(1)) return [{ text: random.pick(['', '\n', '\ufeff', 'x'.repeat(3000), '[', '&a '.repeat(20)]) }];
    return Array.from({ length: random.chance(15) ? 1 + random.below(6) : 1 }, () => this.#randomChange(random));
  }

  #randomChange(random: Random): TextDocumentContentChangeEvent {
    if (random.chance(5)) return { range: this.oddRange(random), text: random.pick(TYPED) };
    const start = random.below(this.text.length + 1);
    const length = random.chance(60) ? 0 : random.chance(80) ? random.below(12) : random.below(400);
    const range = { start: positionIn(this.text, start), end: positionIn(this.text, start + length) };
    if (random.chance(10)) return { range: { start: range.end, end: range.start }, text: random.pick(TYPED) };
    return { range, text: this.#randomText(random) };
  }

  #randomText(random: Random): string {
    if (random.chance(20)) return '';
    if (random.chance(75)) return random.pick(TYPED);
    if (random.chance(3)) return random.pick(TYPED).repeat(200);
    const from = random.below(this.text.length + 1);
    return this.text.slice(from, from + random.below(200));
  }

  /** A position in the text, or now and then one that is not. */
  randomPosition(random: Random): Position {
    return random.chance(10) ? oddPosition(random) : positionIn(this.text, random.below(this.text.length + 1));
  }

  randomRange(random: Random): Range {
    return random.chance(10) ? this.oddRange(random) : { start: this.randomPosition(random), end: this.randomPosition(random) };
  }

  /** A range that lies outside of the text, in part at least, or runs backwards. */
  oddRange(random: Random): Range {
    const [odd, other] = [oddPosition(random), random.chance(50) ? oddPosition(random) : positionIn(this.text, random.below(this.text.length + 1))];
    return random.chance(50) ? { start: odd, end: other } : { start: other, end: odd };
  }
}

/** Where lines start: behind each of the three line ends that LSP knows. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
}

function positionIn(text: string, offset: number): Position {
  const starts = lineStarts(text).filter((start) => start <= offset);
  return { line: starts.length - 1, character: offset - (starts.at(-1) ?? 0) };
}

/** What LSP says of positions: behind a line's end is at its end; and what is common of those outside of the text. */
function offsetIn(text: string, { line, character }: Position): number {
  const starts = lineStarts(text);
  const start = starts[line];
  if (start === undefined) return line < 0 ? 0 : text.length;
  const content = text.slice(start, starts[line + 1]).replace(/[\r\n]+$/, '');
  return start + Math.max(0, Math.min(character, content.length));
}

/** The text that one change makes of a text. */
function changed(text: string, change: TextDocumentContentChangeEvent): string {
  if (!('range' in change)) return change.text;
  const [start = 0, end = 0] = [offsetIn(text, change.range.start), offsetIn(text, change.range.end)].sort((a, b) => a - b);
  return text.slice(0, start) + change.text + text.slice(end);
}

/** A position that no text has, or none of this length. */
function oddPosition(random: Random): Position {
  const numbers = [0, -1, 1, 7, 1e9, -1e9, 2 ** 31, 2 ** 53];
  return { line: random.pick(numbers), character: random.pick(numbers) };
}
