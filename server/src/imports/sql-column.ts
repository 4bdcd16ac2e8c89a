/** What a dialect's parser says of a column. */
import type { ImportedFacets } from './field.ts';

export interface Column {
  readonly name: string;
  readonly type: string | undefined;
  readonly facets: ImportedFacets;
  readonly remarks: readonly string[];
  readonly isNotNull: boolean;
  readonly isKey: boolean;
  /** A value that the database sets by itself: a counter, a time. */
  readonly isSet: boolean;
  /** The default that is written there, where it is a plain value. */
  readonly fallback?: string | number | boolean;
  readonly comment?: string;
}

/** Types that a document declares by itself. */
export interface OwnTypes {
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** What each domain stands for, read as a column. */
  readonly domains: ReadonlyMap<string, Column>;
}

/** A column whose definition cannot be read. */
export function unreadable(definition: string, reason: string): Column {
  const name = /^(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\S+)/.exec(definition)?.[0] ?? definition;
  return { name: name.replace(/^["`]|["`]$/g, ''), type: undefined, facets: {}, remarks: [`its definition was not understood (${reason}): ${definition.slice(name.length).trim().slice(0, 200)}`], isNotNull: /\bnot\s+null\b/i.test(definition), isKey: false, isSet: false };
}
