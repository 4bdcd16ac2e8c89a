/** What may stand at the cursor in an expression: names, fields behind a dot, functions. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Environment, FunctionDefinition } from '../expression/index.ts';
import { checkExpression, FUNCTIONS, parseExpression, signatureOf } from '../expression/index.ts';
import { ACCEPTED } from '../expression/functions/definition.ts';
import { startsValue, tokenize } from '../expression/lexer.ts';
import type { Token } from '../expression/lexer.ts';
import { find } from '../expression/walk.ts';
import { typeText } from '../model/type-text.ts';
import type { ValueType } from '../model/type.ts';
import type { TextRange } from '../syntax/tree.ts';
import { describeFunction } from './describe-contract.ts';
import { stop } from './tab-stops.ts';
import type { TextProposal } from './text-completion.ts';

/** The completions at an offset of an expression's text. */
export function expressionProposals(text: string, at: number, environment: Environment): TextProposal[] {
  const { tokens } = tokenize(text);
  const touching = tokens.find(({ kind, span }) => kind !== 'end' && kind !== 'symbol' && span.start < at && at <= span.end);
  if (touching && touching.kind !== 'name' && touching.kind !== 'quoted-name') return [];
  if (/\/\/[^\n]*$/.test(text.slice(touching?.span.end ?? 0, at))) return [];
  const slice: TextRange = touching?.span ?? { start: at, end: at };
  const before = tokens.filter(({ kind, span }) => kind !== 'end' && span.end <= slice.start).at(-1);
  const isCalled = /^\s*\(/.test(text.slice(slice.end));
  if (before?.kind === 'symbol' && before.text === '.') {
    const type = typeBefore(text, slice, before, environment);
    return type ? memberProposals(type, isCalled).map((proposal) => ({ ...proposal, slice })) : [];
  }
  if (before && !opensValue(before)) return [];
  return startProposals(environment, isCalled).map((proposal) => ({ ...proposal, slice }));
}

/** A value is expected behind this token. */
function opensValue(token: Token): boolean {
  if (token.kind === 'symbol') return ![')', ']', '}'].includes(token.text);
  return !startsValue(token);
}

/** The type of what stands before a dot. What stands behind the cursor does not matter, so the rest is left out. */
function typeBefore(text: string, slice: TextRange, dot: Token, environment: Environment): ValueType | undefined {
  const { root } = parseExpression(text.slice(0, slice.start));
  const checked = checkExpression(root, environment);
  const member = find(root, (node) => node.kind === 'member' && node.dot.start === dot.span.start);
  return member?.kind === 'member' ? checked.typeOf(member.target) : undefined;
}

function memberProposals(type: ValueType, isCalled: boolean): TextProposal[] {
  if (type.kind === 'object') {
    return [...(type.fields ?? [])].map(([name, field]): TextProposal => ({
      label: name,
      words: /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name}\``,
      kind: CompletionItemKind.Field,
      detail: typeText(field.type) + (field.required || field.hasDefault ? '' : ', may be absent'),
    }));
  }
  if (type.kind === 'unknown') return [];
  const takes = ({ parameters: [first] }: FunctionDefinition): boolean => {
    const kinds: readonly ValueType['kind'][] | undefined = first && ACCEPTED[first.accepts];
    return kinds?.includes(type.kind) ?? false;
  };
  return [...FUNCTIONS.values()].filter(takes).map((definition) => functionProposal(definition, isCalled, 1));
}

function startProposals(environment: Environment, isCalled: boolean): TextProposal[] {
  const item: TextProposal[] = environment.item ? [{ label: 'item', words: 'item', kind: CompletionItemKind.Variable, detail: typeText(environment.item), documentation: 'The element of the list that is being mapped.' }] : [];
  const source: TextProposal = { label: 'source', words: 'source', kind: CompletionItemKind.Variable, documentation: 'The source record.' };
  return [...(isCalled ? [] : [...item, source]), ...[...FUNCTIONS.values()].map((definition) => functionProposal(definition, isCalled, 0))];
}

/** A function; `given` of its arguments stand before it already. */
function functionProposal(definition: FunctionDefinition, isCalled: boolean, given: number): TextProposal {
  const open = definition.parameters.length > given ? stop() : '';
  return { label: definition.name, words: isCalled ? definition.name : `${definition.name}(${open})`, kind: CompletionItemKind.Function, detail: signatureOf(definition), documentation: describeFunction(definition) };
}
