/** Sections 2 and 3: the two systems, and what each allows. */
import type { Rates } from '../../phrases/quantities.ts';
import { ratesOf } from '../../phrases/quantities.ts';
import type { Spec } from '../../model/spec.ts';
import type { Entry } from '../../syntax/tree.ts';
import { descendants, entryOf, isEmpty } from '../../syntax/tree.ts';
import type { Stated } from './stated.ts';
import { choice, once, read, statedTexts, textAt } from './stated.ts';

export type Side = 'source' | 'target';

export interface System {
  readonly side: Side;
  /** The section's entry; undefined where it is missing. */
  readonly section: Entry | undefined;
  readonly name: Stated<string> | undefined;
  readonly type: Stated<string> | undefined;
  readonly environment: Stated<'Production' | 'Staging' | 'Both'> | undefined;
  readonly routing: Stated<string> | undefined;
  /** The scopes of the credential, one or a list. */
  readonly scopes: readonly Stated<string>[];
  /** The rate limits, where all of them can be read; `none` is a reading without limits. */
  readonly rates: Stated<Rates> | undefined;
  /** Records in one page or bulk call. */
  readonly recordsPerCall: Stated<number> | undefined;
}

/** What section 2 says of how the source delivers. */
export type Delivery = 'At-least-once' | 'At-most-once' | 'Exactly-once';
export type Idempotency = 'Supports idempotency key' | 'Requires deduplication logic' | 'N/A';
export type WriteSemantics = 'Insert' | 'Upsert' | 'Replace';

/** Both systems with what they promise. Section 3’s write semantics hold for the way back too, unless it has its own. */
export interface Systems {
  readonly source: System;
  readonly target: System;
  readonly delivery: Stated<Delivery> | undefined;
  readonly idempotency: Stated<Idempotency> | undefined;
  readonly writeSemantics: Stated<WriteSemantics> | undefined;
  readonly isBidirectional: boolean;
}

/** Sections 2 and 3 of a spec, read once. */
export const systemsOf: (spec: Spec) => Systems = once((spec) => ({
  source: readSystem(spec, 'source'),
  target: readSystem(spec, 'target'),
  delivery: choice(textAt(spec, 'source_system', 'guaranteed_delivery'), 'At-least-once', 'At-most-once', 'Exactly-once'),
  idempotency: choice(textAt(spec, 'target_system', 'idempotency_support'), 'Supports idempotency key', 'Requires deduplication logic', 'N/A'),
  writeSemantics: choice(textAt(spec, 'target_system', 'write_semantics'), 'Insert', 'Upsert', 'Replace'),
  isBidirectional: spec.text('integration_purpose', 'direction') === 'Bidirectional',
}));

/** Whether both environments of a system take part, and nothing stands where the routing of records belongs. */
export function lacksRouting({ environment, section }: System): boolean {
  const entry = entryOf(section?.value, 'environment_routing');
  return environment?.value === 'Both' && (entry ? !entry.incomplete && isEmpty(entry.value) : true);
}

/**
 * Whether data flows both ways, and the contract of the way back is missing or not filled in everywhere: then nothing
 * is asked for that the way back needs. Where there is no contract at all, nothing tells.
 */
export const lacksReverse: (spec: Spec) => boolean = once((spec) => {
  // The contract is asked for last: it changes with nearly every key that is typed.
  const contract = systemsOf(spec).isBidirectional ? spec.at('data_contract') : undefined;
  if (contract?.kind !== 'map' || contract.entries.length === 0) return false;
  const reverse = entryOf(contract, 'reverse')?.value;
  return isEmpty(reverse) || !reverse || [...descendants(reverse)].some((node) => spec.placeholderOf(node) !== undefined);
});

function readSystem(spec: Spec, side: Side): System {
  const section = `${side}_system`;
  return {
    side,
    section: spec.entry(section),
    name: textAt(spec, section, 'system_name'),
    type: textAt(spec, section, 'system_type'),
    environment: choice(textAt(spec, section, 'environment'), 'Production', 'Staging', 'Both'),
    routing: textAt(spec, section, 'environment_routing'),
    scopes: statedTexts(spec.at(section, 'authentication', 'scope'), spec),
    rates: read(textAt(spec, section, 'rate_limits'), (text) => {
      const rates = ratesOf(text);
      return rates.faults.length === 0 ? rates : undefined;
    }),
    recordsPerCall: read(textAt(spec, section, 'records_per_call'), (text) => (/^\d+$/.test(text) && Number(text) > 0 ? Number(text) : undefined)),
  };
}
