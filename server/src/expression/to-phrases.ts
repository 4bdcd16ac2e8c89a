/** Expressions as the transformation phrases that stand for them: the way back from `from-phrases.ts`. */
import type { CallArgument, Phrase } from '../phrases/index.ts';
import { parsePhrase, phraseTables } from '../phrases/index.ts';
import { variants } from '../phrases/table.ts';
import type { Expression } from './ast.ts';
import type { Environment } from './check.ts';
import { stepExpression } from './from-phrases.ts';
import { printExpression } from './print.ts';

/** Phrases, and the reference whose value they start from. */
export interface PhraseSequence {
  readonly value: Expression;
  readonly text: string;
}

/** Deeper calls than this are no sequence that anybody would write. */
const MOST_STEPS = 20;

/** The phrases that stand for exactly this expression; undefined where there are none. `environment` types the reference. */
export function phrasesFor(expression: Expression, environment: Environment): PhraseSequence | undefined {
  const root = normalised(expression);
  const steps: { readonly phrase: Phrase; readonly node: Expression }[] = [];
  let value = root;
  while (!isReference(value)) {
    const inner = value.kind === 'call' ? value.args[0] : value.kind === 'binary' ? value.left : undefined;
    const phrase = phraseOf(value);
    if (!inner || !phrase || steps.length === MOST_STEPS) return undefined;
    steps.unshift({ phrase, node: value });
    value = inner;
  }
  const texts: string[] = [];
  let before = value;
  for (const { phrase, node } of steps) {
    const text = stepText(phrase, node, before, environment);
    if (text === undefined) return undefined;
    texts.push(text);
    before = node;
  }
  const text = texts.length === 0 ? 'exact copy' : texts.join(', ');
  // Held against the whole: a step may mean something else among others.
  return standsFor(text, value, environment) === printExpression(root) ? { value, text } : undefined;
}

/** The expression that phrases stand for, applied to a value, as text; undefined where they stand for none, or steps that belong together are apart. */
export function standsFor(text: string, value: Expression, environment: Environment): string | undefined {
  return parsePhrase('transformation', text).faults.length > 0 ? undefined : stepsStandFor(text, value, environment);
}

function stepsStandFor(text: string, value: Expression, environment: Environment): string | undefined {
  const parsed = parsePhrase('transformation', text);
  if (parsed.faults.some(({ kind }) => kind !== 'order') || parsed.matches.length !== parsed.steps.length) return undefined;
  let root: Expression | undefined = value;
  for (const match of parsed.matches) root = root && stepExpression(match, root, environment);
  return root && printExpression(normalised(root));
}

/** `source.a.b`, `item.a`. */
function isReference(node: Expression): boolean {
  for (let at = node; at.kind === 'member'; at = at.target) if (at.target.kind === 'name') return at.target.name === 'source' || at.target.name === 'item';
  return false;
}

/** One notation for what means the same: `value.lower()` as `lower(value)`, a minus in front of a number as part of it. */
function normalised(node: Expression): Expression {
  if (node.kind === 'call') return { ...node, receiver: undefined, args: [...(node.receiver ? [node.receiver] : []), ...node.args].map(normalised) };
  if (node.kind === 'binary') return { ...node, left: normalised(node.left), right: normalised(node.right) };
  if (node.kind === 'unary' && node.operator === '-' && node.operand.kind === 'literal' && !node.operand.value.startsWith('-')) return { ...node.operand, span: node.span, value: `-${node.operand.value}` };
  return node;
}

function phraseOf(node: Expression): Phrase | undefined {
  const phrases = phraseTables.find(({ kind }) => kind === 'transformation')?.phrases ?? [];
  return phrases.find(({ call }) => {
    if (!call || 'special' in call) return false;
    if ('operator' in call) return node.kind === 'binary' && node.operator === call.operator;
    return node.kind === 'call' && (node.name === call.function || node.name === call.onDate) && call.args.every((argument, at) => isFilled(argument, node.args[at])) && node.args.length <= call.args.length;
  });
}

/** Whether an argument can be what a phrase has in its place. */
function isFilled(argument: CallArgument, given: Expression | undefined): boolean {
  if (argument === '$value') return given !== undefined;
  if ('constant' in argument) return given?.kind === 'literal' && given.value === argument.constant;
  return given === undefined || textOf(given) !== undefined;
}

/** One step in words that stand for it; undefined where none do. */
function stepText(phrase: Phrase, node: Expression, before: Expression, environment: Environment): string | undefined {
  const { call } = phrase;
  if (!call || 'special' in call) return undefined;
  const args = node.kind === 'call' ? node.args : node.kind === 'binary' ? [node.left, node.right] : [];
  const values = new Map<string, Expression>();
  call.args.forEach((argument, at) => {
    const given = args[at];
    if (given && argument !== '$value' && 'hole' in argument) values.set(argument.hole, given);
  });
  const wanted = printExpression(node);
  for (const pattern of variants(phrase.forms[0])) {
    const holes = [...pattern.matchAll(/\{(\w+):\w+\}/g)].map((match) => match[1] ?? '');
    if (holes.length !== values.size || holes.some((hole) => !values.has(hole))) continue;
    for (const quoteAll of [false, true]) {
      const text = pattern.replace(/\{(\w+):(\w+)\}/g, (_whole, hole: string, kind: string) => {
        const given = values.get(hole);
        const value = (given && textOf(given)) ?? '';
        return quoteAll || (given && isText(given) && (kind === 'text' || kind === 'nonempty') && looksOtherwise(value)) ? quoted(value) : value;
      });
      // What a step asks of its neighbours is seen to when all are there.
      if (stepsStandFor(text, before, environment) === wanted) return text;
    }
  }
  return undefined;
}

/** The text of a literal that a phrase can hold. */
function textOf(node: Expression): string | undefined {
  return node.kind === 'literal' && node.type !== 'bytes' && node.type !== 'null' ? node.value : undefined;
}

function isText(node: Expression): boolean {
  return node.kind === 'literal' && node.type === 'string';
}

/** The words that transformation phrases are made of: `replace`, `with`, `to`. */
const PHRASE_WORDS: ReadonlySet<string> = new Set(
  (phraseTables.find(({ kind }) => kind === 'transformation')?.phrases ?? []).flatMap(({ forms }) => forms.flatMap((form) => form.replace(/\{[^}]*\}/g, ' ').match(/[a-z]+/g) ?? [])),
);

/** Whether a reader would take a text without quotes for something else: no value, a boolean, a number, a word of the phrase. */
function looksOtherwise(text: string): boolean {
  return /^(null|none|true|false|[-+]?[\d.,]+)$/i.test(text.trim()) || text.toLowerCase().split(/[^\p{L}]+/u).some((word) => PHRASE_WORDS.has(word));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
