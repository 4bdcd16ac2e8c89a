import type { ObjectType } from '../model/type.ts';
import { contractExample } from './contract/example.ts';
import type { CheckedExpression } from '../expression/index.ts';
import { FUNCTIONS } from '../expression/index.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { nearest } from './words.ts';

/** An expression, or the call that a phrase stands for, whose parts do not fit together. */
export const expressionType: Rule = {
  id: 'expression-type',
  severity: 'error',
  title: 'Expression does not fit its values',
  explanation:
    'A function or an operator is given something that it does not take: a number where text is wanted, too few arguments, a name that means nothing, or a phrase on a value of the wrong type, such as `lowercase` on an integer. The finding stands at the exact part. A field that is not declared is `unknown-source-field`. The fix corrects a mistyped function, or puts `source.` before a field.',
  bad: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ['name: { type: string(50), mapped_from: derived, transformation: uper(source.name), required: true }']) },
  good: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ['name: { type: string(50), mapped_from: derived, transformation: upper(source.name), required: true }']) },
  checkTargetField({ contract, mapping }) {
    if ((mapping.kind !== 'phrases' && mapping.kind !== 'expression') || !mapping.checked || mapping.checked.faults.length === 0) return undefined;
    if (mapping.kind === 'expression' && mapping.parsed.faults.length > 0) return undefined;
    return mapping.checked.faults.filter((fault) => fault.kind !== 'unknown-field').map((fault) => {
      const meant = mapping.kind === 'expression' ? meantBy(fault, mapping.node.text, contract.source.fields) : undefined;
      const data = meant === undefined ? {} : { data: { start: fault.span.start, end: fault.span.end, meant } };
      return { target: { node: mapping.node, slice: fault.span }, message: fault.message, ...data };
    });
  },
  fix(finding) {
    const node = nodeOf(finding);
    const { start, end, meant } = finding.data ?? {};
    if (node?.kind !== 'scalar' || typeof start !== 'number' || typeof end !== 'number' || typeof meant !== 'string') return [];
    return [{ title: `Change to \`${meant}\``, changes: [{ kind: 'replaceSlice', of: node, slice: { start, end }, text: meant }], preferred: true }];
  },
};

/** What a mistyped name most likely means: a function, or a field whose scope was forgotten. */
function meantBy(fault: CheckedExpression['faults'][number], text: string, fields: ObjectType['fields']): string | undefined {
  const name = text.slice(fault.span.start, fault.span.end);
  if (fault.kind === 'unknown-function') return nearest(name, FUNCTIONS.keys());
  if (fault.kind !== 'unknown-name') return undefined;
  return fields?.has(name) ? `source.${name}` : nearest(name, ['source', 'item']);
}
