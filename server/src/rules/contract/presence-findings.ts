/** Findings about values that may be missing. */
import type { PresenceRefusal } from '../../model/presence.ts';
import type { Finding, RuleContext } from '../rule.ts';
import type { Judgement } from './judgement.ts';
import { judgements } from './judgement.ts';

/** One finding for each mapping refused in this way, on its transformation, or on the field's name where there is none. */
export function* presenceFindings(spec: RuleContext['spec'], refusal: PresenceRefusal, words: (judgement: Judgement, from: string) => string): Generator<Finding> {
  for (const judgement of judgements(spec)) {
    const { mapping, presence, target, contract } = judgement;
    if (presence !== refusal || mapping.kind === 'untransformed' && target.children.length === 0) continue;
    const node = mapping.kind === 'phrases' || mapping.kind === 'expression' ? mapping.node : undefined;
    const from = mapping.kind === 'phrases' || mapping.kind === 'untransformed' ? `\`${mapping.reference.scope}.${mapping.reference.names.join('.')}\`` : 'The expression';
    yield {
      target: node ? { node } : { node: target.entry, part: 'key' },
      message: words(judgement, from),
      data: { target: target.path, contract: contract.contract.kind },
    };
  }
}
