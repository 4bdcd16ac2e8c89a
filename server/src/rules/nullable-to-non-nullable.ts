import { contractExample } from './contract/example.ts';
import { presenceFindings } from './contract/presence-findings.ts';
import { defaultPhrase, setKey, stepFixes } from './contract/transform-fixes.ts';
import type { Rule } from './rule.ts';
import { judgementOf } from './type-mismatch.ts';

/** A value that may be null is written to a field that must not be. Source: semantics, *Presence*. */
export const nullableToNonNullable: Rule = {
  id: 'nullable-to-non-nullable',
  severity: 'error',
  title: 'May be null, must not be',
  explanation:
    'What the mapping yields may be null, and the target field is not `nullable`: the source field is nullable, an expression reads something that may be missing, or `when_absent: null` would write null for an absent value. `default to …` or `coalesce` says what to write instead, or the target field is nullable after all.',
  bad: { text: contractExample(['code: { type: string(20), required: true, nullable: true, source_path: code }'], ['code: { type: string(20), mapped_from: source.code, transformation: exact copy, required: true }']) },
  good: { text: contractExample(['code: { type: string(20), required: true, nullable: true, source_path: code }'], ['code: { type: string(20), mapped_from: source.code, transformation: default to NONE, required: true }']) },
  checkTargetField: (judgement) => presenceFindings(judgement, 'nullable-to-non-nullable', (from) => (judgement.result && !judgement.result.presence.nullable
    ? `Where ${from} is absent, \`when_absent: null\` would write null, which \`${judgement.target.path}\` does not take.`
    : `${from} may be null, but \`${judgement.target.path}\` does not take null. Say what to write then, by \`default to …\`, or make the field nullable.`)),
  fix(finding, { spec }) {
    const judgement = judgementOf(finding, spec);
    if (!judgement) return [];
    const phrase = judgement.target.children.length > 0 || !judgement.result?.presence.nullable ? undefined : defaultPhrase(judgement.typed.type);
    const nullable = setKey(judgement.target, 'nullable', { key: 'nullable', value: { kind: 'literal', value: true } }, spec);
    return [...(phrase === undefined ? [] : stepFixes(judgement, [phrase], spec)), { title: `Make \`${judgement.target.path}\` nullable`, changes: [nullable], ...(phrase === undefined && { preferred: true }) }];
  },
};
