/** The function whose arguments are being written in an expression, also where the call is not finished. */
import type { SignatureHelp } from 'vscode-languageserver-types';
import { FUNCTIONS, signatureOf } from '../expression/index.ts';
import type { FunctionDefinition, Parameter } from '../expression/index.ts';
import { tokenize } from '../expression/lexer.ts';
import type { Spec } from '../model/spec.ts';
import { targetOf } from './contract-place.ts';
import { describeParameter } from './describe-contract.ts';
import { textPlaceAt } from './text-place.ts';

/** The signature help at an offset; undefined outside of calls. */
export function signatureHelpAt(spec: Spec, offset: number): SignatureHelp | undefined {
  const place = textPlaceAt(spec, offset, (entry) => entry.key.text === 'transformation' && targetOf(spec, entry.parent)?.target.mapping?.kind === 'derived');
  if (!place) return undefined;
  const call = callAt(place.text, place.at);
  const definition = call && FUNCTIONS.get(call.name);
  if (!call || !definition) return undefined;
  const last = definition.parameters.length - 1;
  return { signatures: [signature(definition)], activeSignature: 0, ...(last >= 0 && { activeParameter: Math.min(call.argument, last) }) };
}

function signature(definition: FunctionDefinition): SignatureHelp['signatures'][number] {
  const label = signatureOf(definition);
  let from = definition.name.length + 1;
  const parameters = definition.parameters.map((parameter) => {
    const start = label.indexOf(shown(parameter), from);
    from = start + shown(parameter).length;
    return { label: [start, from] as [number, number], documentation: { kind: 'markdown' as const, value: describeParameter(parameter) } };
  });
  return { label, documentation: { kind: 'markdown', value: definition.summary }, parameters };
}

function shown({ name, rest, optional }: Parameter): string {
  return rest ? `${name}…` : optional ? `${name}?` : name;
}

/** The innermost call that is open at an offset, and which of its arguments stands there: a receiver is the first. */
export function callAt(text: string, at: number): { readonly name: string; readonly argument: number } | undefined {
  const open: { name: string | undefined; argument: number }[] = [];
  const tokens = tokenize(text).tokens.filter((token) => token.kind !== 'end' && token.span.end <= at);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue;
    const before = tokens[index - 1];
    if (token.text === '(' || token.text === '[' || token.text === '{') {
      const isCall = token.text === '(' && before?.kind === 'name';
      open.push({ name: isCall ? before.text : undefined, argument: isCall && tokens[index - 2]?.text === '.' ? 1 : 0 });
    } else if (token.text === ')' || token.text === ']' || token.text === '}') {
      open.pop();
    } else if (token.text === ',') {
      const around = open.at(-1);
      if (around) around.argument += 1;
    }
  }
  const found = open.findLast(({ name }) => name !== undefined);
  return found?.name === undefined ? undefined : { name: found.name, argument: found.argument };
}
