/** Where a new line starts: as deep as what comes next there, going by the line above it. */
import type { SourceEdit } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { SyntaxTree } from '../tree.ts';
import { descendants } from '../tree.ts';
import { headOf, isBlank } from './cut.ts';

/** The edit of the blanks of an empty line that was just begun, at an offset in it; undefined where it is right, or nobody can tell. */
export function newLineEdit(tree: SyntaxTree, lines: Lines, offset: number, step: number): SourceEdit | undefined {
  const line = lines.at(offset);
  const [start, end] = [lines.start(line), lines.end(line)];
  if (line === 0 || lines.content(line).trim() !== '') return undefined;
  const around = textAround(tree, lines, line);
  // A text is no map: its lines go on as they are, whatever they end with.
  const column = around === 'block' ? lines.indent(line - 1) : around === undefined ? columnBelow(lines, line, step) : undefined;
  if (column === undefined || lines.text.slice(start, end) === ' '.repeat(column)) return undefined;
  return { start, end, newText: ' '.repeat(column) };
}

/** The column for what follows a line; undefined where it is blank or a comment, or ends within something. */
function columnBelow(lines: Lines, line: number, step: number): number | undefined {
  const content = lines.content(line - 1);
  if (isBlank(content) || /^(---|\.\.\.|%)/.test(content)) return undefined;
  const dashes = /^[ \t]*(?:-[ \t]+)*/.exec(content)?.[0] ?? '';
  // A dash with nothing behind it.
  if (/^[ \t]*(?:-[ \t]+)*-[ \t]*(#.*)?$/.test(content)) return content.lastIndexOf('-', dashes.length) + 2;
  const head = headOf(' '.repeat(dashes.length) + content.slice(dashes.length));
  if (head.kind === 'text') return dashes.includes('-') ? dashes.lastIndexOf('-') : undefined;
  if (head.kind !== 'key') return undefined;
  const value = content.slice(head.value).replace(/^(?:[&!][^\s]*[ \t]*)+/, '');
  const isOpen = value === '' || value.startsWith('#') || /^[|>][-+\d]*[ \t]*(#.*)?$/.test(value);
  return isOpen ? (below(lines, line, dashes.length) ?? dashes.length + step) : dashes.length;
}

/** The column of what stands below a key already, behind the new line. */
function below(lines: Lines, line: number, column: number): number | undefined {
  for (let next = line + 1; next < lines.count; next += 1) {
    const content = lines.content(next);
    if (isBlank(content)) continue;
    const indent = lines.indent(next);
    return indent > column || (indent === column && /^-(\s|$)/.test(content.slice(indent))) ? indent : undefined;
  }
  return undefined;
}

/** What the line above ends in: a block text, behind its header; text over several lines, or brackets; undefined for neither. */
function textAround(tree: SyntaxTree, lines: Lines, line: number): 'block' | 'other' | undefined {
  const [start, end] = [lines.start(line - 1), lines.end(line - 1)];
  const content = lines.content(line - 1);
  for (const node of descendants(tree.root)) {
    if (node.origin || node.start > end || node.end <= start) continue;
    const isBlock = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
    if (isBlock && node.start < start) return content.trim() === '' ? 'other' : 'block';
    if (!isBlock && (node.kind === 'scalar' ? node.end > end || node.start < start : node.flow && node.end > end)) return 'other';
  }
  return isUnclosed(content) ? 'other' : undefined;
}

/** Whether a line opens more brackets or quotes than it closes, as text half typed does. */
function isUnclosed(content: string): boolean {
  const bare = content.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '').replace(/(^|\s)#.*$/, '');
  const value = /(?:^[ \t]*|:[ \t]+|-[ \t]+)(["'[{].*)$/.exec(bare)?.[1];
  if (value === undefined) return false;
  return /^["']/.test(value) || (value.match(/[[{]/g)?.length ?? 0) > (value.match(/[\]}]/g)?.length ?? 0);
}
