/** Types and facets that cannot be read, as findings. */
import type { SourceField, TargetField } from '../../model/contract.ts';
import type { Values } from '../../model/values.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Finding } from '../rule.ts';
import { typedField } from './fields.ts';

/** One finding a field: what follows from a type that does not parse is not said. */
export function typeFindings(field: SourceField | TargetField, values: Values): readonly Finding[] | undefined {
  const { typeNode, parsed, facetFaults } = typedField(field, values);
  const fault = parsed?.faults[0];
  if (typeNode && fault) return [{ target: { node: typeNode, slice: fault.span }, message: fault.message, ...(parsed.meant !== undefined && { data: { meant: parsed.meant } }) }];
  if (facetFaults.length === 0) return undefined;
  return facetFaults.flatMap(({ facet, message, meant }) => {
    const entry = entryOf(field.entry.value, facet);
    return !entry || entry.merged ? [] : [{ target: { node: entry }, message, ...(meant !== undefined && meant !== null && { data: { meant: String(meant) } }) }];
  });
}
