/** Fields of a record in another format, in the words of a spec. */
import type { FacetValue } from '../model/facets.ts';
import type { PathStep } from '../model/path.ts';
import { visible } from '../rules/visible.ts';

/** What stands beside a field's type, by the keys of the spec. */
export interface ImportedFacets {
  readonly min_length?: number;
  readonly max_length?: number;
  readonly pattern?: string;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly timezone?: string;
  readonly encoding?: 'string';
  readonly default?: FacetValue;
}

/** What samples have shown of a field, where no schema says it: what holds for some records need not hold for all. */
export interface Evidence {
  /** How the field was inferred, for its notes: `Inferred from 3 records`. */
  readonly basis: string;
  /** In how many records the key could have been. */
  readonly records: number;
  /** Some records lacked the key. */
  readonly absent: boolean;
  readonly nulls: boolean;
  /** The most characters that a text had. */
  readonly longest?: number;
}

/** A field as a format's reader finds it. */
export interface FoundField {
  /** The key as the document has it; any text. */
  readonly key: string;
  /** In the spec's type language; undefined where the document does not tell it. */
  readonly type: string | undefined;
  /** The key is always there. */
  readonly required: boolean;
  readonly nullable: boolean;
  readonly facets: ImportedFacets;
  /** What the document says of the field, on one line. */
  readonly description?: string;
  /** What the document says and no key of a spec can: each a clause for the notes, and for the report. */
  readonly remarks: readonly string[];
  readonly evidence?: Evidence;
  /** The fields of an `object`, or of each element of an `array<object>`; absent where nothing tells them. */
  readonly fields?: readonly FoundField[];
}

/** A field with its name and its place. */
export interface ImportedField extends Omit<FoundField, 'fields'> {
  /** What the spec calls it: a name that mappings can use, unlike those beside it. */
  readonly name: string;
  /** Its place in the record, from the root of the record. */
  readonly path: readonly PathStep[];
  readonly fields?: readonly ImportedField[];
}

/** A record, read. */
export interface ImportedRecord {
  readonly fields: readonly ImportedField[];
  /** What whoever imports has to know of the document as a whole, in sentences. */
  readonly notes: readonly string[];
}

/** One of several records that a document describes. */
export interface Part {
  /** What it is asked for by: `getOrders`, `Order`, `public.orders`. */
  readonly name: string;
  readonly kind: 'operation' | 'component' | 'definition' | 'table';
  /** What tells it from the others: `GET /orders`. */
  readonly detail?: string;
}

/** A document to import, or one of several samples. */
export interface ImportInput {
  /** What it is called in messages. */
  readonly name: string;
  readonly text: string;
}

/** What is asked of a document. */
export interface ImportOptions {
  /** Which of the records that it describes. */
  readonly part?: { readonly name: string; readonly kind?: Part['kind'] };
  /** The body that an operation takes, or the one that it answers with. */
  readonly body?: 'request' | 'response';
  /** What the fields are for: a target need not be given what it sets by itself. */
  readonly record?: 'source' | 'target';
  /** The record stands there in what the document describes, in the words of `source_path`: `orders[]`. */
  readonly at?: string;
}

/** What a format's reader gives: the fields, or the records to choose from where there are several. */
export type Reading =
  | { readonly kind: 'record'; readonly fields: readonly FoundField[]; readonly notes: readonly string[] }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] };

/** Reads documents of one format. Throws an {@link ImportError} where there is nothing to read from them. */
export type FieldReader = (inputs: readonly ImportInput[], options: ImportOptions) => Reading;

/** A document cannot be imported; the message says why, and what to do. */
export class ImportError extends Error {}

/** A place in a text for messages, line and column from 1. `linesAbove`: how many lines stand above the text. */
export function placeAt(text: string, offset: number, linesAbove = 0): string {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length))).split(/\r\n|\n|\r/);
  return `line ${String(before.length + linesAbove)}, column ${String((before.at(-1)?.length ?? 0) + 1)}`;
}

/** Longer descriptions are cut: a spec is read as a whole. */
const LONGEST_DESCRIPTION = 400;

/** A description on one line, without the blanks around it; undefined where nothing is left. */
export function oneLine(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  // What nobody sees, or turns what stands around it, is written out, as everywhere that people read.
  const line = visible(text.replace(/\s+/gu, ' ').trim());
  if (line === '') return undefined;
  return line.length <= LONGEST_DESCRIPTION ? line : `${line.slice(0, LONGEST_DESCRIPTION - 1).trimEnd()}…`;
}

/** Whether a description was longer. */
export function isCut(description: string): boolean {
  return description.endsWith('…') && description.length > LONGEST_DESCRIPTION - 20;
}

/** `1 record`, `3 records`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
