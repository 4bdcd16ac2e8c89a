/** Types and facets that cannot be read, as findings. */
import type { SourceField, TargetField } from '../../model/contract.ts';
import type { Values } from '../../model/values.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Finding } from '../rule.ts';
import { typedField } from './fields.ts';

/** One finding a field: what follows from a type that does not parse is not said. */
export function* typeFindings(field: SourceField | TargetField, values: Values): Generator<Finding> {
  const { typeNode, parsed, facetFaults } = typedField(field, values);
  const [fault] = parsed?.faults ?? [];
  if (typeNode && fault) {
    yield { target: { node: typeNode, slice: fault.span }, message: fault.message, ...(parsed?.meant !== undefined && { data: { meant: parsed.meant } }) };
    return;
  }
  for (const { facet, message, meant } of facetFaults) {
    const entry = entryOf(field.entry.value, facet);
    if (!entry || entry.merged) continue;
    yield { target: { node: entry }, message, ...(meant !== undefined && meant !== null && { data: { meant: String(meant) } }) };
  }
}
