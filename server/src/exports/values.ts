/** Values of a spec as text that can be read back: one of a list, of a value map, a constant. */
import type { Spec } from '../model/spec.ts';
import { allowsKind } from '../model/schema.ts';
import type { Entry, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import { textOf } from '../syntax/tree.ts';
import type { Run, Shown } from './blocks.ts';

/** Texts that YAML reads as something else than text. */
const TYPED = /^(?:~|null|true|false|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|[-+]?\.inf|\.nan)$/i;

/** What would end a word in a list, or start something else. */
const UNSAFE = /^["'[{\s]|["`,→\p{Cc}]|->|\s$/u;

/** Whether a bare word stands for a number, a boolean or null. */
export function isTyped(word: string): boolean {
  return TYPED.test(word);
}

/** A scalar as one word of a list; in quotes where it would be read as something else. */
export function scalarWord(node: ScalarNode): string {
  if (typeof node.value !== 'string') return node.value === null ? 'null' : node.text.trim();
  return node.text === '' || isTyped(node.text) || UNSAFE.test(node.text) ? JSON.stringify(node.text) : node.text;
}

/** A value in the notation of JSON, on one line. */
export function flowText(node: SyntaxNode | undefined): string {
  if (!node) return 'null';
  if (node.kind === 'scalar') return typeof node.value === 'string' ? JSON.stringify(node.text) : node.value === null ? 'null' : node.text.trim();
  if (node.kind === 'list') return `[${node.items.map(flowText).join(', ')}]`;
  const entries = node.entries.map(({ key, value }) => `${JSON.stringify(key.text)}: ${flowText(value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** The value of an entry as it is shown; `words` are the template’s for a choice. */
export function shown(spec: Spec, entry: Entry | undefined, words?: Readonly<Record<string, string>>): Shown {
  return entry?.value ? { runs: runsOf(spec, entry, entry.value, words), at: entry } : { runs: [], at: entry };
}

/** An item of a list as it is shown. */
export function shownItem(spec: Spec, node: SyntaxNode): Shown {
  const placeholder = spec.placeholderOf(node);
  return { runs: placeholder === undefined ? textRuns(node) : [{ text: placeholder, style: 'placeholder' }], at: node };
}

function runsOf(spec: Spec, entry: Entry, node: SyntaxNode, words: Readonly<Record<string, string>> | undefined): readonly Run[] {
  const placeholder = spec.placeholderOf(node);
  if (placeholder !== undefined) return [{ text: placeholder, style: 'placeholder' }];
  const schema = spec.schemaOf(entry);
  if (node.kind === 'scalar') {
    if (entry.key.text === 'transformation') return transformationRuns(entry, node);
    if (entry.key.text === 'default') return [{ text: scalarWord(node), style: 'code' }];
    if (typeof node.value === 'boolean') return [{ text: node.value ? 'Yes' : 'No' }];
    if (node.value === null) return [{ text: 'null' }];
    if (['type', 'path', 'mapping'].includes(schema?.['x-phrase'] ?? '') || entry.key.text === 'pattern') return code(node.text);
    return textRuns(words?.[node.text] === undefined ? node : words[node.text] ?? '');
  }
  if (node.kind === 'map' && schema?.['x-row'] === 'value') return pairRuns(node.entries);
  if (node.kind === 'list' && schema && allowsKind(schema, 'list') && node.items.length > 0 && schema.items) return listRuns(node.items);
  return [{ text: flowText(node), style: 'code' }];
}

/** A constant is in quotes, as the template has it; an expression is code; phrases are words. */
function transformationRuns(entry: Entry, node: ScalarNode): readonly Run[] {
  const origin = entry.parent.entries.find(({ key }) => key.text === 'mapped_from')?.value;
  const kind = textOf(origin)?.trim();
  if (kind === 'constant') return code(typeof node.value === 'string' ? JSON.stringify(node.text) : scalarWord(node));
  return kind === 'derived' ? code(node.text) : textRuns(node);
}

function textRuns(node: SyntaxNode | string): readonly Run[] {
  if (typeof node === 'string') return [{ text: node }];
  if (node.kind !== 'scalar') return [{ text: flowText(node), style: 'code' }];
  // The line end behind a block of text is no part of what it says.
  const text = node.text.replace(/\n+$/, '');
  return text === '' ? [] : [{ text }];
}

function listRuns(items: readonly SyntaxNode[]): readonly Run[] {
  return items.flatMap((item, at) => [...(at > 0 ? [{ text: ', ' }] : []), { text: item.kind === 'scalar' ? scalarWord(item) : flowText(item), style: 'code' as const }]);
}

function pairRuns(entries: readonly Entry[]): readonly Run[] {
  return entries.flatMap(({ key, value }, at) => [
    ...(at > 0 ? [{ text: ', ' }] : []),
    { text: key.text === '' || UNSAFE.test(key.text) ? JSON.stringify(key.text) : key.text, style: 'code' as const },
    { text: ' → ' },
    { text: value?.kind === 'scalar' ? scalarWord(value) : flowText(value), style: 'code' as const },
  ]);
}

/** Code on one line: line ends inside of it mean no more than blanks there. */
function code(text: string): readonly Run[] {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  return line === '' ? [] : [{ text: line, style: 'code' }];
}
