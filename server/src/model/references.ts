/** References to source fields: `source.a.b` and `item.a`, in `mapped_from` and inside expressions. */
import type { ScalarNode, TextRange } from '../syntax/tree.ts';
import type { Mapping, SourceField } from './contract.ts';
import { fieldAt } from './fields.ts';

/** One reference in the text of a value. */
export interface Reference {
  readonly scope: 'source' | 'item';
  /** The names behind the scope. */
  readonly names: readonly string[];
  readonly node: ScalarNode;
  /** The names in the decoded text of the node, the scope left out. */
  readonly slice: TextRange;
  /** The field it names; undefined where none of that name is declared. */
  readonly field: SourceField | undefined;
  /** The fields among which the first name that is not declared would have to be. */
  readonly siblings: readonly SourceField[];
  /** The array whose element `item` is; undefined where `item` names nothing. */
  readonly itemOf: SourceField | undefined;
}

/** A name, or one in backticks where it is no identifier. */
const NAME = '(?:[\\p{L}_$][\\p{L}\\p{N}_$-]*|`[^`]+`)';
const REFERENCE = new RegExp(`(?<![\\p{L}\\p{N}_.$\`])(source|item)\\s*\\.\\s*(${NAME}(?:\\s*\\.\\s*${NAME}(?!\\s*\\())*)(?!\\s*\\()`, 'gu');
/** In a mapping nothing but the reference can stand, so any name without a dot will do. */
const MAPPED = /^(\s*(source|item)\s*\.\s*)(.*?)\s*$/su;

/** What a target field reads: its mapping, or the references in its derived expression. */
export function referencesIn(
  mapping: Mapping | undefined, transformation: ScalarNode | undefined, fields: readonly SourceField[], itemOf: SourceField | undefined,
): Reference[] {
  if (mapping?.kind === 'source' || mapping?.kind === 'item') {
    const match = MAPPED.exec(mapping.node.text);
    const path = match?.[3];
    if (!path) return [];
    const start = match[1]?.length ?? 0;
    return [reference(mapping.kind, path, mapping.node, { start, end: start + path.length }, fields, itemOf)];
  }
  if (mapping?.kind !== 'derived' || !transformation) return [];
  const found: Reference[] = [];
  for (const match of withoutStrings(transformation.text).matchAll(REFERENCE)) {
    const [whole, scope, path] = match;
    if (!path) continue;
    const end = match.index + whole.length;
    found.push(reference(scope === 'item' ? 'item' : 'source', path, transformation, { start: end - path.length, end }, fields, itemOf));
  }
  return found;
}

function reference(
  scope: 'source' | 'item', path: string, node: ScalarNode, slice: TextRange, fields: readonly SourceField[], itemOf: SourceField | undefined,
): Reference {
  const names = splitPath(path);
  const start = scope === 'item' ? (itemOf?.children ?? []) : fields;
  let siblings = start;
  for (const name of names) {
    const next = siblings.find((field) => field.name === name);
    if (!next || next.children.length === 0) break;
    siblings = next.children;
  }
  return { scope, names, node, slice, field: fieldAt(start, names), siblings, itemOf: scope === 'item' ? itemOf : undefined };
}

function splitPath(path: string): string[] {
  return [...path.matchAll(/`([^`]+)`|([^.`]+)/g)].map((match) => (match[1] ?? match[2] ?? '').trim()).filter((name) => name !== '');
}

/** The text with the contents of string literals blanked out, so that offsets stay the same. */
function withoutStrings(text: string): string {
  return text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/gs, (literal) => ' '.repeat(literal.length));
}
