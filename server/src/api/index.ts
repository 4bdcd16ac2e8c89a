/** The package `intspec` for other programs: pure functions, in Node as in a browser. docs/api.md explains them. */
import { typeName } from '../model/type-text.ts';
import { parseType as readType } from '../model/type-parser.ts';
import { ruleGroups } from '../rules/index.ts';
import { rulePage } from '../rules/manual.ts';
import { VERSION } from '../server/version.ts';
import { findingsOf, textWithEdits, textWithFixes } from './checking.ts';
import { EvaluationError as ThrownError, expressionOf } from './expressions.ts';
import { innerType, publicType } from './field-types.ts';
import { specModel } from './spec-model.ts';
import type { CheckOptions, Edit, Expression, Fault, FieldType, Finding, RuleInfo, Span, SpecModel } from './types.ts';

export type * from './types.ts';

/** The version of the package. */
export const version: string = VERSION;

/** All findings of a spec, in the order of its text. Any text will do: what is broken or half typed is read around. Throws a RangeError where `rules` names no rule or no severity. */
export function check(text: string, options: CheckOptions = {}): Finding[] {
  return findingsOf(text, options);
}

/** The text with everything mended that is safe to mend without a look, as `intspec check --fix` does. */
export function fixAll(text: string, options: CheckOptions = {}): string {
  return textWithFixes(text, options);
}

/** The text with edits applied, such as those of a fix. Throws a RangeError where two of them overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return textWithEdits(text, edits);
}

/** What a spec says, as plain data; it exists for any text. */
export function parseSpec(text: string): SpecModel {
  return specModel(text);
}

/** Reads the text of a `type`, such as `decimal(10,2)`; what it cannot read is of kind `unknown`, with a fault. */
export function parseType(text: string): { readonly type: FieldType; readonly faults: readonly Fault[] } {
  const { type, faults } = readType(text);
  return { type: publicType(type), faults: faults.map(({ message, span }) => ({ message, span })) };
}

/** A type as `type` writes it; facets stand in keys of their own, and are left out. */
export function printType(type: FieldType): string {
  return typeName(innerType(type));
}

/** Reads an expression, to be checked, evaluated and printed. */
export function parseExpression(text: string): Expression {
  return expressionOf(text);
}

/** An expression that has no value: what went wrong, and where. */
export interface EvaluationError extends Error {
  /** The place in the expression; null where a value of the record is none of its type. */
  readonly span: Span | null;
}

/** Thrown by `evaluate`; to tell it with `instanceof`. */
export const EvaluationError: { readonly prototype: EvaluationError; new (message: string, span: Span | null): EvaluationError } = ThrownError;

/** All rules, in the order of the manual. */
export function listRules(): RuleInfo[] {
  return ruleGroups.flatMap(({ title: group, rules }) => rules.map((rule): RuleInfo => ({
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    group,
    fixable: rule.fix !== undefined,
    fixAll: rule.fixAll ?? false,
    explanation: rule.explanation,
    page: rulePage(rule),
  })));
}
