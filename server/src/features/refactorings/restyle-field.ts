/** A field or a record between braces instead of on lines of its own, and back. */
import type { Spec } from '../../model/spec.ts';
import type { Change } from '../../syntax/change.ts';
import type { Entry } from '../../syntax/tree.ts';
import { entriesAround } from './refactoring.ts';
import type { Refactoring } from './refactoring.ts';

/** Longer lines are not read at a glance. */
const LONGEST_LINE = 120;

/** Rewrites the nearest map or list around the cursor whose key the cursor is at, or in. */
export const restyleField: Refactoring = {
  kind: 'refactor.rewrite',
  keepsMeaning: true,
  offers({ spec, found }) {
    for (const entry of entriesAround(found)) {
      const { value } = entry;
      if (!value || value.kind === 'scalar' || value.origin || entry.merged) continue;
      const change = { kind: 'restyle', entry, inline: !value.flow } as const;
      if (change.inline && (isRecord(entry, spec) || !fits(change, spec))) return [];
      const name = value.kind === 'map' ? ['between braces', 'without braces'] : ['between brackets', 'without brackets'];
      return [{ title: value.flow ? `Write \`${entry.key.text}\` on lines of its own, ${name[1] ?? ''}` : `Write \`${entry.key.text}\` on one line, ${name[0] ?? ''}`, changes: [change] }];
    }
    return [];
  },
};

/** A section, or a record of fields or rows: its lines are what one looks at. */
function isRecord({ key, value, parent }: Entry, spec: Spec): boolean {
  if (value?.kind !== 'map') return false;
  const isSection = parent === spec.tree.root && Object.hasOwn(spec.format.schema.properties ?? {}, key.text);
  return isSection || key.text === 'fields' || key.text.endsWith('_record') || value.entries.every((entry) => entry.value?.kind === 'map');
}

/** Whether what a change writes stands on a line of readable length. */
function fits(change: Change, { tree }: Spec): boolean {
  return tree.edits([change]).every(({ start, end, newText }) => {
    const before = start - (tree.text.lastIndexOf('\n', start - 1) + 1);
    const behind = /^[^\r\n]*/.exec(tree.text.slice(end, end + LONGEST_LINE))?.[0].length ?? 0;
    return before + newText.length + behind <= LONGEST_LINE;
  });
}
