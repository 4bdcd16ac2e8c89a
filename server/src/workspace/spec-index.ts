/** The specs of the workspace, open or not, as small summaries. */
import type { ForeignPlace } from '../rules/rule.ts';
import { lspRange } from '../features/text-edits.ts';
import type { Analysis } from './analysis.ts';
import { uriKey } from './uri.ts';

/** What the workspace remembers of a spec whose text it does not keep. */
interface Summary {
  readonly uri: string;
  readonly id: string | undefined;
  readonly range: ForeignPlace['range'];
}

/** Spec ids by document; an open document's text counts instead of its file's. */
export class SpecIndex {
  readonly #open = new Map<string, Summary>();
  readonly #closed = new Map<string, Summary>();
  #version = 0;

  /** Changes whenever the ids of the workspace do. */
  get version(): number {
    return this.#version;
  }

  /** All ids in use. */
  *ids(): Generator<string> {
    for (const { id } of this.#all().values()) if (id !== undefined) yield id;
  }

  /** Where documents other than this one give the id, in the order of their URIs. */
  others(uri: string, id: string): ForeignPlace[] {
    const places = [...this.#all()].filter(([key, summary]) => key !== uriKey(uri) && summary.id === id).map(([, { uri: other, range }]) => ({ uri: other, range }));
    return places.sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  setOpen(uri: string, analysis: Analysis): void {
    this.#set(this.#open, summaryOf(uri, analysis));
  }

  /** A closed document's file counts again. */
  close(uri: string): void {
    if (this.#open.delete(uriKey(uri))) this.#version += 1;
  }

  setFile(uri: string, analysis: Analysis): void {
    this.#set(this.#closed, summaryOf(uri, analysis));
  }

  removeFile(uri: string): void {
    if (this.#closed.delete(uriKey(uri))) this.#version += 1;
  }

  /** The files known, open or not. */
  files(): string[] {
    return [...this.#closed.values()].map((summary) => summary.uri);
  }

  #set(map: Map<string, Summary>, summary: Summary): void {
    const key = uriKey(summary.uri);
    const before = map.get(key);
    if (!before || before.id !== summary.id) this.#version += 1;
    map.set(key, summary);
  }

  #all(): Map<string, Summary> {
    return new Map([...this.#closed, ...this.#open]);
  }
}

function summaryOf(uri: string, analysis: Analysis): Summary {
  const found = analysis.id;
  const start = { line: 0, character: 0 };
  return { uri, id: found?.id, range: found ? lspRange(analysis.spec.tree, found.range) : { start, end: start } };
}
