/** What the features that show a document's structure say, as lines of text to compare. */
import type { DocumentSymbol, Location, Range, SelectionRange } from 'vscode-languageserver-types';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../server/src/features/advertised.ts';
import { codeLenses } from '../../server/src/features/code-lenses.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import type { InlayHintKinds } from '../../server/src/features/inlay-hints.ts';
import { selectionRangeAt } from '../../server/src/features/selection-ranges.ts';
import { semanticTokens, TOKEN_SIZE } from '../../server/src/features/semantic-tokens.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { Lines } from '../../server/src/syntax/lines.ts';
import { specOf, URI } from './features.ts';
import type { TextRange } from '../../server/src/syntax/tree.ts';
import { cursorIn } from './text.ts';

export const ALL_HINTS: InlayHintKinds = { sourceTypes: true, resultTypes: true, quantities: true };

/** Anchors, aliases, merges, quoted keys, flow and block texts, and lines half typed: whatever YAML has that is odd. */
export const ODD_YAML = `\uFEFF---
"spec_id": INT-2025-001
'title': "A → B: \\u0043"
date: &today 2025-01-02
spec_status: Draft
data_contract:
  source_record: &record
    "id": &integer { type: integer, required: true, source_path: id }
    'e mail': { type: string(20), required: true, source_path: '["e mail"]' }
    other: *integer
    lines: { type: array<object>, required: true, source_path: lines, fields: { sku: { type: string, required: true, source_path: lines[].sku } } }
  target_record:
    id: &copy { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: Yes }
    again: *copy
    third: { <<: *copy, type: string(30), transformation: to text }
    mail:
      <<: [*copy, *nothing]
      mapped_from: derived
      transformation: >-
        truncate(
          concat(source.\`e mail\`, "\\u00e9"),
          10)
    half: { type: string, mapped_from: source.
    lines:
      type: array<object>
      mapped_from: source.lines
      fields: { sku: { type: string(5), mapped_from: "item.sku", transformation: 'truncate to 5' } }
  not_written: { "e mail": why, other: }
  reverse:
    source_record: *record
    target_record: *unknown
? complex
: - a
  - { b: c }
error_handling:
  failure_classes:
    x: { action: pause 120 seconds, condition: "half
    : no key
    y
`;

/** The outline: name, detail, and the kinds of the children below it, indented. */
export function outline(symbols: readonly DocumentSymbol[], depth = 0): string {
  return symbols.map(({ name, detail, children = [] }) => `${'  '.repeat(depth)}${name}${detail === undefined ? '' : ` | ${detail}`}\n${outline(children, depth + 1)}`).join('');
}

export function outlineOf(text: string): string {
  return outline(documentSymbols(specOf(text)));
}

/** The folded ranges as `first-last`, lines counted from 1, with their kind. */
export function foldsOf(text: string, limit?: number): string[] {
  return foldingRanges(specOf(text), limit).map(({ startLine, endLine, kind }) => `${String(startLine + 1)}-${String(endLine + 1)}${kind === undefined ? '' : ` ${kind}`}`);
}

/** The texts that a growing selection takes in from `<|>` on. */
export function selectionsAt(marked: string): string[] {
  const { text, offset } = cursorIn(marked);
  return selectionsFrom(specOf(text), offset);
}

/** The same from an offset on. */
export function selectionsFrom(spec: Spec, offset: number): string[] {
  const { tree } = spec;
  const texts: string[] = [];
  for (let at: SelectionRange | undefined = selectionRangeAt(spec, offset); at; at = at.parent) texts.push(tree.text.slice(tree.offsetAt(at.range.start), tree.offsetAt(at.range.end)));
  return texts;
}

/** The text with each hint in its place, as `«hint»`. */
export function hinted(text: string, kinds: InlayHintKinds = ALL_HINTS): string {
  const lines = new Lines(text);
  const hints = inlayHints(specOf(text), { start: 0, end: text.length }, kinds).map(({ position, label }) => ({ at: lines.offsetAt(position), label: typeof label === 'string' ? label : '' }));
  let result = '';
  let from = 0;
  for (const { at, label } of hints.sort((a, b) => a.at - b.at)) {
    result += `${text.slice(from, at)}«${label}»`;
    from = at;
  }
  return result + text.slice(from);
}

/** The tokens as `type: text`, or `type.modifier: text`. */
export function tokensOf(text: string): string[] {
  const spec = specOf(text);
  return tokenPlaces(spec, { start: 0, end: text.length }).map(({ type, modifiers, start, end }) => `${[type, ...modifiers].join('.')}: ${text.slice(start, end)}`);
}

/** The tokens that touch a range, each with its offsets and the names of its type and modifiers. */
export function tokenPlaces(spec: Spec, within: TextRange): (TextRange & { readonly type: string; readonly modifiers: readonly string[] })[] {
  const numbers = semanticTokens(spec, within);
  return Array.from({ length: numbers.length / TOKEN_SIZE }, (_, at) => {
    const [line = 0, character = 0, length = 0, type = 0, set = 0] = numbers.slice(at * TOKEN_SIZE, (at + 1) * TOKEN_SIZE);
    const start = spec.tree.offsetAt({ line, character });
    return { start, end: start + length, type: TOKEN_TYPES[type] ?? '?', modifiers: TOKEN_MODIFIERS.filter((_modifier, bit) => (set & (1 << bit)) !== 0) };
  });
}

/** The lenses as `line: title`, each with the texts that a click shows. */
export function lensesOf(text: string, usesOf: (id: string) => readonly Location[] = () => []): Record<string, string[]> {
  const spec = specOf(text);
  const lenses = codeLenses(spec, new RuleRun(spec), { uri: URI, showLocations: 'show', usesOf });
  return Object.fromEntries(lenses.map(({ range, command }) => {
    const places = (command?.arguments?.[2] ?? []) as readonly Location[];
    return [`${String(range.start.line + 1)}: ${command?.title ?? ''}`, places.map((place) => (place.uri === URI ? textAt(text, place.range) : place.uri))];
  }));
}

export function textAt(text: string, { start, end }: Range): string {
  const lines = new Lines(text);
  return text.slice(lines.offsetAt(start), lines.offsetAt(end));
}
