/** What stands between the lines: the type that is read, the type that comes out, a quantity in the unit it is compared in. */
import type { InlayHint } from 'vscode-languageserver-types';
import { InlayHintKind } from 'vscode-languageserver-types';
import type { TargetField } from '../model/contract.ts';
import type { Spec } from '../model/spec.ts';
import { typeName, typeText } from '../model/type-text.ts';
import type { ValueType } from '../model/type.ts';
import { isPhraseKind } from '../phrases/index.ts';
import type { MappingResult, TypedContract } from '../rules/contract/mapping.ts';
import { typedContracts } from '../rules/contract/mapping.ts';
import type { Entry, ScalarNode, TextRange } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import { code } from './markdown.ts';
import { entryRange, sliceRange, touches, valuesIn } from './places.ts';
import { normalised } from './quantities.ts';

/** Which kinds of hints are wanted. */
export interface InlayHintKinds {
  /** The type of the field that `mapped_from` names. */
  readonly sourceTypes: boolean;
  /** The type of what a transformation yields. */
  readonly resultTypes: boolean;
  /** Durations, rates and volumes in the unit that they are compared in. */
  readonly quantities: boolean;
}

/** The hints of a part of a document, in no order. */
export function inlayHints(spec: Spec, within: TextRange, kinds: InlayHintKinds): InlayHint[] {
  return [...(kinds.sourceTypes || kinds.resultTypes ? typeHints(spec, within, kinds) : []), ...(kinds.quantities ? quantityHints(spec, within) : [])];
}

function* quantityHints(spec: Spec, within: TextRange): Generator<InlayHint> {
  for (const { node, schema } of valuesIn(spec, within)) {
    const kind = schema?.['x-phrase'];
    if (kind === undefined || !isPhraseKind(kind) || !spec.hasValue(node)) continue;
    for (const { at, text, tooltip } of normalised(spec, kind, node)) {
      // At the end of a text, behind its quotes.
      const place = at >= node.text.trimEnd().length ? spec.tree.rangeOf({ node }) : sliceRange(spec, node, { start: 0, end: at });
      if (place) yield hintAt(spec, place.end, { label: text, tooltip });
    }
  }
}

function* typeHints(spec: Spec, within: TextRange, kinds: InlayHintKinds): Generator<InlayHint> {
  for (const typed of typedContracts(spec)) {
    const { map, targetFields } = typed.contract;
    if (!map.origin && touches(map, within)) yield* hintsOf(spec, typed, { holder: entryOf(map, 'target_record'), fields: targetFields }, within, kinds);
  }
}

interface FieldMap {
  readonly holder: Entry | undefined;
  readonly fields: readonly TargetField[];
}

/** What an alias or a merge brings in has its hints where it stands, and may be another field there. */
function* hintsOf(spec: Spec, typed: TypedContract, { holder, fields }: FieldMap, within: TextRange, kinds: InlayHintKinds): Generator<InlayHint> {
  if (!isOwn(holder)) return;
  for (const target of fields) {
    const { entry, children } = target;
    if (!isOwn(entry) || !touches(entryRange(spec, entry), within)) continue;
    if (kinds.sourceTypes) yield* sourceHint(spec, typed, target);
    if (kinds.resultTypes) yield* resultHint(spec, typed, target);
    yield* hintsOf(spec, typed, { holder: entryOf(entry.value, 'fields'), fields: children }, within, kinds);
  }
}

/** Written in its place, not repeated from elsewhere or merged in. */
function isOwn(entry: Entry | undefined): boolean {
  return entry !== undefined && !entry.merged && !entry.value?.origin;
}

function* sourceHint(spec: Spec, typed: TypedContract, { entry, mapping, references }: TargetField): Generator<InlayHint> {
  const [reference] = references;
  if ((mapping?.kind !== 'source' && mapping?.kind !== 'item') || !reference?.field || !isOwn(entryOf(entry.value, 'mapped_from'))) return;
  const given = typed.referenceResult(reference);
  if (given && given.type.kind !== 'unknown') yield typeHint(spec, mapping.node, { label: givenText(given), type: given.type });
}

/** The type of a value with its presence: `string(50), optional, nullable`. */
function givenText({ type, presence }: MappingResult): string {
  return [typeName(type), presence.required ? '' : presence.hasDefault ? 'with default' : 'optional', presence.nullable ? 'nullable' : ''].filter((part) => part !== '').join(', ');
}

function* resultHint(spec: Spec, typed: TypedContract, target: TargetField): Generator<InlayHint> {
  const analysis = typed.mappingOf(target);
  if ((analysis.kind !== 'expression' && analysis.kind !== 'phrases') || !analysis.result || !isOwn(entryOf(target.entry.value, 'transformation'))) return;
  const { type, presence } = analysis.result;
  if (type.kind === 'unknown') return;
  const label = [typeName(type), presence.nullable || !presence.required ? 'nullable' : ''].filter((part) => part !== '').join(', ');
  // Steps that leave the type as it was have nothing to tell.
  const given = analysis.kind === 'phrases' ? typed.referenceResult(analysis.reference) : undefined;
  if (given && (analysis.kind === 'phrases' && analysis.isExactCopy || typeName(given.type) === typeName(type))) return;
  yield typeHint(spec, analysis.node, { label: `→ ${label}`, type });
}

function typeHint(spec: Spec, node: ScalarNode, { label, type }: { readonly label: string; readonly type: ValueType }): InlayHint {
  return { ...hintAt(spec, spec.tree.rangeOf({ node }).end, { label, tooltip: code(typeText(type)) }), kind: InlayHintKind.Type };
}

function hintAt({ tree }: Spec, offset: number, { label, tooltip }: { readonly label: string; readonly tooltip: string }): InlayHint {
  return { position: tree.positionAt(offset), label, tooltip: { kind: 'markdown', value: tooltip }, paddingLeft: true };
}
