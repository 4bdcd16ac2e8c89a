/** Collects the values of a spec by their paths, and writes them as one, in the template's order. */
import type { Schema } from '../../model/schema.ts';
import { childSchema, keysOf, specSchema, topLevelKeys } from '../../model/schema.ts';
import type { Change, Draft, DraftEntry } from '../../syntax/change.ts';
import { applyEdits } from '../../syntax/edits.ts';
import { parseSyntax } from '../../syntax/index.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';

type Tree = Map<string, Tree | Draft>;

interface PlacedComment {
  readonly path: readonly string[];
  readonly text: string;
}

export class SpecBuilder {
  readonly #root: Tree = new Map();
  readonly #comments: PlacedComment[] = [];

  /** Puts a value at a path. Gives whether there was none yet; one that is there stays. */
  set(path: readonly string[], value: Draft): boolean {
    const [key, ...above] = path.toReversed();
    const map = this.#mapAt(above.reverse());
    if (key === undefined || !map || map.has(key)) return false;
    map.set(key, value);
    return true;
  }

  /** Sees to it that there is a map at a path, empty or not. */
  open(path: readonly string[]): void {
    this.#mapAt(path);
  }

  /** Appends to the list at a path. */
  append(path: readonly string[], item: Draft): boolean {
    const [key = '', ...above] = path.toReversed();
    const map = this.#mapAt(above.reverse());
    const list = map?.get(key);
    if (!map || (list !== undefined && (list instanceof Map || list.kind !== 'list'))) return false;
    map.set(key, { kind: 'list', items: [...(list?.items ?? []), item] });
    return true;
  }

  /** Whether there is anything at a path. */
  has(path: readonly string[]): boolean {
    let at: Tree | Draft | undefined = this.#root;
    for (const key of path) at = at instanceof Map ? at.get(key) : undefined;
    return at !== undefined;
  }

  /** Keeps a comment about what is at a path, or about the nearest thing that there is. */
  comment(path: readonly string[], text: string): void {
    this.#comments.push({ path, text });
  }

  /** The text of the spec. */
  text(): string {
    const entries = entriesIn(this.#root, specSchema);
    const plain = applyEdits('', parseSyntax('').edits(entries.map((entry): Change => ({ kind: 'insertEntry', into: 'document', entry, order: topLevelKeys }))));
    const text = this.#withComments(plain);
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
  }

  #mapAt(path: readonly string[]): Tree | undefined {
    let at = this.#root;
    for (const key of path) {
      const inner = at.get(key);
      if (inner !== undefined && !(inner instanceof Map)) return undefined;
      const map: Tree = inner ?? new Map();
      if (!inner) at.set(key, map);
      at = map;
    }
    return at;
  }

  #withComments(text: string): string {
    const tree = parseSyntax(text);
    const lines = this.#comments.flatMap(({ path, text: said }) => said.split('\n').map((line) => ({ place: placeOf(tree.root, path), line })));
    return applyEdits(text, tree.edits(lines.map(({ place, line }): Change => ({ kind: 'insertComment', above: place, text: line }))));
  }
}

function entriesIn(tree: Tree, schema: Schema | undefined): DraftEntry[] {
  const order = keysOf(schema).map(({ name }) => name);
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const keys = [...tree.keys()].sort((one, other) => place(one) - place(other));
  return keys.flatMap((key): DraftEntry[] => {
    const value = tree.get(key);
    const inner = childSchema(schema, key);
    if (!value) return [];
    return [{ key, value: value instanceof Map ? { kind: 'map', entries: entriesIn(value, inner), inline: inner?.['x-layout'] === 'inline' || value.size === 0 } : value }];
  });
}

/** The part of the spec that a path leads to, as far as it does; of a section that is not there, the next one. Names of fields may have dots. */
function placeOf(root: SyntaxNode | undefined, path: readonly string[]): Extract<Change, { kind: 'insertComment' }>['above'] {
  const [top] = path;
  if (top !== undefined && !entryOf(root, top)) {
    const next = topLevelKeys.slice(topLevelKeys.indexOf(top) + 1).map((key) => entryOf(root, key)).find((entry) => entry);
    return next ?? 'document';
  }
  let at = root;
  let found: Extract<Change, { kind: 'insertComment' }>['above'] = 'document';
  for (let rest = [...path]; rest.length > 0; ) {
    const node: SyntaxNode | undefined = at;
    const taken = rest.map((_, index) => rest.slice(0, rest.length - index)).find((names) => (node?.kind === 'list' ? node.items[Number(names[0])] : entryOf(node, names.join('.'))));
    if (!taken) break;
    const next = node?.kind === 'list' ? node.items[Number(taken[0])] : entryOf(node, taken.join('.'));
    if (!next) break;
    found = next;
    at = next.kind === 'entry' ? next.value : next;
    rest = rest.slice(node?.kind === 'list' ? 1 : taken.length);
  }
  return found;
}
