/** Fixes that put one of the legal choices in a value's place. */
import type { Schema } from '../model/schema.ts';
import { choicesOf } from '../model/schema.ts';
import type { Draft } from '../syntax/change.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import type { Fix } from './rule.ts';
import { nearest } from './words.ts';

/** One fix a choice; the nearest to what was written, or the only one, is preferred and comes first. */
export function choiceFixes(of: Entry | SyntaxNode, schema: Schema, written?: string): Fix[] {
  const choices = choicesOf(schema).filter((choice) => !choice.deprecated);
  const best = choices.length === 1 ? String(choices[0]?.value) : written === undefined ? undefined : nearest(written, choices.map((choice) => String(choice.value)));
  return choices
    .map(({ value }): Fix => {
      const draft: Draft = typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'literal', value };
      return { title: `Change to \`${String(value)}\``, changes: [{ kind: 'replaceValue', of, value: draft }], ...(String(value) === best && { preferred: true }) };
    })
    .sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false));
}
