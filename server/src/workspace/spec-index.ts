/** The specs of the workspace, open or not, as small summaries. */
import type { NamedSpec } from '../features/workspace-symbols.ts';
import type { ForeignPlace } from '../rules/rule.ts';
import type { SpecSummary } from './summary.ts';
import { uriKey } from './uri.ts';

interface Known {
  readonly uri: string;
  readonly summary: SpecSummary;
}

/** Specs by document; an open document's text counts instead of its file's. */
export class SpecIndex {
  readonly #open = new Map<string, Known>();
  readonly #closed = new Map<string, Known>();
  /** The documents that have an id, by id. */
  readonly #holders = new Map<string, Set<string>>();
  /** Of each id, when its holders or their places were last others: a number of its own for each time. */
  readonly #versions = new Map<string, number>();
  readonly #onChange: () => void;
  readonly #onMentions: () => void;
  #changes = 0;

  /**
   * `onChange` is told whenever one document's id, or the place of an id that several have, makes a difference to
   * others, `onMentions` when a document names other ids than before.
   */
  constructor(onChange: () => void = () => undefined, onMentions: () => void = () => undefined) {
    this.#onChange = onChange;
    this.#onMentions = onMentions;
  }

  /** All ids in use. */
  ids(): Iterable<string> {
    return this.#holders.keys();
  }

  /** The id of a document, open or not. */
  idOf(uri: string): string | undefined {
    return this.#effective(uriKey(uri))?.summary.id;
  }

  /** Changes whenever {@link others} may give something else for the id. */
  versionOf(id: string): number {
    return this.#versions.get(id) ?? 0;
  }

  /** Where documents other than this one give the id, in the order of their URIs. */
  others(uri: string, id: string): ForeignPlace[] {
    const own = uriKey(uri);
    const holders = [...(this.#holders.get(id) ?? [])].flatMap((key) => (key === own ? [] : (this.#effective(key) ?? [])));
    return holders.map(({ uri: other, summary: { range } }) => ({ uri: other, range })).sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  /** Where documents other than this one give the id, or name it, in the order of their URIs and texts. */
  usesOf(uri: string, id: string): ForeignPlace[] {
    const own = uriKey(uri);
    const places = this.others(uri, id);
    for (const [key, { uri: other, summary }] of this.#all()) {
      if (key === own) continue;
      for (const mention of summary.mentions) if (mention.id === id) places.push({ uri: other, range: mention.range });
    }
    return places.sort((a, b) => (a.uri === b.uri ? a.range.start.line - b.range.start.line : a.uri < b.uri ? -1 : 1));
  }

  /** All specs, by what they are found by. */
  *named(): Generator<NamedSpec> {
    for (const [, { uri, summary }] of this.#all()) yield { uri, id: summary.id, range: summary.range, names: summary.names };
  }

  /** Takes in the current text of an open document. */
  setOpen(uri: string, summary: SpecSummary): void {
    // Every request asks for the document anew; its text is taken in once.
    if (this.#open.get(uriKey(uri))?.summary === summary) return;
    this.#change(uri, (key) => this.#open.set(key, { uri, summary }));
  }

  /** A document that is no longer open, or no longer a spec: its file counts again. */
  close(uri: string): void {
    this.#change(uri, (key) => this.#open.delete(key));
  }

  /** Takes in a file. */
  setFile(uri: string, summary: SpecSummary): void {
    this.#change(uri, (key) => this.#closed.set(key, { uri, summary }));
  }

  removeFile(uri: string): void {
    this.#change(uri, (key) => this.#closed.delete(key));
  }

  /** Whether this is an open spec, however its URI is spelled. */
  isOpen(uri: string): boolean {
    return this.#open.has(uriKey(uri));
  }

  /** Whether this is one of the files known, however its URI is spelled. */
  hasFile(uri: string): boolean {
    return this.#closed.has(uriKey(uri));
  }

  /** The files known, open or not. */
  files(): string[] {
    return Array.from(this.#closed.values(), ({ uri }) => uri);
  }

  #change(uri: string, change: (key: string) => void): void {
    const key = uriKey(uri);
    const before = this.#effective(key);
    change(key);
    const after = this.#effective(key);
    const [idBefore, idAfter] = [before?.summary.id, after?.summary.id];
    if (idBefore !== idAfter) {
      this.#letGo(idBefore, key);
      this.#hold(idAfter, key);
    }
    if (mentionedIn(before) !== mentionedIn(after)) this.#onMentions();
    if (idBefore === idAfter && (idAfter === undefined || samePlace(before, after) || this.#holders.get(idAfter)?.size === 1)) return;
    this.#changes += 1;
    for (const id of [idBefore, idAfter]) if (id !== undefined && this.#holders.has(id)) this.#versions.set(id, this.#changes);
    this.#onChange();
  }

  #hold(id: string | undefined, key: string): void {
    if (id === undefined) return;
    const holders = this.#holders.get(id);
    if (holders) holders.add(key);
    else this.#holders.set(id, new Set([key]));
  }

  #letGo(id: string | undefined, key: string): void {
    if (id === undefined) return;
    const holders = this.#holders.get(id);
    holders?.delete(key);
    if (holders?.size !== 0) return;
    this.#holders.delete(id);
    this.#versions.delete(id);
  }

  #effective(key: string): Known | undefined {
    return this.#open.get(key) ?? this.#closed.get(key);
  }

  *#all(): Generator<[string, Known]> {
    for (const entry of this.#closed) if (!this.#open.has(entry[0])) yield entry;
    yield* this.#open;
  }
}

function samePlace(one: Known | undefined, other: Known | undefined): boolean {
  return one?.uri === other?.uri && JSON.stringify(one?.summary.range) === JSON.stringify(other?.summary.range);
}

/** The ids that a document names, to see whether they are others than before. */
function mentionedIn(known: Known | undefined): string {
  return known?.summary.mentions.map(({ id }) => id).join(' ') ?? '';
}
