/** Whether a text still reads, and says the same, after a refactoring: what no single refactoring can know of the whole. */
import { note } from '../../model/remember.ts';
import type { Change } from '../../syntax/change.ts';
import { applyEdits } from '../../syntax/edits.ts';
import { parseSyntax } from '../../syntax/index.ts';
import type { Entry, SyntaxNode, SyntaxTree } from '../../syntax/tree.ts';
import { isKept } from '../entry-memory.ts';

/**
 * Answers for changes of one text; `keepsMeaning` says that they are to leave every value as it is. The text is read
 * again only where names stand in it or something in it is faulty: elsewhere a change cannot reach beyond its own lines.
 */
export class Soundness {
  readonly #tree: SyntaxTree;
  #isPlain: boolean | undefined;

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
  }

  /** False where the changes come to nothing, touch what is faulty, or spoil the text. */
  holds(changes: readonly Change[], keepsMeaning: boolean): boolean {
    const tree = this.#tree;
    const edits = tree.edits(changes);
    if (edits.length === 0) return false;
    const faults = tree.problems.filter(({ kind }) => kind === 'syntax' || kind === 'swallowed');
    if (edits.some((edit) => faults.some((fault) => fault.start <= edit.end && fault.end >= edit.start))) return false;
    this.#isPlain ??= tree.problems.length === 0 && !isNamed(tree.root);
    if (this.#isPlain) return true;
    const after = parseSyntax(applyEdits(tree.text, edits));
    return after.problems.length <= tree.problems.length && (!keepsMeaning || isSame(tree.root, after.root));
  }
}

/** Whether a node, or one below it, can be stood for by its name. */
function isNamed(node: SyntaxNode | undefined): boolean {
  if (!node) return false;
  if (node.anchor !== undefined) return true;
  if (node.origin || node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some(isNamed);
  return node.entries.some((entry) => !entry.merged && (isKept(node, entry) ? holdsNames(entry, undefined) : isNamed(entry.value)));
}

const holdsNames = note<Entry, undefined, boolean>(({ value }) => isNamed(value));

/** Whether two nodes hold the same; the order of keys says nothing. */
function isSame(one: SyntaxNode | undefined, other: SyntaxNode | undefined): boolean {
  if (!one || !other) return one === other;
  if (one.kind === 'scalar') return other.kind === 'scalar' && one.value === other.value && (typeof one.value === 'string' || one.text === other.text);
  if (one.kind === 'list') return other.kind === 'list' && one.items.length === other.items.length && one.items.every((item, at) => isSame(item, other.items[at]));
  if (other.kind !== 'map' || one.entries.length !== other.entries.length) return false;
  const found = new Map(other.entries.map((entry) => [entry.key.text, entry]));
  // Of a key given twice the last one is found on both sides.
  const own = new Map(one.entries.map((entry) => [entry.key.text, entry]));
  return own.size === found.size && [...own].every(([key, entry]) => {
    const twin = found.get(key);
    return twin !== undefined && twin.incomplete === entry.incomplete && isSame(entry.value, twin.value);
  });
}
