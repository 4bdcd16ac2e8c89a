import { keysOf } from '../model/schema.ts';
import { contractExample } from './contract/example.ts';
import { presenceFindings } from './contract/presence-findings.ts';
import { setKey } from './contract/transform-fixes.ts';
import type { Rule } from './rule.ts';
import { judgementOf } from './type-mismatch.ts';

/** An optional value for an optional field, and nothing says what to write where it is absent. */
export const absenceUndeclared: Rule = {
  id: 'absence-undeclared',
  severity: 'warning',
  title: 'Absent values: leave out, or write null?',
  explanation:
    'The source field may be absent and the target field is optional. Leaving the key out and writing null are different things to most systems: one keeps an earlier value, the other deletes it. `when_absent` says which, on the field or for the whole contract.',
  bad: { text: contractExample(['code: { type: string(20), required: false, source_path: code }'], ['code: { type: string(20), mapped_from: source.code, transformation: exact copy, required: false }']) },
  good: { text: contractExample(['code: { type: string(20), required: false, source_path: code }'], ['code: { type: string(20), mapped_from: source.code, transformation: exact copy, required: false, when_absent: omit }']) },
  checkTargetField: (judgement) => presenceFindings(judgement, 'absence-undeclared', (from) => `${from} may be absent, and nothing says what becomes of \`${judgement.target.path}\` then: \`when_absent: omit\` leaves the key out, \`null\` writes null, \`reject\` refuses the record.`),
  fix(finding, { spec }) {
    const judgement = judgementOf(finding, spec);
    if (!judgement) return [];
    const { target, contract } = judgement;
    const entry = { key: 'when_absent', value: { kind: 'text', text: 'omit' } } as const;
    const { map } = contract.contract;
    return [
      { title: 'Leave the key out: `when_absent: omit`', changes: [setKey(target, 'when_absent', entry, spec)], preferred: true },
      { title: 'Leave absent keys out in the whole contract', changes: [{ kind: 'insertEntry', into: map, entry, order: ['when_absent', ...keysOf(spec.schemaOf(map)).map((key) => key.name)] }] },
    ];
  },
};
