import { contractExample } from './contract/example.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';

/** A transformation that no phrase matches. */
export const transformationNotRecognized: Rule = {
  id: 'transformation-not-recognized',
  severity: 'error',
  title: 'Transformation not recognized',
  explanation:
    'The transformation of a source field is made of phrases from a small list, such as `trim, truncate to 40` or `date in America/New_York`, each with one exact meaning. A step that is none of them would leave the executor to interpret it. Case and spacing are free. The fix puts the nearest phrase in its place. For what no phrase says, map the field as `derived` with an expression.',
  bad: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ['name: { type: string(40), mapped_from: source.name, transformation: cut to 40 characters, required: true }']) },
  good: { text: contractExample(['name: { type: string(50), required: true, source_path: name }'], ['name: { type: string(40), mapped_from: source.name, transformation: truncate to 40, required: true }']) },
  checkTargetField({ mapping }) {
    if (mapping.kind !== 'phrases' || mapping.parsed.faults.length === 0) return undefined;
    return mapping.parsed.faults.map((fault) => {
      const help = fault.meant === undefined || fault.message.includes('Did you mean') ? '' : ` Did you mean \`${fault.meant}\`?`;
      return {
        target: { node: mapping.node, slice: fault.span },
        message: `${fault.message}${help}`,
        ...(fault.meant !== undefined && { data: { start: fault.span.start, end: fault.span.end, meant: fault.meant } }),
      };
    });
  },
  fix(finding) {
    const node = nodeOf(finding);
    const { start, end, meant } = finding.data ?? {};
    if (node?.kind !== 'scalar' || typeof start !== 'number' || typeof end !== 'number' || typeof meant !== 'string') return [];
    return [{ title: `Change to \`${meant}\``, changes: [{ kind: 'replaceSlice', of: node, slice: { start, end }, text: meant }], preferred: true }];
  },
};
