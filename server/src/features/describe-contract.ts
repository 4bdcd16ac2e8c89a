/** What a contract says of its fields, phrases and functions, as Markdown. */
import type { FunctionDefinition, Parameter } from '../expression/index.ts';
import { printExpression, signatureOf } from '../expression/index.ts';
import type { SourceField } from '../model/contract.ts';
import { leavesOf } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import { typeText } from '../model/type-text.ts';
import type { TypedContract } from '../rules/contract/mapping.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import type { TargetPlace } from './contract-place.ts';
import { expressionOf } from './contract-place.ts';
import { code, prose } from './markdown.ts';

/** A function: how it is called, what it does, an example. */
export function describeFunction(definition: FunctionDefinition): string {
  const examples = definition.examples.slice(0, 2).map(([call, result]) => `${code(call)} → ${code(result)}`);
  return [`**${code(signatureOf(definition))}**`, definition.summary, examples.join('  \n')].filter((part) => part !== '').join('\n\n');
}

/** A parameter: what it takes. */
export function describeParameter({ accepts, optional, rest, literal }: Parameter): string {
  return [accepts, literal && 'written in the expression itself', rest && 'any number of them', optional && 'may be left out'].filter((part) => typeof part === 'string').join('; ');
}

/** A source field: its type, whether it is always there, where it comes from, and what becomes of it. */
export function describeSource(typed: TypedContract, field: SourceField): string {
  return [`${code(field.path)}: ${code(typeText(typed.fieldOf(field).type))}`, sourceFacts(typed, field)].join('\n\n');
}

/** The same without its name and type. */
export function sourceFacts(typed: TypedContract, field: SourceField): string {
  const { required, nullable, hasDefault } = typed.fieldOf(field);
  const fallback = entryOf(field.entry.value, 'default')?.value;
  const presence = [
    required === undefined ? undefined : required ? 'required' : 'may be absent',
    nullable ? 'may be null' : undefined,
    hasDefault ? `default ${code(textOf(fallback) ?? 'null')}` : undefined,
  ].filter((part) => part !== undefined);
  const path = textOf(entryOf(field.entry.value, 'source_path')?.value);
  const lines = [presence.join(' · '), path === undefined ? '' : `Read from ${code(path)}`, fate(typed, field)];
  return lines.filter((line) => line !== '').join('  \n');
}

/** Where a source field goes. */
function fate({ contract }: TypedContract, field: SourceField): string {
  const { read, leftOut } = coverageOf(contract);
  const leaves = [...leavesOf(field)];
  const targets = [...new Set(leaves.flatMap((leaf) => read.of(leaf)))];
  if (targets.length > 0) return `Mapped to ${targets.map((target) => code(target.path)).join(', ')}`;
  const [reason] = leaves.flatMap((leaf) => leftOut.get(leaf) ?? []);
  if (reason) return `Not written: ${prose(textOf(reason.entry.value) ?? 'no reason given')}`;
  return 'Not mapped yet';
}

/** A target field: its type, where its value comes from, and the expression it stands for. */
export function describeTarget(place: TargetPlace): string {
  const { typed, target } = place;
  const analysis = typed.mappingOf(target);
  const lines = [`Type: ${code(typeText(typed.fieldOf(target).type))}`];
  const from = target.mapping && target.mapping.kind !== 'invalid' ? target.mapping.node.text.trim() : undefined;
  if (from !== undefined && (target.mapping?.kind === 'source' || target.mapping?.kind === 'item')) {
    const [reference] = target.references;
    const given = reference && typed.referenceResult(reference);
    lines.push(`From: ${code(from)}${given ? `, ${code(typeText(given.type))}` : ''}`);
  }
  if (analysis.kind === 'constant') lines.push(`Constant: ${code(analysis.node.text)}`);
  const expression = analysis.kind === 'expression' ? analysis.parsed.root : analysis.kind === 'phrases' && !analysis.isExactCopy ? expressionOf(place, analysis.parsed.matches) : undefined;
  if (expression && (analysis.kind === 'expression' ? analysis.parsed.faults.length === 0 : true)) lines.push(`${analysis.kind === 'expression' ? 'Derived' : 'Value'}: ${code(printExpression(expression))}`);
  if ((analysis.kind === 'expression' || analysis.kind === 'phrases') && analysis.result && analysis.result.type.kind !== 'unknown') lines.push(`Yields: ${code(typeText(analysis.result.type))}`);
  return lines.join('  \n');
}
