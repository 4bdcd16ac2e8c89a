/** Fixes that add a step to a mapping, or put one in its place. */
import type { TargetField } from '../../model/contract.ts';
import type { ValueType } from '../../model/type.ts';
import { keysOf } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import { printExpression } from '../../expression/index.ts';
import { stepExpression } from '../../expression/from-phrases.ts';
import { parsePhrase } from '../../phrases/index.ts';
import type { Change, DraftEntry } from '../../syntax/change.ts';
import type { Fix } from '../rule.ts';
import type { Judgement } from './judgement.ts';

/** One fix for each phrase: the new transformation, the first preferred. */
export function stepFixes(judgement: Judgement, phrases: readonly string[], spec: Spec): Fix[] {
  return phrases.flatMap((phrase, at): Fix[] => {
    const text = withStep(judgement, phrase);
    if (text === undefined) return [];
    return [{ title: `Change to \`${text}\``, changes: [setTransformation(judgement.target, text, spec), ...mapChanges(judgement, phrase, spec)], ...(at === 0 && { preferred: true }) }];
  });
}

/** The transformation with one more step; undefined where that cannot be written. */
function withStep({ mapping, contract, target }: Judgement, phrase: string): string | undefined {
  if (mapping.kind === 'untransformed') return phrase;
  if (mapping.kind === 'phrases') return mapping.isExactCopy ? phrase : `${mapping.node.text.trim()}, ${phrase}`;
  if (mapping.kind !== 'expression') return undefined;
  const [match] = parsePhrase('transformation', phrase).matches;
  const wrapped = match && stepExpression(match, mapping.parsed.root, contract.environmentOf(target));
  return wrapped && printExpression(wrapped);
}

/** `map values` needs its map: one entry for each source value, to be filled in where the target has no such value. */
function mapChanges({ mapping, typed, contract, target }: Judgement, phrase: string, spec: Spec): Change[] {
  if (phrase !== 'map values' || mapping.kind !== 'phrases') return [];
  const from = contract.referenceResult(mapping.reference)?.type;
  const to: ValueType = typed.type;
  if (from?.kind !== 'string' || !from.enum || to.kind !== 'string') return [];
  const choices = to.enum;
  const entries = from.enum.map((value): DraftEntry => ({
    key: value,
    value: choices && !choices.includes(value) ? { kind: 'hole', label: 'value to write', choices } : { kind: 'text', text: value },
  }));
  return [setKey(target, 'value_map', { key: 'value_map', value: { kind: 'map', entries } }, spec)];
}

function setTransformation(target: TargetField, text: string, spec: Spec): Change {
  return setKey(target, 'transformation', { key: 'transformation', value: { kind: 'text', text } }, spec);
}

/** Sets a key of a target field: replaces its value, or inserts it in the template's order. */
export function setKey(target: TargetField, key: string, entry: DraftEntry, spec: Spec): Change {
  const { value } = target.entry;
  const present = value?.kind === 'map' ? value.entries.find((each) => each.key.text === key && !each.merged) : undefined;
  if (present) return { kind: 'replaceValue', of: present, value: entry.value };
  return { kind: 'insertEntry', into: value?.kind === 'map' ? value : target.entry, entry, order: keysOf(spec.schemaOf(target.entry)).map((each) => each.name) };
}

/** `default to X` with a value that the target allows; undefined where none is plain. */
export function defaultPhrase(type: ValueType): string | undefined {
  switch (type.kind) {
    case 'string':
      if (type.enum) return type.enum[0] === undefined ? undefined : `default to ${quotedLiteral(type.enum[0])}`;
      return (type.minLength ?? 0) === 0 && type.pattern === undefined ? "default to ''" : undefined;
    case 'integer':
    case 'number':
      return `default to ${String(Math.max(0, type.minimum ?? 0))}`;
    case 'decimal':
      return 'default to 0';
    case 'boolean':
      return 'default to false';
    default:
      return undefined;
  }
}

function quotedLiteral(text: string): string {
  return /^[\w-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
