/** Mistakes that authors make in a data contract, each of which gives one finding. */
import type { Random } from '../random.ts';
import type { Field, FieldPair } from './contract.ts';
import type { Entry } from './entry.ts';
import { entry } from './entry.ts';

/** A mistake that was made. */
export interface Fault {
  /** The id of the rule that finds it. */
  readonly rule: string;
  /** The source field in which, or in whose mapping, it was made, as `mapped_from` names it. */
  readonly field: string;
}

interface FaultKind {
  readonly rule: string;
  /** The pair with the mistake; undefined where this pair cannot have it. */
  readonly make: (pair: FieldPair) => FieldPair | undefined;
}

const faultKinds: readonly FaultKind[] = [
  { rule: 'unknown-key', make: (pair) => source(pair, (each) => (each.key === 'required' ? { ...each, key: 'requird' } : each)) },
  { rule: 'missing-required-field', make: (pair) => source(pair, (each) => (each.key === 'source_path' ? undefined : each)) },
  { rule: 'invalid-value', make: (pair) => target(pair, (each) => (each.key === 'required' ? entry('required', 'sometimes') : each)) },
  { rule: 'unknown-source-field', make: (pair) => (isPhrase(pair) ? target(pair, (each) => (each.key === 'mapped_from' ? entry('mapped_from', `${pair.reference}x`) : each)) : undefined) },
  { rule: 'transformation-not-recognized', make: (pair) => (isPhrase(pair) ? target(pair, (each) => (each.key === 'transformation' ? entry('transformation', 'make it fit') : each)) : undefined) },
  { rule: 'missing-transformation', make: (pair) => (isPhrase(pair) ? target(pair, (each) => (each.key === 'transformation' ? undefined : each)) : undefined) },
  { rule: 'narrowing', make: (pair) => (isCopiedText(pair) ? target(pair, (each) => (each.key === 'type' ? entry('type', 'string(5)') : each)) : undefined) },
];

/** The pairs with so many mistakes, of all kinds in turn, spread over them. Throws where there are fewer fields to make them in. */
export function withFaults(random: Random, pairs: readonly FieldPair[], count: number): { readonly pairs: FieldPair[]; readonly faults: Fault[] } {
  const result = [...pairs];
  const faults: Fault[] = [];
  const open = new Set(pairs.flatMap(({ mapping, target: written }, at) => (mapping && written ? [at] : [])));
  for (let turn = 0; faults.length < count; turn += 1) {
    if (open.size === 0) throw new Error(`There are not enough fields for ${String(count)} mistakes.`);
    const kind = faultKinds[turn % faultKinds.length];
    const possible = [...open].flatMap((at) => {
      const pair = pairs[at];
      const made = pair && kind?.make(pair);
      return made ? [{ at, made }] : [];
    });
    if (!kind || possible.length === 0) continue;
    const { at, made } = random.pick(possible);
    open.delete(at);
    result[at] = made;
    faults.push({ rule: kind.rule, field: made.reference });
  }
  return { pairs: result, faults };
}

type Change = (each: Entry) => Entry | undefined;

function source(pair: FieldPair, change: Change): FieldPair {
  return { ...pair, source: changed(pair.source, change) };
}

function target(pair: FieldPair, change: Change): FieldPair | undefined {
  return pair.target && { ...pair, target: changed(pair.target, change) };
}

function changed(field: Field, change: Change): Field {
  return { ...field, entries: field.entries.flatMap((each) => change(each) ?? []) };
}

function isPhrase({ mapping }: FieldPair): boolean {
  return typeof mapping?.transformation === 'string' && mapping.valueMap === undefined;
}

function isCopiedText({ mapping }: FieldPair): boolean {
  return mapping?.transformation === 'exact copy' && mapping.target[0].startsWith('string(') && mapping.source[0].startsWith('string(');
}
