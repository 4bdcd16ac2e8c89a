/** The value that a key has in most specs. */
import type { Schema } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Entry } from '../syntax/tree.ts';

/** A key's default, its own or as part of that of the map around it; undefined where there is none. */
export function usualValue(spec: Spec, { key, parent }: Entry, schema: Schema): string | undefined {
  if (typeof schema.default === 'string') return schema.default;
  const around = spec.schemaOf(parent)?.default;
  const value: unknown = typeof around === 'object' && around !== null && !Array.isArray(around) ? Object.entries(around).find(([name]) => name === key.text)?.[1] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
