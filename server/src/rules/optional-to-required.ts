import { contractExample } from './contract/example.ts';
import { presenceFindings } from './contract/presence-findings.ts';
import { defaultPhrase, setKey, stepFixes } from './contract/transform-fixes.ts';
import type { Rule } from './rule.ts';
import { judgementOf } from './type-mismatch.ts';

/** A value that may be absent is written to a field that must be there. Source: semantics, *Presence*. */
export const optionalToRequired: Rule = {
  id: 'optional-to-required',
  severity: 'error',
  title: 'May be absent, must be there',
  explanation:
    'The source field may be absent, itself or with the record around it, and has no `default`; the target field is required. The first record without it cannot be written as the spec says. `default to …` says what to write then, or the target field is not required after all.',
  bad: { text: contractExample(['code: { type: string(20), required: false, source_path: code }'], ['code: { type: string(20), mapped_from: source.code, transformation: exact copy, required: true }']) },
  good: { text: contractExample(['code: { type: string(20), required: false, source_path: code }'], ['code: { type: string(20), mapped_from: source.code, transformation: default to NONE, required: true }']) },
  checkTargetField: (judgement) => presenceFindings(judgement, 'optional-to-required', (from) => `${from} may be absent, but \`${judgement.target.path}\` must be there: a record without it cannot be written. Say what to write then, by \`default to …\`.`),
  fix(finding, { spec }) {
    const judgement = judgementOf(finding, spec);
    if (!judgement) return [];
    const phrase = judgement.target.children.length > 0 ? undefined : defaultPhrase(judgement.typed.type);
    const changes = [setKey(judgement.target, 'required', { key: 'required', value: { kind: 'literal', value: false } }, spec), setKey(judgement.target, 'when_absent', { key: 'when_absent', value: { kind: 'text', text: 'omit' } }, spec)];
    return [...(phrase === undefined ? [] : stepFixes(judgement, [phrase], spec)), { title: `Make \`${judgement.target.path}\` optional`, changes }];
  },
};
