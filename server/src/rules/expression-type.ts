import { contractExample } from './contract/example.ts';
import { judgements } from './contract/judgement.ts';
import type { Rule } from './rule.ts';

/** An expression, or the call that a phrase stands for, whose parts do not fit together. */
export const expressionType: Rule = {
  id: 'expression-type',
  severity: 'error',
  title: 'Expression does not fit its values',
  explanation:
    'A function or an operator is given something that it does not take: a number where text is wanted, too few arguments, a name that means nothing, or a phrase on a value of the wrong type, such as `lowercase` on an integer. The finding stands at the exact part. A field that is not declared is `unknown-source-field`.',
  bad: { text: contractExample(['total: { type: integer, required: true, source_path: total }'], ['total: { type: string(50), mapped_from: derived, transformation: upper(source.total), required: true }']) },
  good: { text: contractExample(['total: { type: integer, required: true, source_path: total }'], ['total: { type: string(50), mapped_from: derived, transformation: toText(source.total), required: true }']) },
  *check({ spec }) {
    for (const { mapping } of judgements(spec)) {
      if (mapping.kind !== 'phrases' && mapping.kind !== 'expression') continue;
      if (mapping.kind === 'expression' && mapping.parsed.faults.length > 0) continue;
      for (const fault of mapping.checked?.faults ?? []) {
        if (fault.kind !== 'unknown-field') yield { target: { node: mapping.node, slice: fault.span }, message: fault.message };
      }
    }
  },
};
