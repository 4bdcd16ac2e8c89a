/** Lines that are indented unlike their neighbours, and how they are put right. */
import type { SourceEdit } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { SyntaxProblem } from '../tree.ts';
import type { Piece } from './cut.ts';
import { isBlank } from './cut.ts';

/** The indentation that most pieces have; that of the first, where others are no more frequent. */
export function usualIndent(pieces: readonly Piece[]): number {
  const counts = new Map<number, number>();
  for (const { indent } of pieces) counts.set(indent, (counts.get(indent) ?? 0) + 1);
  let usual = pieces[0]?.indent ?? 0;
  for (const [indent, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = indent;
  return usual;
}

/** Moves all pieces to one indentation, the lines of each by the same number of columns. */
export function indentRepair(pieces: readonly Piece[], indent: number, lines: Lines): NonNullable<SyntaxProblem['repair']> {
  const edits: SourceEdit[] = [];
  for (const piece of pieces) {
    const delta = indent - piece.indent;
    if (delta === 0) continue;
    for (let line = piece.first; line <= piece.last; line += 1) {
      const start = lines.start(line);
      if (isBlank(lines.content(line)) && line > lastContent(piece, lines)) continue;
      if (lines.content(line).trim() === '') continue;
      if (delta > 0) edits.push({ start, end: start, newText: ' '.repeat(delta) });
      else edits.push({ start, end: start + Math.min(-delta, lines.indent(line)), newText: '' });
    }
  }
  return { title: 'Indent it like its neighbours', edits };
}

/** The piece's last line with more than a comment. */
function lastContent(piece: Piece, lines: Lines): number {
  let line = piece.last;
  while (line > piece.first && isBlank(lines.content(line))) line -= 1;
  return line;
}
