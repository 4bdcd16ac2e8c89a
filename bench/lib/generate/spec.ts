/** Whole specs from a seed: the same seed gives the same text, and a spec of any seed has no finding. */
import { Random } from '../random.ts';
import type { FieldPair } from './contract.ts';
import { contractEntries, fieldPairs } from './contract.ts';
import { entry, lines } from './entry.ts';
import type { Fault } from './faults.ts';
import { withFaults } from './faults.ts';
import { sections } from './sections.ts';

export interface SpecOptions {
  /** Source fields, nested ones and those that hold them counted alike; at least 1. About 9.5 lines each. */
  readonly fields: number;
  readonly seed: number;
  /** What the id ends in; 1 by default. */
  readonly number?: number;
}

export interface GeneratedFile {
  /** With `/` between folders. */
  readonly name: string;
  readonly text: string;
}

/** A spec without a finding. */
export function generateSpec({ fields, seed, number = 1 }: SpecOptions): string {
  const random = seeded(seed);
  const around = sections(random, number);
  return textOf(around, fieldPairs(random, fields));
}

/** A spec with so many mistakes of its author, each in a field of its own, and the findings that they give. Throws where there are fewer fields to make them in. */
export function generateFaultySpec({ faults, ...options }: SpecOptions & { readonly faults: number }): { readonly text: string; readonly faults: readonly Fault[] } {
  const random = seeded(options.seed);
  const around = sections(random, options.number ?? 1);
  const faulty = withFaults(random, fieldPairs(random, options.fields), faults);
  return { text: textOf(around, faulty.pairs), faults: faulty.faults };
}

/** The files of a workspace, one by one: so many specs, in folders of fifty, no id twice. */
export function* generateWorkspace({ specs, fields = 100, seed }: { readonly specs: number; readonly fields?: number; readonly seed: number }): Generator<GeneratedFile> {
  for (let number = 1; number <= specs; number += 1) {
    const folder = `team-${String(Math.ceil(number / 50)).padStart(2, '0')}`;
    yield { name: `${folder}/spec-${String(number).padStart(4, '0')}.intspec.yaml`, text: generateSpec({ fields, seed: seed + number, number }) };
  }
}

function textOf({ before, after }: { readonly before: string; readonly after: string }, pairs: readonly FieldPair[]): string {
  const contract = lines([entry('data_contract', contractEntries(pairs))], 0).join('\n');
  return `${before}\n# ---------------------------------------------------------------- 6\n${contract}\n\n${after}`;
}

/** Seeds near each other give sources that have nothing in common. */
function seeded(seed: number): Random {
  return new Random(Math.imul(seed + 1, 0x9e3779b1) >>> 0);
}
