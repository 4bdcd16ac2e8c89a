/** Findings about values that may be missing. */
import type { PresenceRefusal } from '../../model/presence.ts';
import type { Finding } from '../rule.ts';
import type { Judgement } from './judgement.ts';

/** The finding for a mapping that is refused in this way, on its transformation, or on the field's name where there is none. */
export function presenceFindings(judgement: Judgement, refusal: PresenceRefusal, words: (from: string) => string): readonly Finding[] | undefined {
  const { mapping, presence, target, contract } = judgement;
  if (presence !== refusal || mapping.kind === 'untransformed' && target.children.length === 0) return undefined;
  const node = mapping.kind === 'phrases' || mapping.kind === 'expression' ? mapping.node : undefined;
  const from = mapping.kind === 'phrases' || mapping.kind === 'untransformed' ? `\`${mapping.reference.scope}.${mapping.reference.names.join('.')}\`` : 'The expression';
  return [{
    target: node ? { node } : { node: target.entry, part: 'key' },
    message: words(from),
    data: { target: target.path, contract: contract.contract.kind },
  }];
}
