import { assign } from '../model/assignable.ts';
import type { ValueType } from '../model/type.ts';
import { contractExample } from './contract/example.ts';
import { judgements } from './contract/judgement.ts';
import { stepFixes } from './contract/transform-fixes.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';

/** A source field is mapped, and nothing says what happens to it. Source: template, section 6. */
export const missingTransformation: Rule = {
  id: 'missing-transformation',
  severity: 'error',
  title: 'Mapping without a transformation',
  explanation:
    'A target field is mapped from a source field, but no `transformation` says what happens to the value on the way. An executor that copies it may be wrong, and one that converts it as well. The fix writes what is legal between the two types: `exact copy` where every source value fits, otherwise the step that makes it fit.',
  bad: { text: contractExample(['total: { type: integer, required: true, source_path: total }'], ['total: { type: integer, mapped_from: source.total, required: true }']) },
  good: { text: contractExample(['total: { type: integer, required: true, source_path: total }'], ['total: { type: integer, mapped_from: source.total, transformation: exact copy, required: true }']) },
  checkTargetField({ mapping, target, typed }) {
    if (mapping.kind !== 'untransformed' || target.children.length > 0 || isRecord(typed.type)) return undefined;
    return [{
      target: { node: target.entry, part: 'key' },
      message: `\`${target.path}\` is mapped from \`${mapping.reference.scope}.${mapping.reference.names.join('.')}\` without a \`transformation\`: the executor would have to guess what to do with the value.`,
    }];
  },
  fix(finding, { spec }) {
    const judgement = judgements(spec).find(({ target }) => target.entry === nodeOf(finding));
    if (!judgement?.result) return [];
    const refusal = assign({ ...judgement.result.type, nullable: false }, { ...judgement.typed.type, nullable: true });
    return stepFixes(judgement, refusal ? refusal.offers.slice(0, 3) : ['exact copy'], spec);
  },
};

/** Records are mapped by their fields; where those are missing, that is what is reported. */
function isRecord(type: ValueType): boolean {
  return type.kind === 'object' || (type.kind === 'array' && type.element.kind === 'object');
}
