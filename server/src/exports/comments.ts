/** The comments of a spec's author, each with what it is about. */
import type { Spec } from '../model/spec.ts';
import { isSection } from '../model/schema.ts';
import type { Comment, Entry, SyntaxNode, SyntaxTree } from '../syntax/tree.ts';
import { pathOf } from '../syntax/tree.ts';
import type { AuthorComment } from './blocks.ts';

/** A line that parts sections from each other, and says no more than their number. */
const RULER = /^[\s\-=#*~_─━]*\d*[\s\-=#*~_─━]*$/;
const RULER_START = /^[-=#*~_─━]{3,}\s*/;

/** All comments by the part that they belong to: the key of a section, or `undefined` for the header. */
export function commentsOf(spec: Spec): ReadonlyMap<string | undefined, readonly AuthorComment[]> {
  const found = new Map<string | undefined, AuthorComment[]>();
  const entries = entriesOf(spec.root);
  for (const group of groups(spec.tree)) {
    const text = group.map((comment) => comment.text.replace(RULER_START, '')).filter((line) => !RULER.test(line)).join('\n');
    const [first] = group;
    if (text === '' || !first) continue;
    const [top, ...path] = namesTo(aboutOf(first, group.at(-1) ?? first, entries, spec.tree.text));
    const key = top !== undefined && isSection(top) ? top : undefined;
    const comment: AuthorComment = { path: key === undefined && top !== undefined ? [top, ...path] : path, text, start: first.start };
    const known = found.get(key);
    if (known) known.push(comment);
    else found.set(key, [comment]);
  }
  return found;
}

/** Comments on lines of their own that follow each other belong together. */
function groups({ comments, text }: SyntaxTree): Comment[][] {
  const all: Comment[][] = [];
  let last: Comment | undefined;
  for (const comment of comments) {
    const follows = last?.ownLine && comment.ownLine && /^\r?\n[ \t]*$/.test(text.slice(last.end, comment.start));
    if (follows) all.at(-1)?.push(comment);
    else all.push([comment]);
    last = comment;
  }
  return all;
}

/** The entries of all maps in the order of the text. */
function entriesOf(node: SyntaxNode | undefined): Entry[] {
  if (!node || node.origin) return [];
  if (node.kind === 'list') return node.items.flatMap(entriesOf);
  return node.kind === 'map' ? node.entries.filter(({ merged }) => !merged).flatMap((entry) => [entry, ...entriesOf(entry.value)]) : [];
}

/** A comment behind a value is about the first key of its line, one on a line of its own about what follows. */
function aboutOf(first: Comment, last: Comment, entries: readonly Entry[], text: string): Entry | undefined {
  const next = entries.findIndex(({ start }) => start > last.end);
  if (first.ownLine && next >= 0) return entries[next];
  const before = (next < 0 ? entries : entries.slice(0, next)).filter(({ start }) => start < first.start);
  const line = text.lastIndexOf('\n', first.start - 1) + 1;
  return before.find(({ start }) => start >= line) ?? before.at(-1);
}

function namesTo(entry: Entry | undefined): string[] {
  return entry ? pathOf(entry).map(String) : [];
}
