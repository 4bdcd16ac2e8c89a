/** Types as keys, for what is worked out once for each of them. */
import type { ValueType } from './type.ts';

/**
 * All that there is to say of a type, as text; undefined for one that has others in it. Two types of one key are equal;
 * equal ones may have two keys.
 */
export function typeKey(type: ValueType): string | undefined {
  if (type.kind === 'array' || type.kind === 'object') return undefined;
  let key = '';
  for (const [name, limit] of Object.entries(type) as [string, unknown][]) {
    if (limit !== undefined) key += `${name} ${typeof limit === 'number' ? String(limit) : JSON.stringify(limit)} `;
  }
  return key;
}
