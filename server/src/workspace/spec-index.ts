/** The specs of the workspace, open or not, as small summaries. */
import type { Mention, SpecNames } from '../features/spec-names.ts';
import type { ForeignPlace } from '../rules/rule.ts';
import { lspRange } from '../features/text-edits.ts';
import type { NamedSpec } from '../features/workspace-symbols.ts';
import type { Analysis } from './analysis.ts';
import { uriKey } from './uri.ts';

/** What the workspace remembers of a spec whose text it does not keep. */
interface Summary {
  readonly uri: string;
  readonly id: string | undefined;
  readonly range: ForeignPlace['range'];
  readonly mentions: readonly Mention[];
  /** Of an open document they are worked out when they are first asked for: every letter typed makes a new summary. */
  readonly names: () => SpecNames;
}

/** Spec ids by document; an open document's text counts instead of its file's. */
export class SpecIndex {
  readonly #open = new Map<string, Summary>();
  readonly #closed = new Map<string, Summary>();
  readonly #onChange: () => void;
  readonly #onMentions: () => void;
  #version = 0;

  /** `onChange` is told whenever the version has changed, `onMentions` when a document names other ids than before. */
  constructor(onChange: () => void = () => undefined, onMentions: () => void = () => undefined) {
    this.#onChange = onChange;
    this.#onMentions = onMentions;
  }

  /** Changes whenever one document's id, or the place of an id that several have, makes a difference to others. */
  get version(): number {
    return this.#version;
  }

  /** All ids in use. */
  *ids(): Generator<string> {
    for (const { id } of this.#all().values()) if (id !== undefined) yield id;
  }

  /** Where documents other than this one give the id, in the order of their URIs. */
  others(uri: string, id: string): ForeignPlace[] {
    const own = uriKey(uri);
    const places = [...this.#all()].filter(([key, summary]) => key !== own && summary.id === id).map(([, { uri: other, range }]) => ({ uri: other, range }));
    return places.sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  /** Where documents other than this one give the id, or name it, in the order of their URIs and texts. */
  usesOf(uri: string, id: string): ForeignPlace[] {
    const own = uriKey(uri);
    const places = [...this.#all()].flatMap(([key, summary]) => (key === own ? [] : [
      ...(summary.id === id ? [{ uri: summary.uri, range: summary.range }] : []),
      ...summary.mentions.filter((mention) => mention.id === id).map(({ range }) => ({ uri: summary.uri, range })),
    ]));
    return places.sort((a, b) => (a.uri === b.uri ? a.range.start.line - b.range.start.line : a.uri < b.uri ? -1 : 1));
  }

  /** All specs, by what they are found by. */
  *named(): Generator<NamedSpec> {
    for (const { uri, id, range, names } of this.#all().values()) yield { uri, id, range, names: names() };
  }

  /** Takes in the current text of an open document. */
  setOpen(uri: string, analysis: Analysis): void {
    this.#change(uri, (key) => this.#open.set(key, summaryOf(uri, analysis, () => analysis.names)));
  }

  /** A document that is no longer open, or no longer a spec: its file counts again. */
  close(uri: string): void {
    this.#change(uri, (key) => this.#open.delete(key));
  }

  /** Takes in the text of a file. */
  setFile(uri: string, analysis: Analysis): void {
    // The text is not kept: what is wanted of it is read now.
    const { names } = analysis;
    this.#change(uri, (key) => this.#closed.set(key, summaryOf(uri, analysis, () => names)));
  }

  removeFile(uri: string): void {
    this.#change(uri, (key) => this.#closed.delete(key));
  }

  /** Whether this is one of the files known, however its URI is spelled. */
  hasFile(uri: string): boolean {
    return this.#closed.has(uriKey(uri));
  }

  /** The files known, open or not. */
  files(): string[] {
    return [...this.#closed.values()].map((summary) => summary.uri);
  }

  #change(uri: string, change: (key: string) => void): void {
    const key = uriKey(uri);
    const before = this.#effective(key);
    change(key);
    const after = this.#effective(key);
    if (idsOf(before) !== idsOf(after)) this.#onMentions();
    if (before?.id === after?.id && (after?.id === undefined || samePlace(before, after) || this.others(uri, after.id).length === 0)) return;
    this.#version += 1;
    this.#onChange();
  }

  #effective(key: string): Summary | undefined {
    return this.#open.get(key) ?? this.#closed.get(key);
  }

  #all(): Map<string, Summary> {
    return new Map([...this.#closed, ...this.#open]);
  }
}

function samePlace(one: Summary | undefined, other: Summary): boolean {
  return one?.uri === other.uri && JSON.stringify(one.range) === JSON.stringify(other.range);
}

/** The ids that a document names, to see whether they are others than before. */
function idsOf(summary: Summary | undefined): string {
  return summary?.mentions.map(({ id }) => id).join(' ') ?? '';
}

function summaryOf(uri: string, analysis: Analysis, names: () => SpecNames): Summary {
  const found = analysis.id;
  const start = { line: 0, character: 0 };
  const range = found ? lspRange(analysis.spec.tree, found.range) : { start, end: start };
  return { uri, id: found?.id, range, mentions: analysis.mentions, names };
}
