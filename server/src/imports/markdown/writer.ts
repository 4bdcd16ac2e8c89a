/** Puts what a document says of a place into the spec, and keeps as a comment what does not fit. */
import type { ListPlace, PrefixedPlace, ReasonsPlace, SentencePlace, ValuePlace } from '../../exports/layout.ts';
import { childSchema, itemSchema, specSchema } from '../../model/schema.ts';
import type { Schema } from '../../model/schema.ts';
import type { Draft } from '../../syntax/change.ts';
import type { Bit } from './bits.ts';
import { rawText, textOf, without } from './bits.ts';
import type { SpecBuilder } from './builder.ts';
import type { Announced } from './labels.ts';
import { readValue, splitChoice, textDraft } from './values.ts';

/** Something that a reader of the result should know. */
export interface Remark {
  /** In the document, from 1. */
  readonly line: number;
  readonly message: string;
}

/** Texts are cut in remarks. */
const SHOWN = 60;

export class ValueWriter {
  readonly #builder: SpecBuilder;
  readonly #remarks: Remark[];

  constructor(builder: SpecBuilder, remarks: Remark[]) {
    this.#builder = builder;
    this.#remarks = remarks;
  }

  /** Keeps a text as a comment, and says so. */
  keep(path: readonly string[], text: string, line: number, why: string): void {
    this.#builder.comment(path, text);
    this.#remarks.push({ line, message: `“${shortened(text)}” ${why}. It is kept as a comment.` });
  }

  /** Opens a map without values. */
  open(path: readonly string[]): void {
    this.#builder.open(path);
  }

  /** What stands behind a label. `gap` stands in sentences where a value is missing. */
  announced(announced: Exclude<Announced, { kind: 'list' | 'comments' }>, bits: readonly Bit[], line: number, gap: string): void {
    const { path } = announced;
    switch (announced.kind) {
      case 'value': return this.value(announced.place, path, bits, line);
      case 'sentence': return this.#sentence(announced.place, path, textOf(bits), line, gap);
      case 'parts': {
        const { key, main, parts } = announced.place;
        const last = parts.at(-1)?.key;
        return this.value({ shape: 'value', key: main, label: '', ...(last !== undefined && { rest: last }) }, [...path, key], bits, line, parts.length > 1 ? parts[0] : undefined);
      }
    }
  }

  /** A value, with what the template lets stand behind it. `every`: a part that begins with its own word. */
  value({ key, words, rest }: ValuePlace, path: readonly string[], bits: readonly Bit[], line: number, every?: ValuePlace): void {
    const schema = schemaAt([...path, key]);
    const text = textOf(bits);
    if (text === '') return;
    const isKnown = isChoice(readValue(bits, schema, words), schema);
    const split = rest === undefined || isKnown ? undefined : schema?.anyOf ? splitChoice(text, schema) : splitAtDash(text);
    if (!split) return this.put([...path, key], readValue(bits, schema, words), line, text);
    this.put([...path, key], split.choice, line, text);
    const interval = every && /^every\s+(.+)$/is.exec(split.rest)?.[1];
    if (interval !== undefined) this.put([...path, every?.key ?? ''], textDraft(interval), line, split.rest);
    else if (rest !== undefined) this.put([...path, rest], textDraft(split.rest), line, split.rest);
  }

  /** An item of a list. */
  item(place: ListPlace | PrefixedPlace | ReasonsPlace, path: readonly string[], bits: readonly Bit[], line: number): void {
    const text = textOf(bits);
    // What is said to be empty is, and not forgotten.
    if (place.shape !== 'prefixed' && /^none\.?$/i.test(text)) return this.put([...path, place.key], place.shape === 'list' ? { kind: 'list', items: [], inline: true } : { kind: 'map', entries: [], inline: true }, line, text);
    if (place.shape === 'reasons') return this.#reason([...path, place.key], bits, line);
    if (place.shape === 'list') return this.#append([...path, place.key], bits, line);
    const list = place.lists.find(({ prefix }) => text.toLowerCase().startsWith(`${prefix.toLowerCase()}:`));
    if (!list) return this.keep(path, text, line, `begins with none of ${place.lists.map(({ prefix }) => `“${prefix}:”`).join(', ')}`);
    const lead = new RegExp(`^.{${list.prefix.length}}\\s*:`, 's').exec(rawText(bits))?.[0].length ?? 0;
    this.#append([...path, ...list.path], without(bits, lead), line);
  }

  /** Puts a value at a path. One that is given again is kept as a comment. */
  put(path: readonly string[], value: Draft | undefined, line: number, text: string): void {
    if (!value || this.#builder.set(path, value)) return;
    this.keep(path, text, line, `is given a second time for \`${path.at(-1) ?? ''}\``);
  }

  #append(path: readonly string[], bits: readonly Bit[], line: number): void {
    const text = textOf(bits);
    if (text === '') return;
    const item = readValue(bits, itemSchema(schemaAt(path))) ?? textDraft(text);
    if (!this.#builder.append(path, item)) this.keep(path, text, line, 'has no place');
  }

  #sentence({ key, sentence, pattern }: SentencePlace, path: readonly string[], text: string, line: number, gap: string): void {
    if (text === '') return;
    const keys = sentence.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.key]));
    const values = pattern.exec(text)?.slice(1);
    if (!values) return this.keep([...path, key], text, line, 'is not worded as in the template');
    for (const [at, each] of keys.entries()) {
      const value = values[at]?.trim() ?? '';
      if (value !== gap) this.put([...path, key, each], readValue([{ kind: 'text', text: value }], schemaAt([...path, key, each])), line, value);
    }
  }

  /** `field: reason`, or a field with a reason behind a dash. */
  #reason(path: readonly string[], bits: readonly Bit[], line: number): void {
    const [first] = bits;
    const text = textOf(bits);
    const name = first?.kind === 'code' ? first.text : /^[^\s:—]+(?=\s*(?::|—|$))/.exec(text)?.[0];
    if (name === undefined) return this.keep(path, text, line, 'names no field with its reason');
    const rest = first?.kind === 'code' ? rawText(bits.slice(1)) : text.slice(name.length);
    const behind = first?.kind === 'code' ? bits.slice(1) : [{ kind: 'text' as const, text: rest }];
    const reason = textOf(without(behind, /^\s*[:—–-]?\s*/.exec(rest)?.[0].length ?? 0));
    this.put([...path, name], textDraft(reason), line, text);
  }
}

/** What the format wants at a path. */
export function schemaAt(path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>((at, key) => childSchema(at, key), specSchema);
}

function isChoice(value: Draft | undefined, schema: Schema | undefined): boolean {
  const written = value?.kind === 'text' ? value.text : value?.kind === 'literal' ? value.value : undefined;
  return written !== undefined && (schema?.anyOf?.some((choice) => choice.const === written) ?? false);
}

/** A team, and behind a dash its escalation path. */
function splitAtDash(text: string): { readonly choice: Draft; readonly rest: string } | undefined {
  if (/^\[/.test(text)) return undefined;
  const [, first, rest] = /^(.+?)\s+[—–]\s+(.+)$/s.exec(text) ?? [];
  return first === undefined || rest === undefined ? undefined : { choice: textDraft(first), rest };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN - 1).join('')}…` : line;
}
