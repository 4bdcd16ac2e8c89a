import type { Schema } from '../model/schema.ts';
import type { Values } from '../model/values.ts';
import type { PhraseFault, PhraseKind } from '../phrases/index.ts';
import { isPhraseKind, parsePhrase } from '../phrases/index.ts';
import type { ScalarNode } from '../syntax/tree.ts';
import type { Finding, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { errorExample } from './sections/examples.ts';
import { excerpt } from './words.ts';

/** Words where a phrase could stand. */
export const freeTextStep: Rule = {
  id: 'free-text-step',
  severity: 'information',
  title: 'Text that no phrase matches',
  explanation:
    'A step of an `action`, an `escalation`, a duration, rate, volume or latency is none of the phrases that have one exact meaning. Free words are legal, but the executor has to interpret them, and no rule can hold them against the rest of the spec: what an action in free words says about retries, or a rate about its limit, is not checked. Case and spacing are free. The fix puts the nearest phrase in its place, where one is near.',
  bad: { text: errorExample({ rate_limit_exceeded: '{ condition: HTTP 429, action: back off per Retry-After header; fall back to 10 seconds without it; retry 3 times, retry: Yes, escalation: always alert }' }) },
  good: { text: errorExample({ rate_limit_exceeded: '{ condition: HTTP 429, action: back off per Retry-After header; fall back to 10 seconds without it; retry 3 times, retry: Yes, escalation: alert always }' }) },
  // A value that the schema refuses is reported as that.
  stands: (finding, { violations }) => !violations.some((violation) => violation.kind === 'value' && violation.node === nodeOf(finding)),
  checkScalar(node, values) {
    if (node.parent?.kind !== 'entry' || node.parent.incomplete) return undefined;
    const kind = phraseKindOf(node, values);
    if (kind === undefined) return undefined;
    const { faults } = parsePhrase(kind, node.text);
    if (faults.length === 0) return undefined;
    // A separator too many, or the next step still to be typed, is nothing to interpret.
    const steps = faults.filter((fault) => fault.kind !== 'empty');
    return stepFindings(node, node.parent.key.text, steps);
  },
  fix(finding) {
    const node = nodeOf(finding);
    const { start, end, meant } = finding.data ?? {};
    if (node?.kind !== 'scalar' || typeof start !== 'number' || typeof end !== 'number' || typeof meant !== 'string') return [];
    return [{ title: `Change to \`${meant}\``, changes: [{ kind: 'replaceSlice', of: node, slice: { start, end }, text: meant }], preferred: true }];
  },
};

function stepFindings(node: ScalarNode, name: string, faults: readonly PhraseFault[]): Finding[] {
  return faults.map((fault) => {
    const words = excerpt(node.text.slice(fault.span.start, fault.span.end));
    const what = fault.kind === 'not-recognized' ? `“${words}” in \`${name}\` is none of the known phrases: the executor would have to interpret it.` : `${fault.message} The executor would have to interpret “${words}” in \`${name}\`.`;
    return {
      target: { node, slice: fault.span },
      message: `${what}${fault.meant === undefined ? '' : ` Did you mean \`${fault.meant}\`?`}`,
      ...(fault.meant !== undefined && { data: { start: fault.span.start, end: fault.span.end, meant: fault.meant } }),
    };
  });
}

/** The phrases that the schema wants as a value; undefined where it wants none. Those of transformations have a rule of their own. */
function phraseKindOf(node: ScalarNode, values: Values): PhraseKind | undefined {
  const kind = kindOf(values.schemaOf(node));
  // What is repeated from such a place is reported there; text that is no YAML is reported as that.
  const isRepeated = node.origin !== undefined && kindOf(values.schemaOf(node.origin)) === kind;
  return kind === undefined || isRepeated || node.style === 'verbatim' || !values.hasValue(node) ? undefined : kind;
}

function kindOf(schema: Schema | undefined): PhraseKind | undefined {
  const kind = schema?.['x-phrase'];
  return kind !== undefined && isPhraseKind(kind) && kind !== 'transformation' ? kind : undefined;
}
