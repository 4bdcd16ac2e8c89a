/** Fixes of lists: items added, changed and taken out in one go, also where the list stands for another. */
import type { Spec } from '../model/spec.ts';
import type { Change, Draft } from '../syntax/change.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import { descendants } from '../syntax/tree.ts';
import type { Fix } from './rule.ts';

export interface ListEdit {
  readonly append?: readonly Draft[];
  readonly change?: ReadonlyMap<SyntaxNode, Draft>;
  readonly remove?: ReadonlySet<SyntaxNode>;
}

/** The edit of an entry’s list as a fix; none where it would change what other places repeat, or leave the list empty. */
export function listFix(title: string, entry: Entry, edit: ListEdit, spec: Spec, preferred = true): Fix[] {
  const changes = changesOf(entry, edit, spec);
  return changes && changes.length > 0 ? [{ title, changes, ...(preferred && { preferred }) }] : [];
}

function changesOf(entry: Entry, { append = [], change = new Map(), remove = new Set() }: ListEdit, spec: Spec): Change[] | undefined {
  const list = entry.value;
  if (entry.merged || list?.kind !== 'list' || list.items.length - remove.size + append.length === 0) return undefined;
  if (list.origin) {
    // A list that stands for another is written out, so that the other stays as it is.
    const kept = list.items.filter((item) => !remove.has(item)).map((item) => change.get(item) ?? copyOf(item));
    const items = [...kept, ...append].filter((item) => item !== undefined);
    return items.length === kept.length + append.length ? [{ kind: 'replaceValue', of: entry, value: { kind: 'list', items, inline: list.flow } }] : undefined;
  }
  if ([list, ...remove, ...change.keys()].some((node) => isRepeated(node, spec))) return undefined;
  return [
    ...[...change].map(([item, value]): Change => ({ kind: 'replaceValue', of: item, value })),
    ...[...remove].map((item): Change => ({ kind: 'removeItem', item })),
    ...append.map((item): Change => ({ kind: 'appendItem', into: list, item })),
  ];
}

function copyOf(item: SyntaxNode): Draft | undefined {
  if (item.kind !== 'scalar') return undefined;
  return typeof item.value === 'string' ? { kind: 'text', text: item.text } : { kind: 'literal', value: item.value };
}

/** Whether another place stands for this node, or for what holds it. */
function isRepeated(node: SyntaxNode, spec: Spec): boolean {
  const around = new Set<SyntaxNode>();
  for (let at: SyntaxNode | undefined = node; at; at = at.parent?.kind === 'entry' ? at.parent.parent : at.parent) around.add(at);
  for (const other of descendants(spec.tree.root)) if (other.origin && around.has(other.origin)) return true;
  return false;
}
