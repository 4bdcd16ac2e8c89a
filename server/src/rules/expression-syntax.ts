import { contractExample } from './contract/example.ts';
import { judgements } from './contract/judgement.ts';
import type { Rule } from './rule.ts';

/** An expression that does not parse. */
export const expressionSyntax: Rule = {
  id: 'expression-syntax',
  severity: 'error',
  title: 'Expression not complete',
  explanation:
    'The transformation of a `derived` field is an expression, and this one cannot be read: a bracket or a name is missing, or a sign stands where none can. The finding stands at the first such place, inside quotes and folded text too. Nothing else is said about the field until it can be read.',
  bad: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ["name: { type: string(50), mapped_from: derived, transformation: \"upper(source.name\", required: true }"]) },
  good: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ['name: { type: string(50), mapped_from: derived, transformation: upper(source.name), required: true }']) },
  *check({ spec }) {
    for (const { mapping } of judgements(spec)) {
      if (mapping.kind !== 'expression') continue;
      const [first, ...more] = mapping.parsed.faults;
      if (!first) continue;
      const rest = more.length === 0 ? '' : ` ${more.map((fault) => fault.message).join(' ')}`;
      yield { target: { node: mapping.node, slice: first.span }, message: `${first.message}${rest}` };
    }
  },
};
