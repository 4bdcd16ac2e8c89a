/** Which keys could hold a value that is there already. */
import type { KeyInfo, Schema } from '../model/schema.ts';
import { allowsKind, childSchema, itemSchema } from '../model/schema.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { isEmpty } from '../syntax/tree.ts';

/** The keys under which a value fits best; all of them where there is none yet. */
export function fittingKeys(keys: readonly KeyInfo[], value: SyntaxNode | undefined): KeyInfo[] {
  const rated = keys.map((key) => ({ key, misfits: misfitsIn(key.schema, value) }));
  const least = Math.min(...rated.map(({ misfits }) => misfits));
  return rated.filter(({ misfits }) => misfits === least).map(({ key }) => key);
}

/** How many parts of a value the format has no place for: keys that it does not know there, and values of a wrong kind. */
function misfitsIn(schema: Schema | undefined, value: SyntaxNode | undefined): number {
  if (!value || isEmpty(value)) return 0;
  if (!schema || !allowsKind(schema, value.kind)) return 1;
  if (value.kind === 'scalar' || value.origin) return 0;
  const inner = value.kind === 'list'
    ? value.items.map((item) => misfitsIn(itemSchema(schema), item))
    : value.entries.filter((entry) => !entry.merged).map((entry) => misfitsInEntry(childSchema(schema, entry.key.text), entry.value));
  return inner.reduce((sum, each) => sum + each, 0);
}

function misfitsInEntry(schema: Schema | undefined, value: SyntaxNode | undefined): number {
  return schema ? misfitsIn(schema, value) : 1;
}
