/** A field or a record between braces instead of on lines of its own, and back. */
import { entriesAround } from './refactoring.ts';
import type { Refactoring } from './refactoring.ts';

/** Rewrites the nearest map or list around the cursor whose key the cursor is at, or in. */
export const restyleField: Refactoring = {
  kind: 'refactor.rewrite',
  offers({ spec, found }) {
    for (const entry of entriesAround(found)) {
      const { value } = entry;
      if (!value || value.kind === 'scalar' || value.origin || entry.merged) continue;
      const change = { kind: 'restyle', entry, inline: !value.flow } as const;
      // What cannot be written so, the syntax does not change.
      if (spec.tree.edits([change]).length === 0) return [];
      const name = value.kind === 'map' ? ['between braces', 'without braces'] : ['between brackets', 'without brackets'];
      return [{ title: value.flow ? `Write \`${entry.key.text}\` on lines of its own, ${name[1] ?? ''}` : `Write \`${entry.key.text}\` on one line, ${name[0] ?? ''}`, changes: [change] }];
    }
    return [];
  },
};
