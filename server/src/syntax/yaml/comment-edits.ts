/** Writing and removing comments. */
import type { Change } from '../change.ts';
import type { Comment } from '../tree.ts';
import { findDocument } from './document.ts';
import type { EditSink } from './edit-sink.ts';

type InsertComment = Extract<Change, { kind: 'insertComment' }>;

/** Inserts a comment on a line of its own. */
export function insertComment({ above, text, hole }: InsertComment, sink: EditSink): void {
  const { lines, style, tree } = sink;
  if (above === 'document') {
    const { first } = findDocument(lines);
    if (first > 0) return sink.putLines(first - 1, (writer) => writer.comment(text, hole));
    const start = lines.start(0);
    return sink.put(start, start, (writer) => writer.comment(text, hole) + style.eol);
  }
  const { first } = tree.linesAround(above.start);
  const start = lines.start(first);
  const blanks = lines.content(first).slice(0, lines.indent(first));
  sink.put(start, start, (writer) => blanks + writer.comment(text, hole) + style.eol);
}

/** Removes a comment, with its line where nothing else stands there. */
export function removeComment(comment: Comment, sink: EditSink): void {
  const line = sink.lines.at(comment.start);
  if (comment.ownLine) return sink.put(sink.lines.start(line), sink.lines.next(line), '');
  const before = sink.lines.text.slice(sink.lines.start(line), comment.start).trimEnd();
  sink.put(sink.lines.start(line) + before.length, comment.end, '');
}
