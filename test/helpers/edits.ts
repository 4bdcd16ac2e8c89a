/** Random edits of a text, as people make them and as nobody would: typed letters, lines taken away, moved, indented, marks that break YAML. */
import fc from 'fast-check';

/** One edit; `at` and `to` are shares of the text's length. */
export interface RandomEdit {
  readonly at: number;
  readonly to: number;
  readonly kind: 'type' | 'delete' | 'mark' | 'drop-lines' | 'copy-lines' | 'indent' | 'outdent' | 'new-line' | 'line';
  readonly count: number;
  readonly insert: string;
}

const MARKS = [':', ': ', ' #x', '# ', '- ', '"', "'", '{', '}', '[', ']', ',', '&a ', '*a', '<<: ', '!t ', '!t\n', '|', '>-', '\t', '\n', '\r\n', '---\n', '? ', 'x', '\u2028', '😀', '\ud800', '__proto__: '];
const LINES = ['source_record:', 'target_record:', '  note: text', 'fo', '      notes: a # b', '    extra:', '      type: string(20)', '      required: true', '      mapped_from: source.id', 'data_contract:', '# a comment', '', '  # intspec-disable-next-line free-text-step -- known'];

export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('type', 'type', 'type', 'delete', 'delete', 'mark', 'drop-lines', 'copy-lines', 'indent', 'outdent', 'new-line', 'line'),
  count: fc.integer({ min: 1, max: 12 }),
  insert: fc.oneof(fc.constantFrom('a', 'e', '_', ' ', '1', '.'), fc.string({ maxLength: 4 })),
});

/** The text with an edit made. Line ends stay what they are in it. */
export function withEdit(text: string, { at, to, kind, count, insert }: RandomEdit): string {
  const offset = Math.floor(at * text.length);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const pick = <T>(from: readonly T[]): T => from[Math.min(from.length - 1, Math.floor(to * from.length))] as T;
  switch (kind) {
    case 'type': return text.slice(0, offset) + insert + text.slice(offset);
    case 'delete': return text.slice(0, offset) + text.slice(offset + count);
    case 'mark': return text.slice(0, offset) + pick(MARKS) + text.slice(offset);
    case 'new-line': return text.slice(0, offset) + eol + ' '.repeat(count % 7) + text.slice(offset);
    case 'line': return `${text.slice(0, start)}${pick(LINES)}${eol}${text.slice(start)}`;
    case 'indent': return `${text.slice(0, start)}${' '.repeat(count % 5)}${text.slice(start)}`;
    case 'outdent': return text.slice(0, start) + text.slice(start).replace(new RegExp(`^ {0,${String(count)}}`), '');
    case 'drop-lines': return text.slice(0, start) + text.slice(behindLines(text, start, count));
    case 'copy-lines': {
      const target = text.lastIndexOf('\n', Math.floor(to * text.length)) + 1;
      return text.slice(0, target) + text.slice(start, behindLines(text, start, count)) + text.slice(target);
    }
  }
}

function behindLines(text: string, start: number, count: number): number {
  let end = start;
  for (let line = 0; line < count && end < text.length; line += 1) end = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end) + 1;
  return end;
}

/** An edit of one line; `line` and `from` are shares of the text's lines and of the line's length. */
export interface RandomEditInLine {
  readonly kind: 'in' | 'add' | 'split' | 'drop';
  readonly line: number;
  readonly from: number;
  readonly count: number;
  readonly insert: string;
}

export const randomEditInLine: fc.Arbitrary<RandomEditInLine> = fc.record({
  kind: fc.constantFrom('in', 'in', 'in', 'in', 'add', 'add', 'split', 'drop'),
  line: fc.double({ min: 0, max: 1, noNaN: true }),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.constantFrom(0, 0, 1, 1, 2, 8),
  insert: fc.oneof(fc.constantFrom('', '', 'a', '1', ' ', '-', '.', ':', 'n: 1', '# x', ...MARKS.filter((mark) => !/[\r\n]/.test(mark))), fc.string({ maxLength: 3 }).map((text) => text.replace(/[\r\n]/g, ''))),
});

/** The text with an edit made inside of a line, with a line added below it or broken in two there, indented as that or by `count`, or without the line. */
export function withEditInLine(text: string, { kind, line, from, count, insert }: RandomEditInLine): string {
  const lines = text.split('\n');
  const at = Math.min(lines.length - 1, Math.floor(line * lines.length));
  const end = lines[at]?.endsWith('\r') ? '\r' : '';
  const content = (lines[at] ?? '').replace(/\r$/, '');
  const start = Math.round(from * content.length);
  const indent = count < 2 ? (/^ */.exec(content)?.[0] ?? '') : ' '.repeat(count);
  switch (kind) {
    case 'in': lines[at] = content.slice(0, start) + insert + content.slice(start + count) + end; break;
    case 'add': lines.splice(at + 1, 0, indent + insert + end); break;
    case 'split': lines.splice(at, 1, content.slice(0, start) + end, indent + content.slice(start) + end); break;
    case 'drop': lines.splice(at, 1); break;
  }
  return lines.join('\n');
}
