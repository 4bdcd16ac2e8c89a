/** A few lines of a text with a place in them underlined. */
import { codeFrameColumns } from '@babel/code-frame';
import { visible } from '../../rules/visible.ts';
import type { Lines } from '../../syntax/lines.ts';
import type { TextRange } from '../../syntax/tree.ts';
import type { Paint, Style } from '../output.ts';

/** Longer lines are cut on both sides of the place. */
const WIDTH = 160;

/** What is shown in front of the place where a line is cut. */
const LEAD = 40;

/** The lines around a place; a place of several lines is underlined on its first one. Empty where there is nothing to show. */
export function frame(lines: Lines, range: TextRange, paint: Paint, style: Style): string {
  const line = lines.at(range.start);
  const text = lines.content(line);
  if (text.trim() === '') return '';
  const start = lines.column(range.start);
  const end = Math.min(range.end - lines.start(line), text.length);
  const from = text.length <= WIDTH ? 0 : Math.max(0, Math.min(start - LEAD, text.length - WIDTH));
  const first = Math.max(0, line - 1);
  const last = Math.min(lines.count - 1, line + 1);
  // What is shown is longer where something hidden is in it: the place is that of the shown text.
  const marked = cut(text, from);
  const [column, behind] = [start - from, Math.max(start, Math.min(end, from + WIDTH)) - from];
  const parts = [marked.slice(0, column), marked.slice(column, behind), marked.slice(behind)].map(printable);
  const [before, inside] = [parts[0]?.length ?? 0, parts[1]?.length ?? 0];
  const shown: string[] = [];
  for (let at = first; at <= last; at += 1) shown.push(at === line ? parts.join('') : printable(cut(lines.content(at), from)));
  const options = { linesAbove: 1, linesBelow: 1, startLine: first + 1 };
  const place = { start: { line: line + 1, column: before + 1 }, end: { line: line + 1, column: before + inside + 1 } };
  const framed = codeFrameColumns(shown.join('\n'), place, options).split('\n');
  return framed.map((row) => painted(row.trimEnd(), paint, style)).join('\n');
}

/** A line with its tabs, which keep what stands below it in its place. */
function printable(line: string): string {
  return line.split('\t').map(visible).join('\t');
}

function cut(text: string, from: number): string {
  const part = text.slice(from, from + WIDTH);
  const head = from > 0 && part !== '' ? `…${part.slice(1)}` : part;
  return from + WIDTH < text.length ? `${head.slice(0, -1)}…` : head;
}

/** The mark in front, the line number, and the line or what underlines it. */
function painted(row: string, paint: Paint, style: Style): string {
  const [, mark = '', gutter = '', rest = ''] = /^([> ])([ \d]*\|)(.*)$/u.exec(row) ?? ['', '', '', row];
  const isUnderline = !/\d/.test(gutter);
  return paint(style, mark) + paint('dim', gutter) + (isUnderline ? paint(style, rest) : rest);
}
