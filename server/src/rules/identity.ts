/** What a finding is known by from one version of a text to the next, wherever it has moved. */
import type { Spec } from '../model/spec.ts';
import { findAt } from '../syntax/find.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import { textOf } from '../syntax/tree.ts';
import type { Result } from './runner.ts';

/** A finding by the keys that lead to it, and what it says of what; no line is in it, and none of its other words. */
export interface Identity {
  readonly rule: string;
  /** `data_contract.target_record.fields.id.type`; an item of a list by its first value. Empty at the top. */
  readonly keys: string;
  /** The first thing that its message names, or the line that it stands in where it names none. */
  readonly subject: string;
  /** The how manieth it is of those that are the same in all else, from 1. */
  readonly count: number;
}

/** The identities of a document's findings, in their order; no two are the same. */
export function identitiesOf({ tree }: Spec, results: readonly Pick<Result, 'rule' | 'message' | 'target' | 'range'>[]): Identity[] {
  const counts = new Map<string, number>();
  return results.map(({ rule: { id: rule }, message, target, range: { start } }) => {
    // What stands in the first line by chance says nothing of what the document lacks.
    const found = target === 'first-line' ? undefined : findAt(tree.root, start);
    const keys = found ? keysTo(found.node).join('.') : '';
    const subject = /`([^`]+)`/.exec(message)?.[1] ?? lineAt(tree.text, start);
    const key = JSON.stringify([rule, keys, subject]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { rule, keys, subject, count };
  });
}

/** The keys from the root to a node. */
function keysTo(node: SyntaxNode | Entry): string[] {
  const keys: string[] = [];
  let at: SyntaxNode | Entry | undefined = node;
  while (at) {
    if (at.kind === 'entry') {
      keys.unshift(at.key.text);
      at = at.parent;
    } else {
      if (at.parent?.kind === 'list') keys.unshift(nameOf(at));
      at = at.parent;
    }
  }
  return keys;
}

/** An item of a list: what it says first, since its place changes with the items before it. */
function nameOf(item: SyntaxNode): string {
  const first = item.kind === 'map' ? item.entries[0]?.value : item;
  return `[${textOf(first) ?? ''}]`;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end).trim();
}
