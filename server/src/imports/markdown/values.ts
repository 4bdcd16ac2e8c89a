/** Values of a document in the template's layout, as the format has them. What is not certain stays as it is written. */
import { isTyped } from '../../exports/values.ts';
import type { Schema } from '../../model/schema.ts';
import { allowsKind, choicesOf, isClosedChoice, itemSchema } from '../../model/schema.ts';
import type { Draft, DraftEntry, DraftScalar } from '../../syntax/change.ts';
import type { Bit } from './bits.ts';
import { textOf } from './bits.ts';

/** The value that a text stands for; undefined where there is none. `words` are the template’s for choices. */
export function readValue(bits: readonly Bit[], schema: Schema | undefined, words: Readonly<Record<string, string>> = {}): Draft | undefined {
  const text = textOf(bits);
  if (text === '') return undefined;
  const ticked = schema && choicesOf(schema).length > 0 ? tickedOf(text) : undefined;
  if (ticked !== undefined) return readValue([{ kind: 'text', text: ticked }], schema, words);
  if (/^\[[^[\]]*\]$/.test(text)) return textDraft(text);
  if (!schema) return textDraft(text);
  const worded = Object.entries(words).find(([value, word]) => same(word, text) || same(value, text) || same(firstWord(word), text));
  if (worded) return textDraft(worded[0]);
  // All choices are no choice: the template lists them where one is to be taken.
  const offered = text.split(/\s+\/\s+/);
  if (offered.length > 1 && isClosedChoice(schema) && offered.every((each) => choiceFor(each, schema))) return textDraft(`[${text}]`);
  const choice = choiceFor(text, schema);
  if (choice !== undefined) return scalarDraft(choice.value);
  if (schema['x-row'] === 'value') return pairsOf(text) ?? textDraft(text);
  const types = [schema.type ?? []].flat();
  if (types.includes('object') && types.includes('array')) return anyValue(text);
  if (schema.type === 'array') return { kind: 'list', items: splitWords(text).map((word) => (isScalarList(schema) ? readWord(word) : textDraft(unquoted(word)))), inline: true };
  if (allowsKind(schema, 'list') && types.includes('array')) return listOfCode(bits) ?? textDraft(text);
  // Where any scalar is taken for text, a number is one.
  const isNumber = types.includes('integer') || (types.includes('number') && !types.includes('boolean'));
  if (isNumber || schema.anyOf?.some(({ type }) => type === 'number')) return numberDraft(text) ?? textDraft(text);
  return textDraft(text);
}

/** A choice in front of more: `Upsert — the later one wins`; undefined where there is none. */
export function splitChoice(text: string, schema: Schema | undefined): { readonly choice: Draft; readonly rest: string } | undefined {
  if (!schema || /^\[/.test(text)) return undefined;
  for (const { value } of choicesOf(schema)) {
    const name = String(value);
    const rest = text.slice(name.length);
    if (text.toLowerCase().startsWith(name.toLowerCase()) && /^\s*[—–,;:(]|^\s+-\s/.test(rest)) {
      const bare = rest.replace(/^\s*(?:[—–,;:]|-\s)\s*/, '');
      return { choice: scalarDraft(value), rest: /^\s*\(.*\)$/s.test(rest) ? rest.trim().slice(1, -1) : bare.trim() };
    }
  }
  return undefined;
}

/** A text; several lines stand below each other. */
export function textDraft(text: string): Draft {
  return { kind: 'text', text, block: true };
}

/** A constant: in quotes or bare text, or a number, a boolean, null. */
export function readWord(word: string): Draft {
  const text = word.trim();
  if (text.startsWith('"')) {
    const value = parsed(text);
    if (typeof value === 'string') return { kind: 'text', text: value };
  }
  if (!isTyped(text)) return textDraft(text);
  if (/^(?:true|false)$/i.test(text)) return { kind: 'literal', value: /^true$/i.test(text) };
  return /^(?:null|~)$/i.test(text) ? { kind: 'literal', value: null } : { kind: 'literal', value: Number(text), written: text };
}

/** The words between commas, those in quotes or brackets left whole. */
export function splitWords(text: string): string[] {
  return (text.match(/(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{[^}]*\}|[^,"[{]|["[{])+/g) ?? []).map((word) => word.trim()).filter((word) => word !== '');
}

function choiceFor(text: string, schema: Schema): { readonly value: DraftScalar } | undefined {
  const choices = choicesOf(schema);
  if (choices.length === 0) return undefined;
  // Where a boolean is wanted, both ways of writing it mean one.
  const isBoolean = typeof choices[0]?.value === 'boolean' && isClosedChoice(schema);
  if (isBoolean && /^(?:y|yes|true|x|[✓✔✅☑☒]\uFE0F?)$/iu.test(text)) return { value: true };
  if (isBoolean && /^(?:n|no|false|[✗✘❌☐]\uFE0F?)$/iu.test(text)) return { value: false };
  if (text === 'null' && choices.some(({ value }) => value === null)) return { value: null };
  return choices.find(({ value, deprecated }) => !deprecated && same(String(value), text)) ?? choices.find(({ value }) => same(String(value), text));
}

/** Of choices with boxes, the one that is ticked: `☐ Draft ☒ Approved`; undefined where it is not exactly one. */
function tickedOf(text: string): string | undefined {
  const [before = '', ...parts] = text.split(/(?=[☐☑☒]|\[[ xX]\])/u);
  if (before.trim() !== '' && parts.length === 0) return undefined;
  const all = [before, ...parts].filter((part) => part.trim() !== '');
  const ticked = all.filter((part) => /^\s*(?:[☑☒]|\[[xX]\])/u.test(part));
  const isAll = all.length > 1 && all.every((part) => /^\s*(?:[☐☑☒]|\[[ xX]\])/u.test(part));
  return isAll && ticked.length === 1 ? ticked[0]?.replace(/^\s*(?:[☑☒]|\[[xX]\])\s*/u, '').trim() : undefined;
}

function same(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll('->', '→').replace(/\s+/g, ' ').trim().toLowerCase();
  return plain(one) === plain(other);
}

function firstWord(text: string): string {
  return /^[\p{L}]+/u.exec(text)?.[0] ?? text;
}

function scalarDraft(value: DraftScalar): Draft {
  return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'literal', value };
}

function numberDraft(text: string): Draft | undefined {
  const digits = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  return /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(digits) ? { kind: 'literal', value: Number(digits), written: digits } : undefined;
}

function isScalarList(schema: Schema): boolean {
  return [itemSchema(schema)?.type ?? []].flat().includes('null');
}

function unquoted(word: string): string {
  const value = word.startsWith('"') ? parsed(word) : undefined;
  return typeof value === 'string' ? value : word;
}

/** Words that are all code are a list; commas in plain text part nothing. */
function listOfCode(bits: readonly Bit[]): Draft | undefined {
  const isList = bits.every(({ kind, text }) => kind === 'code' || (kind === 'text' && /^[\s,]*$/.test(text)) || kind === 'soft');
  const words = bits.filter(({ kind }) => kind === 'code').map(({ text }) => textDraft(unquoted(text)));
  return isList && words.length > 0 ? { kind: 'list', items: words } : undefined;
}

function pairsOf(text: string): Draft | undefined {
  const pairs = splitWords(text).map((word) => /^("(?:[^"\\]|\\.)*"|.+?)\s*(?:→|->)\s*(.+)$/s.exec(word));
  if (pairs.some((pair) => !pair)) return undefined;
  return { kind: 'map', entries: pairs.flatMap((pair): DraftEntry[] => (pair ? [{ key: unquoted(pair[1] ?? ''), value: readWord(pair[2] ?? '') }] : [])) };
}

function anyValue(text: string): Draft {
  const value = /^[[{]/.test(text) ? parsed(text) : undefined;
  return value === undefined ? readWord(text) : draftOf(value);
}

function draftOf(value: unknown): Draft {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(draftOf), inline: true };
  if (typeof value === 'object' && value !== null) return { kind: 'map', entries: Object.entries(value).map(([key, item]) => ({ key, value: draftOf(item) })), inline: true };
  return scalarDraft(value as DraftScalar);
}

/** JSON; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
