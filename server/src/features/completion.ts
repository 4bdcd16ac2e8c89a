/** What may be typed at the cursor: keys with all they must hold, and values. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { CompletionItemKind, InsertTextFormat, InsertTextMode } from 'vscode-languageserver-types';
import type { KeyInfo, Schema } from '../model/schema.ts';
import { allowsKind, choicesOf, keysOf, specSchema } from '../model/schema.ts';
import { rowOf, skeletonEntry, skeletonOf } from '../model/skeleton.ts';
import type { Spec } from '../model/spec.ts';
import type { Draft, DraftEntry } from '../syntax/change.ts';
import { draftKey } from '../syntax/change.ts';
import type { CursorRender, KeyCursor, ValueCursor } from '../syntax/cursor.ts';
import { entryOf } from '../syntax/tree.ts';
import type { MapNode, SyntaxNode, TextRange } from '../syntax/tree.ts';
import { forgottenPaths, sourceReferences } from './contract-completion.ts';
import { describeChoice, describeKey } from './describe.ts';
import { fittingKeys } from './key-fit.ts';
import type { TextProposal } from './text-completion.ts';
import { textCompletions } from './text-completion.ts';
import { lspRange } from './text-edits.ts';
import type { TextPlace } from './text-place.ts';
import { missingRows, rowValues } from './value-map-completion.ts';

export interface CompletionOptions {
  /** The client understands snippets. */
  readonly snippets: boolean;
  /** The client can be told not to touch indentation; otherwise it adds the current line's. */
  readonly asIs: boolean;
}

/** An item before it knows its place. */
interface Proposal {
  readonly label: string;
  readonly text: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly documentation?: string;
  readonly preselect?: boolean;
}

/** The completions at an offset, in the order in which they should be shown. */
export function completionsAt(spec: Spec, offset: number, options: CompletionOptions): CompletionItem[] {
  const words = textCompletions(spec, offset);
  return words ? textItems(spec, words.place, words.proposals, options) : itemsAt(spec, offset, options);
}

/** Words inside a text, each over its own slice of it. */
function textItems(spec: Spec, place: TextPlace, proposals: readonly TextProposal[], options: CompletionOptions): CompletionItem[] {
  const render: CursorRender = { snippets: options.snippets, clientIndents: !options.asIs };
  return proposals.flatMap((proposal, at) => {
    const edit = place.edit(proposal.slice ?? { start: 0, end: place.text.length }, proposal.words, render);
    return edit ? [itemOf(spec, { ...proposal, text: edit.newText }, at, edit.range, edit.typed, options)] : [];
  });
}

function itemsAt(spec: Spec, offset: number, options: CompletionOptions): CompletionItem[] {
  const cursor = spec.tree.cursorAt(offset);
  const render: CursorRender = { snippets: options.snippets, clientIndents: !options.asIs };
  if (cursor.kind === 'none') return [];
  const asKey = cursor.kind === 'key' ? cursor : cursor.orKey && wantsMap(spec, cursor.orKey) ? cursor.orKey : undefined;
  const place = asKey ?? cursor;
  const proposals = asKey ? keyProposals(spec, asKey, render) : cursor.kind === 'value' ? valueProposals(spec, cursor, render) : [];
  const quote = /^["']/.exec(place.prefix)?.[0] ?? '';
  return proposals.map((proposal, at) => itemOf(spec, proposal, at, place.replace, quote, options));
}

/** An item for a place; `typed` stands there before the words that the client filters by. */
function itemOf(spec: Spec, proposal: Proposal, at: number, replace: TextRange, typed: string, options: CompletionOptions): CompletionItem {
  return {
    label: proposal.label,
    kind: proposal.kind,
    sortText: String(at).padStart(4, '0'),
    filterText: typed + proposal.label,
    insertTextFormat: options.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(options.asIs && { insertTextMode: InsertTextMode.asIs }),
    textEdit: { range: lspRange(spec.tree, replace), newText: proposal.text },
    ...(proposal.detail !== undefined && { labelDetails: { description: proposal.detail } }),
    ...(proposal.documentation !== undefined && { documentation: { kind: 'markdown', value: proposal.documentation } }),
    ...(proposal.preselect && { preselect: true }),
  };
}

function wantsMap(spec: Spec, { holder }: KeyCursor): boolean {
  const schema = holder === 'document' ? specSchema : spec.schemaOf(holder);
  return schema !== undefined && allowsKind(schema, 'map');
}

function keyProposals(spec: Spec, cursor: KeyCursor, render: CursorRender): Proposal[] {
  const { holder, current } = cursor;
  const schema = holder === 'document' ? specSchema : spec.schemaOf(holder);
  if (!schema) return [];
  const map: SyntaxNode | undefined = holder === 'document' ? undefined : holder.kind === 'map' ? holder : holder.value;
  const free = keysOf(schema, map).filter((key) => !isPresent(map, key.name, current?.key.text));
  const write = (entry: DraftEntry): string => cursor.write(entry, render);
  // A key given anew keeps its value, which has to make sense under the new name.
  const fitting = cursor.keyOnly ? fittingKeys(free, current?.value) : free;
  const known = [...fitting.filter((key) => key.required), ...fitting.filter((key) => !key.required)];
  const proposals = known.map((key) => keyProposal(key, write(skeletonEntry(key.name, key.schema))));
  if (map?.kind === 'map' || (holder !== 'document' && holder.kind === 'entry')) proposals.push(...rowProposals(spec, schema, cursor, write));
  return proposals;
}

function isPresent(map: SyntaxNode | undefined, key: string, current: string | undefined): boolean {
  const entry = entryOf(map, key);
  return entry !== undefined && key !== current && !entry.incomplete;
}

function keyProposal(key: KeyInfo, text: string): Proposal {
  const kind = key.schema['x-section'] !== undefined ? CompletionItemKind.Module : allowsKind(key.schema, 'map') && key.schema.type === 'object' ? CompletionItemKind.Struct : CompletionItemKind.Property;
  return { label: key.name, text, kind, detail: key.required ? 'required' : 'optional', documentation: describeKey(key.name, key.schema, key.required) };
}

/** A new row of an open map; for `not_written`, the fields that are still to be accounted for. */
function rowProposals(spec: Spec, schema: Schema, cursor: KeyCursor, write: (entry: DraftEntry) => string): Proposal[] {
  const row = rowOf(schema);
  const noun = schema['x-row'];
  if (!row || noun === undefined || cursor.keyOnly) return [];
  const map: MapNode | undefined = cursor.holder === 'document' ? undefined : cursor.holder.kind === 'map' ? cursor.holder : undefined;
  const names = map ?? (cursor.holder !== 'document' && cursor.holder.kind === 'entry' ? cursor.holder : undefined);
  const fields = names ? forgottenPaths(spec, names) : undefined;
  if (fields) return fields.map((path) => ({ label: path, text: write({ ...row, key: path }), kind: CompletionItemKind.Field, detail: 'not mapped yet' }));
  const values = (missingRows(spec, cursor) ?? []).map(({ key, value }): Proposal => ({ label: key, text: write({ key, value }), kind: CompletionItemKind.EnumMember, detail: 'not mapped yet' }));
  return [...values, { label: `new ${noun}`, text: write(row), kind: CompletionItemKind.Snippet, detail: draftKey(row), documentation: `A new ${noun}, with all that it must hold.` }];
}

function valueProposals(spec: Spec, cursor: ValueCursor, render: CursorRender): Proposal[] {
  const { holder } = cursor;
  const schema = spec.schemaOf(holder);
  if (!schema) return [];
  const write = (draft: Draft): string => cursor.write(draft, render);
  if (holder.kind === 'list') return listProposals(spec, cursor, schema, write);
  const choices = choicesOf(schema).filter((choice) => !choice.deprecated);
  const proposals: Proposal[] = choices.map((choice) => ({
    label: String(choice.value),
    text: write(scalarDraft(choice.value)),
    kind: CompletionItemKind.EnumMember,
    documentation: describeChoice(choice),
    ...(choice.value === schema.default && { preselect: true }),
  }));
  proposals.push(...rowValues(spec, cursor).map((value): Proposal => ({ label: String(value), text: write(scalarDraft(value)), kind: CompletionItemKind.EnumMember })));
  if (schema['x-phrase'] === 'mapping') proposals.push(...mappingProposals(spec, cursor, write));
  else if (schema['x-phrase'] !== undefined) proposals.push(...exampleProposals(spec, cursor, schema, write));
  if (!cursor.current && schema.type === 'object' && (keysOf(schema).length > 0 || schema['x-row'] !== undefined)) {
    proposals.push({ label: 'all required keys', text: write(skeletonOf(schema)), kind: CompletionItemKind.Snippet, documentation: describeKey(holder.key.text, schema, undefined) });
  }
  return proposals;
}

/** Where a target value may come from: fields that nothing reads yet first. */
function mappingProposals(spec: Spec, cursor: ValueCursor, write: (draft: Draft) => string): Proposal[] {
  const fields = sourceReferences(spec, cursor.holder).map(({ reference, type, isRead }): Proposal => ({
    label: reference,
    text: write({ kind: 'text', text: reference }),
    kind: CompletionItemKind.Field,
    detail: [type, isRead ? undefined : 'not mapped yet'].filter((part) => part !== undefined).join(' · '),
  }));
  const fixed = [
    { label: 'derived', documentation: 'The value of an expression, given in `transformation`.' },
    { label: 'constant', documentation: 'A fixed value, given in `transformation`.' },
  ];
  return [...fields, ...fixed.map(({ label, documentation }) => ({ label, text: write({ kind: 'text', text: label }), kind: CompletionItemKind.Keyword, documentation }))];
}

/** The usual value, and what such values look like. */
function exampleProposals(spec: Spec, cursor: ValueCursor, schema: Schema, write: (draft: Draft) => string): Proposal[] {
  const usual = cursor.holder.kind === 'entry' ? usualValue(spec, cursor.holder.key.text, cursor.holder.parent, schema) : undefined;
  const texts = [...(usual === undefined ? [] : [usual]), ...(schema.examples ?? []).filter((example) => typeof example === 'string' && example !== usual)];
  return texts.map((text): Proposal => ({
    label: String(text),
    text: write({ kind: 'text', text: String(text) }),
    kind: CompletionItemKind.Value,
    detail: text === usual ? 'usual' : 'example',
  }));
}

/** A key's default, its own or as part of that of the map around it. */
function usualValue(spec: Spec, key: string, map: MapNode, schema: Schema): string | undefined {
  if (typeof schema.default === 'string') return schema.default;
  const around = spec.schemaOf(map)?.default;
  const value: unknown = typeof around === 'object' && around !== null && !Array.isArray(around) ? Object.entries(around).find(([name]) => name === key)?.[1] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The items that a list usually has and this one lacks. */
function listProposals(spec: Spec, cursor: ValueCursor, schema: Schema, write: (draft: Draft) => string): Proposal[] {
  const usual: readonly unknown[] = Array.isArray(schema.default) ? schema.default : [];
  const present = cursor.holder.kind === 'list' ? cursor.holder.items.map((item) => (item.kind === 'scalar' ? item.text : '')) : [];
  return usual.filter((item) => typeof item === 'string' && !present.includes(item)).map((item) => ({
    label: String(item),
    text: write({ kind: 'text', text: String(item) }),
    kind: CompletionItemKind.Value,
    detail: 'required',
  }));
}

function scalarDraft(value: string | number | boolean | null): Draft {
  return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'literal', value };
}
