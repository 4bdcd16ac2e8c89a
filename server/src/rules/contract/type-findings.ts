/** Types and facets that cannot be read, as findings. */
import { allFields } from '../../model/contract.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { typedContracts } from './mapping.ts';

/** One finding a field: what follows from a type that does not parse is not said. */
export function* typeFindings(spec: RuleContext['spec']): Generator<Finding> {
  for (const contract of typedContracts(spec)) {
    for (const field of [...allFields(contract.contract.sourceFields), ...allFields(contract.contract.targetFields)]) {
      const { typeNode, parsed, facetFaults } = contract.fieldOf(field);
      const [fault] = parsed?.faults ?? [];
      if (typeNode && fault) {
        yield { target: { node: typeNode, slice: fault.span }, message: fault.message, ...(parsed?.meant !== undefined && { data: { meant: parsed.meant } }) };
        continue;
      }
      for (const { facet, message, meant } of facetFaults) {
        const entry = entryOf(field.entry.value, facet);
        if (!entry || entry.merged) continue;
        yield { target: { node: entry }, message, ...(meant !== undefined && meant !== null && { data: { meant: String(meant) } }) };
      }
    }
  }
}
