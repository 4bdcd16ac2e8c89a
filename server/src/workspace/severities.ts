/** Severities by rule id, as settings say them. */
import { childSchema, choicesOf, keysOf } from '../model/schema.ts';
import { settingsSchema } from '../model/settings-schema.ts';
import { ruleById } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';

export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** The severities that there are; they are read when they are first asked for, as all of the schema is. */
let known: readonly unknown[] | undefined;

/** The severity that a value gives to a rule; undefined where it is none, or there is no such rule. */
export function readSeverity(rule: string, value: unknown): Severity | 'off' | undefined {
  known ??= choicesOf(keysOf(childSchema(settingsSchema, 'rules'))[0]?.schema).map((choice) => choice.value);
  return known.includes(value) && ruleById(rule) ? (value as Severity | 'off') : undefined;
}
