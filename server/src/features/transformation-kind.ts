/** How the text of a `transformation` is read: that depends on where the field beside it comes from. */
import { readMapping } from '../model/contract.ts';
import type { Mapping } from '../model/contract.ts';
import type { Entry } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';

/** What the value of an entry `transformation` is; undefined where nothing says it. */
export function transformationKind(entry: Entry): 'expression' | 'phrases' | 'constant' | undefined {
  const kind: Mapping['kind'] | undefined = readMapping(entryOf(entry.parent, 'mapped_from')?.value)?.kind;
  if (kind === 'derived') return 'expression';
  if (kind === 'source' || kind === 'item') return 'phrases';
  return kind === 'constant' ? 'constant' : undefined;
}
