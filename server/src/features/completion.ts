/** What may be typed at the cursor: keys with all they must hold, and values. */
import type { Range } from 'vscode-languageserver-types';
import { CompletionItemKind } from 'vscode-languageserver-types';
import { specFormat } from '../model/format.ts';
import type { KeyInfo, Schema } from '../model/schema.ts';
import { allowsKind, choicesOf, keysOf } from '../model/schema.ts';
import { rowOf, skeletonEntry, skeletonOf } from '../model/skeleton.ts';
import type { Spec } from '../model/spec.ts';
import { fittedEntry, fittedValue } from '../rules/fitting.ts';
import type { Result } from '../rules/runner.ts';
import type { Draft, DraftEntry } from '../syntax/change.ts';
import { draftKey } from '../syntax/change.ts';
import type { CursorRender, KeyCursor, ValueCursor } from '../syntax/cursor.ts';
import { entryOf } from '../syntax/tree.ts';
import type { MapNode, SyntaxNode } from '../syntax/tree.ts';
import type { Completion, ItemOptions } from './completion-items.ts';
import { forgottenPaths, sourceReferences } from './contract-completion.ts';
import { describeChoice, describeKey } from './describe.ts';
import { fittingKeys } from './key-fit.ts';
import { prose } from './markdown.ts';
import type { Skills } from './skills.ts';
import { openDestinations } from './open-destinations.ts';
import { openSkills } from './skills.ts';
import { suppressionCompletions } from './suppression-words.ts';
import { withoutStops, withStops } from './tab-stops.ts';
import type { TextProposal } from './text-completion.ts';
import { textCompletions } from './text-completion.ts';
import { lspRange, snippetText } from './text-edits.ts';
import type { TextPlace } from './text-place.ts';
import { usualValue } from './usual-value.ts';
import { missingRows, rowValues } from './value-map-completion.ts';

export interface CompletionOptions extends ItemOptions {
  /** The findings of the document, asked for only where they matter; without them there is nothing to silence. */
  readonly findings?: () => readonly Result[];
  /** The skills that the settings name, by what they are for. */
  readonly skills?: Skills;
  /** Told where there are more than are given: the client is to ask again when more is typed. */
  readonly onPartial?: () => void;
}

/** A completion before it knows its place. */
interface Proposal {
  readonly label: string;
  readonly text: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  readonly documentation?: string;
  readonly preselect?: boolean;
  /** What the client filters by, where that is not the label. */
  readonly filter?: string;
}

/** The completions at an offset, in the order in which they should be shown. */
export function completionsAt(spec: Spec, offset: number, options: CompletionOptions): Completion[] {
  const comment = options.findings && suppressionCompletions(spec, offset, options.findings);
  if (comment) {
    const range = lspRange(spec.tree, comment.range);
    return comment.proposals.map((proposal) => completion({ ...proposal, text: plainWords(proposal.words, options) }, range, ''));
  }
  const words = textCompletions(spec, offset);
  return words ? inText(spec, words.place, words.proposals, options) : atPlace(spec, offset, options);
}

/** Words for a place where nothing needs quotes. */
function plainWords(words: string, { snippets }: CompletionOptions): string {
  return snippets ? withStops(snippetText(words)) : withoutStops(words);
}

/** Words inside a text, each over its own slice of it. */
function inText(spec: Spec, place: TextPlace, proposals: readonly TextProposal[], options: CompletionOptions): Completion[] {
  const render: CursorRender = { snippets: options.snippets, clientIndents: !options.asIs };
  return proposals.flatMap((proposal) => {
    const edit = place.edit(proposal.slice ?? { start: 0, end: place.text.length }, proposal.words, render);
    return edit ? [completion({ ...proposal, text: edit.newText }, lspRange(spec.tree, edit.range), edit.typed)] : [];
  });
}

function atPlace(spec: Spec, offset: number, options: CompletionOptions): Completion[] {
  const cursor = spec.tree.cursorAt(offset);
  const render: CursorRender = { snippets: options.snippets, clientIndents: !options.asIs };
  if (cursor.kind === 'none') return [];
  const asKey = cursor.kind === 'key' ? cursor : cursor.orKey && wantsMap(spec, cursor.orKey) ? cursor.orKey : undefined;
  const place = asKey ?? cursor;
  const proposals = asKey ? keyProposals(spec, asKey, render) : cursor.kind === 'value' ? [...namedProposals(spec, cursor, options.skills ?? {}, render), ...valueProposals(spec, cursor, render, options)] : [];
  // A placeholder is no beginning of any value: whatever stands of it before the cursor must not narrow the list.
  const isPlaceholder = cursor.kind === 'value' && cursor.current !== undefined && spec.placeholderOf(cursor.current) !== undefined;
  const typed = isPlaceholder ? place.prefix : (/^["']/.exec(place.prefix)?.[0] ?? '');
  const range = lspRange(spec.tree, place.replace);
  return proposals.map((proposal) => completion(proposal, range, typed));
}

/** A proposal at its place; `typed` stands there before the words that the client filters by. */
function completion({ label, text, kind, detail, documentation, preselect, filter }: Proposal, range: Range, typed: string): Completion {
  return { label, kind, text, filter: typed + (filter ?? label), range, detail, documentation, preselect: preselect ?? false };
}

function wantsMap(spec: Spec, { holder }: KeyCursor): boolean {
  const schema = holder === 'document' ? spec.format.schema : spec.schemaOf(holder);
  return schema !== undefined && allowsKind(schema, 'map');
}

function keyProposals(spec: Spec, cursor: KeyCursor, render: CursorRender): Proposal[] {
  const { holder, current } = cursor;
  const schema = holder === 'document' ? spec.format.schema : spec.schemaOf(holder);
  if (!schema) return [];
  const map: SyntaxNode | undefined = holder === 'document' ? undefined : holder.kind === 'map' ? holder : holder.value;
  const free = keysOf(schema, map).filter((key) => !isPresent(map, key.name, current?.key.text));
  const write = (entry: DraftEntry): string => cursor.write(entry, render);
  // A key given anew keeps its value, which has to make sense under the new name.
  const fitting = cursor.keyOnly ? fittingKeys(free, current?.value) : free;
  const known = [...fitting.filter((key) => key.required), ...fitting.filter((key) => !key.required)];
  const proposals = known.map((key) => keyProposal(spec, key, write(fittedEntry(skeletonEntry(key.name, key.schema), spec))));
  if (map?.kind === 'map' || (holder !== 'document' && holder.kind === 'entry')) proposals.push(...rowProposals(spec, schema, cursor, write));
  return proposals;
}

function isPresent(map: SyntaxNode | undefined, key: string, current: string | undefined): boolean {
  const entry = entryOf(map, key);
  return entry !== undefined && key !== current && !entry.incomplete;
}

function keyProposal(spec: Spec, key: KeyInfo, text: string): Proposal {
  const kind = key.schema['x-section'] !== undefined ? CompletionItemKind.Module : allowsKind(key.schema, 'map') && key.schema.type === 'object' ? CompletionItemKind.Struct : CompletionItemKind.Property;
  // No setting is required: what a key is about says more.
  const detail = spec.format === specFormat ? (key.required ? 'required' : 'optional') : key.schema.title;
  return { label: key.name, text, kind, ...(detail !== undefined && { detail }), documentation: describeKey(key.name, key.schema, key.required) };
}

/** What is said of what no mapping reads. */
const NOT_MAPPED = 'not mapped yet';

/** A new row of an open map; for `not_written`, the fields that are still to be accounted for. */
function rowProposals(spec: Spec, schema: Schema, cursor: KeyCursor, write: (entry: DraftEntry) => string): Proposal[] {
  const row = rowOf(schema);
  const noun = schema['x-row'];
  if (!row || noun === undefined || cursor.keyOnly) return [];
  const map: MapNode | undefined = cursor.holder === 'document' ? undefined : cursor.holder.kind === 'map' ? cursor.holder : undefined;
  const names = map ?? (cursor.holder !== 'document' && cursor.holder.kind === 'entry' ? cursor.holder : undefined);
  const fields = names ? forgottenPaths(spec, names) : undefined;
  if (fields) return fields.map((path) => ({ label: path, text: write({ ...row, key: path }), kind: CompletionItemKind.Field, detail: NOT_MAPPED }));
  const values = (missingRows(spec, cursor) ?? []).map(({ key, value }): Proposal => ({ label: key, text: write({ key, value }), kind: CompletionItemKind.EnumMember, detail: NOT_MAPPED }));
  return [...values, { label: `new ${noun}`, text: write(row), kind: CompletionItemKind.Constructor, detail: draftKey(row), documentation: `A new ${noun}, with all that it must hold.` }];
}

function valueProposals(spec: Spec, cursor: ValueCursor, render: CursorRender, options: CompletionOptions): Proposal[] {
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
  for (const value of rowValues(spec, cursor)) proposals.push({ label: String(value), text: write(scalarDraft(value)), kind: CompletionItemKind.EnumMember });
  if (schema['x-phrase'] === 'mapping') proposals.push(...mappingProposals(spec, cursor, write, options));
  else if (choices.length === 0) proposals.push(...usualProposals(spec, cursor, schema, write));
  const skeleton = !cursor.current && schema.type === 'object' && (keysOf(schema).length > 0 || schema['x-row'] !== undefined) ? skeletonOf(schema) : undefined;
  if (skeleton && skeleton.kind !== 'blank') {
    const label = spec.format === specFormat ? 'all required keys' : 'the usual keys';
    proposals.push({ label, text: write(fittedValue(holder.key.text, skeleton, spec)), kind: CompletionItemKind.Constructor, documentation: describeKey(holder.key.text, schema, undefined) });
  }
  return proposals;
}

/** Where a target value may come from: fields that nothing reads yet first. */
function mappingProposals(spec: Spec, cursor: ValueCursor, write: (draft: Draft) => string, { onPartial }: CompletionOptions): Proposal[] {
  const isPlaceholder = cursor.current !== undefined && spec.placeholderOf(cursor.current) !== undefined;
  const { references, isPartial } = sourceReferences(spec, cursor.holder, isPlaceholder ? '' : cursor.prefix.replace(/^["']/, ''));
  if (isPartial) onPartial?.();
  const fields = references.map(({ reference, type, isRead }): Proposal => ({
    label: reference,
    text: write({ kind: 'text', text: reference }),
    kind: CompletionItemKind.Field,
    detail: isRead ? type : type === undefined ? NOT_MAPPED : `${type} · ${NOT_MAPPED}`,
  }));
  const fixed = [
    { label: 'derived', documentation: 'The value of an expression, given in `transformation`.' },
    { label: 'constant', documentation: 'A fixed value, given in `transformation`.' },
  ];
  return [...fields, ...fixed.map(({ label, documentation }) => ({ label, text: write({ kind: 'text', text: label }), kind: CompletionItemKind.Keyword, documentation }))];
}

/** The usual value, where there is one. What others wrote is no proposal: taken by chance, it would be a made-up fact. */
function usualProposals(spec: Spec, cursor: ValueCursor, schema: Schema, write: (draft: Draft) => string): Proposal[] {
  const usual = cursor.holder.kind === 'entry' ? usualValue(spec, cursor.holder, schema) : undefined;
  return usual === undefined ? [] : [{ label: usual, text: write({ kind: 'text', text: usual }), kind: CompletionItemKind.Value, detail: 'usual' }];
}

/** The items that a list usually has and this one lacks. */
function listProposals(spec: Spec, cursor: ValueCursor, schema: Schema, write: (draft: Draft) => string): Proposal[] {
  const usual: readonly unknown[] = Array.isArray(schema.default) ? schema.default : [];
  const present = cursor.holder.kind === 'list' ? cursor.holder.items.map((item) => (item.kind === 'scalar' ? item.text : '')) : [];
  return usual.filter((item) => typeof item === 'string' && !present.includes(item)).map((item) => ({
    label: String(item),
    text: write({ kind: 'text', text: String(item) }),
    kind: CompletionItemKind.Value,
    detail: spec.format === specFormat ? 'required' : 'usual',
  }));
}

/** What a list has still to name, skills or destinations: as its items, or as the list itself where there is none yet. */
function namedProposals(spec: Spec, cursor: ValueCursor, skills: Skills, render: CursorRender): Proposal[] {
  const { holder } = cursor;
  const draftOf = (text: string): Draft => (holder.kind === 'list' ? { kind: 'text', text } : { kind: 'list', items: [{ kind: 'text', text }] });
  const named = (label: string, kind: CompletionItemKind, more: Partial<Proposal>): Proposal => ({ label, text: cursor.write(draftOf(label), render), kind, ...more });
  return [
    ...openSkills(spec, holder, skills).map(({ name, purpose }) => named(name, CompletionItemKind.Value, purpose === '' ? {} : { documentation: prose(purpose) })),
    ...openDestinations(spec, holder).map(({ what, stated }) => named(stated.value, CompletionItemKind.Reference, { detail: what })),
  ];
}

function scalarDraft(value: string | number | boolean | null): Draft {
  return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'literal', value };
}
