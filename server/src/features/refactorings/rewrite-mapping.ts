/** A mapping by phrases as the expression that they stand for, and back. */
import type { Expression } from '../../expression/index.ts';
import { parseExpression, printExpression } from '../../expression/index.ts';
import { phrasesFor, standsFor } from '../../expression/to-phrases.ts';
import type { Reference } from '../../model/references.ts';
import type { Spec } from '../../model/spec.ts';
import { setKey } from '../../rules/contract/transform-fixes.ts';
import type { Change } from '../../syntax/change.ts';
import { targetOf } from '../contract-place.ts';
import type { TargetPlace } from '../contract-place.ts';
import { entriesAround } from './refactoring.ts';
import type { Refactoring } from './refactoring.ts';

/** Offered at a target field, where both forms mean exactly the same. */
export const rewriteMapping: Refactoring = {
  kind: 'refactor.rewrite',
  keepsMeaning: false,
  offers({ spec, found }) {
    const [entry, outer] = entriesAround(found);
    const place = targetOf(spec, entry?.value) ?? targetOf(spec, outer?.value);
    if (!place || place.target.entry.merged) return [];
    const mapping = place.typed.mappingOf(place.target);
    if (mapping.kind === 'phrases') {
      const text = expressionText(place, mapping.node.text);
      return text === undefined || mapping.result === undefined ? [] : [{ title: `Write as the expression \`${text}\``, changes: mapped(place, 'derived', text, spec) }];
    }
    if (mapping.kind !== 'expression' || mapping.result === undefined) return [];
    const phrases = phrasesFor(mapping.parsed.root, place.typed.environmentOf(place.target));
    const [reference] = place.target.references;
    const from = reference && mappingText(reference);
    if (!phrases || !reference || from === undefined || place.target.references.length !== 1 || !isAlwaysThere(reference, place)) return [];
    return [{ title: `Write as the phrase \`${phrases.text}\``, changes: mapped(place, from, phrases.text, spec) }];
  },
};

function mapped({ target }: TargetPlace, from: string, transformation: string, spec: Spec): Change[] {
  const text = (value: string) => ({ kind: 'text', text: value }) as const;
  return [
    setKey(target, 'mapped_from', { key: 'mapped_from', value: text(from) }, spec),
    setKey(target, 'transformation', { key: 'transformation', value: text(transformation) }, spec),
  ];
}

/** The expression that phrases stand for here; undefined where it would not mean the same. */
function expressionText(place: TargetPlace, phrases: string): string | undefined {
  const { typed, target } = place;
  const [reference] = target.references;
  if (!reference || target.children.length > 0 || !isAlwaysThere(reference, place)) return undefined;
  const environment = typed.environmentOf(target);
  const text = standsFor(phrases, valueOf(reference), environment);
  return text !== undefined && printExpression(parseExpression(text).root) === text ? text : undefined;
}

/** Phrases leave out what is absent, expressions make null of it: only where neither can happen do they mean the same. */
function isAlwaysThere(reference: Reference, { typed }: TargetPlace): boolean {
  const presence = typed.referenceResult(reference)?.presence;
  return presence !== undefined && (presence.required || presence.hasDefault);
}

function valueOf({ scope, names }: Reference): Expression {
  const span = { start: 0, end: 0 };
  return names.reduce<Expression>((target, name) => ({ kind: 'member', span, target, dot: span, name, nameSpan: span }), { kind: 'name', span, name: scope });
}

/** A reference as `mapped_from` has it, where no name holds a dot. */
function mappingText({ scope, names }: Reference): string | undefined {
  return names.some((name) => /[.`]/.test(name)) ? undefined : [scope, ...names].join('.');
}
