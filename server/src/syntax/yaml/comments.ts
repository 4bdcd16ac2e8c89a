/** The comments of a text: each `#` that no scalar holds, at a line's start or behind a blank. */
import type { Lines } from '../lines.ts';
import type { Comment, ScalarNode } from '../tree.ts';

/** Searches the lines to the end of a document whose lines are given, or all. */
export function findComments(lines: Lines, scalars: readonly ScalarNode[], { first, last }: { readonly first: number; readonly last: number } = { first: 0, last: lines.count - 1 }): Comment[] {
  const comments: Comment[] = [];
  const sorted = [...scalars].sort((a, b) => a.start - b.start);
  let next = 0;
  let holder: ScalarNode | undefined;
  for (let line = 0; line <= Math.max(last, first - 1); line += 1) {
    const start = lines.start(line);
    const content = lines.content(line);
    for (let at = content.indexOf('#'); at >= 0; at = content.indexOf('#', at + 1)) {
      const offset = start + at;
      for (let scalar = sorted[next]; scalar && scalar.start <= offset; scalar = sorted[++next]) holder = scalar;
      if ((holder && holds(holder, offset, lines)) || (at > 0 && !/[ \t]/.test(content[at - 1] ?? ''))) continue;
      comments.push({ start: offset, end: lines.end(line), text: content.slice(at + 1).trim(), ownLine: content.slice(0, at).trim() === '' });
      break;
    }
  }
  return comments;
}

/** A block scalar's header may have a comment, so the scalar holds what starts behind that line only. */
function holds(scalar: ScalarNode, offset: number, lines: Lines): boolean {
  const isBlock = scalar.style === 'literal' || scalar.style === 'folded';
  return offset < scalar.end && (!isBlock || offset >= lines.end(lines.at(scalar.start)));
}
