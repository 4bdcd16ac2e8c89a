/** What stands under the pointer in a text: a field, a step of a transformation or of another phrase, a part of an expression. */
import { FUNCTIONS, parseExpression, printExpression } from '../expression/index.ts';
import type { Expression } from '../expression/index.ts';
import { find } from '../expression/walk.ts';
import type { SourceField } from '../model/contract.ts';
import { fieldAt } from '../model/contract.ts';
import type { Spec } from '../model/spec.ts';
import { typeText } from '../model/type-text.ts';
import type { PhraseKind } from '../phrases/index.ts';
import { isPhraseKind, parsePhrase, stepAt } from '../phrases/index.ts';
import type { Entry, ScalarNode, TextRange } from '../syntax/tree.ts';
import { expressionOf, sourceOf, targetOf } from './contract-place.ts';
import type { TargetPlace } from './contract-place.ts';
import { describeFunction, describeSource, describeTarget, sourceFacts } from './describe-contract.ts';
import { code } from './markdown.ts';
import { phraseHover } from './phrase-hover.ts';
import { scalarAt } from './text-place.ts';

export interface TextHover {
  readonly node: ScalarNode;
  readonly slice: TextRange;
  readonly markdown: string;
}

/** What the contract says of the field whose name this key is. */
export function fieldFacts(spec: Spec, entry: Entry): string | undefined {
  const target = targetOf(spec, entry.value);
  if (target) return describeTarget(target);
  const source = sourceOf(spec, entry.value);
  return source && [`Type: ${code(typeText(source.typed.fieldOf(source.source).type))}`, sourceFacts(source.typed, source.source)].join('  \n');
}

/** The hover inside the text of `mapped_from`, `transformation` and other phrases. */
export function textHoverAt(spec: Spec, offset: number): TextHover | undefined {
  const found = scalarAt(spec, offset, (entry) => entry.key.text === 'mapped_from' || entry.key.text === 'transformation' || languageOf(spec, entry) !== undefined);
  if (!found || !spec.hasValue(found.node)) return undefined;
  const { node, entry, at } = found;
  const language = languageOf(spec, entry);
  if (language !== undefined) {
    const hover = phraseHover(spec, entry, language, node.text, at);
    return hover && { node, ...hover };
  }
  const place = targetOf(spec, entry.parent);
  if (!place) return undefined;
  const kind = place.target.mapping?.kind;
  const hover = entry.key.text === 'mapped_from' ? mappingHover(place, node) : kind === 'derived' ? expressionHover(place, node.text, at) : kind === 'source' || kind === 'item' ? stepHover(place, node.text, at) : undefined;
  return hover && { node, ...hover };
}

/** The language of phrases that the value of an entry is in; undefined for transformations, which are told apart by their mapping. */
function languageOf(spec: Spec, entry: Entry): Exclude<PhraseKind, 'transformation'> | undefined {
  const language = spec.schemaOf(entry)?.['x-phrase'];
  return language !== undefined && isPhraseKind(language) && language !== 'transformation' ? language : undefined;
}

type Hovered = Omit<TextHover, 'node'>;

function mappingHover({ typed, target }: TargetPlace, node: ScalarNode): Hovered | undefined {
  const [reference] = target.references;
  if (!reference?.field || reference.node !== node) return undefined;
  const text = node.text.trim();
  const start = node.text.indexOf(text);
  return { slice: { start, end: start + text.length }, markdown: describeSource(typed, reference.field) };
}

function stepHover(place: TargetPlace, text: string, at: number): Hovered | undefined {
  const parsed = parsePhrase('transformation', text);
  const step = stepAt(parsed, at);
  if (!step?.match || at > step.span.end) return undefined;
  const { match, span } = step;
  const expression = expressionOf(place, parsed.matches.slice(0, parsed.matches.indexOf(match) + 1));
  const isSpoken = expression && match.phrase.id !== 'map-values';
  const parts = [`**${code(match.canonical)}**`, match.phrase.description, isSpoken ? `Stands for ${code(printExpression(expression))}` : ''];
  return { slice: span, markdown: parts.filter((part) => part !== '').join('\n\n') };
}

function expressionHover(place: TargetPlace, text: string, at: number): Hovered | undefined {
  const { root } = parseExpression(text);
  const inside = ({ start, end }: TextRange): boolean => start <= at && at <= end && start < end;
  const node = find(root, (each) => (each.kind === 'call' && inside(each.nameSpan)) || (each.kind === 'member' && inside(each.nameSpan)) || (each.kind === 'index' && inside(each.index.span) && each.index.kind === 'literal'));
  if (node?.kind === 'call') {
    const definition = FUNCTIONS.get(node.name);
    return definition && { slice: node.nameSpan, markdown: describeFunction(definition) };
  }
  const field = node && fieldNamed(place, node);
  if (!field || !node) return undefined;
  return { slice: node.kind === 'member' ? node.nameSpan : node.kind === 'index' ? node.index.span : node.span, markdown: describeSource(place.typed, field) };
}

/** The source field that a path of names leads to. */
function fieldNamed({ typed, target }: TargetPlace, path: Expression): SourceField | undefined {
  const names: string[] = [];
  let node = path;
  while (node.kind === 'member' || node.kind === 'index') {
    if (node.kind === 'member') names.unshift(node.name);
    else if (node.index.kind === 'literal' && node.index.type === 'string') names.unshift(node.index.value);
    node = node.target;
  }
  if (node.kind !== 'name' || names.length === 0) return undefined;
  return fieldAt(node.name === 'item' ? (target.itemOf?.children ?? []) : node.name === 'source' ? typed.contract.sourceFields : [], names);
}
