/**
 * Renaming a field with all that names it. Only where nothing can be missed: what an expression computes, and what
 * prose says, cannot be followed.
 */
import type { Contract, SourceField, TargetField } from '../../model/contract.ts';
import { allFields } from '../../model/contract.ts';
import type { PathStep } from '../../model/path.ts';
import { pathText } from '../../model/path.ts';
import type { Reference } from '../../model/references.ts';
import type { Spec } from '../../model/spec.ts';
import type { Change } from '../../syntax/change.ts';
import { descendants, entryOf, textOf } from '../../syntax/tree.ts';
import type { ScalarNode, SyntaxNode, TextRange } from '../../syntax/tree.ts';

const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The changes that rename a source field and every reference to it; undefined where that is not safe. */
export function renameSource(field: SourceField, name: string, contract: Contract, spec: Spec): Change[] | undefined {
  if (!isFree(field, name, contract, spec) || !IDENTIFIER.test(name) || mayComputeNames(contract)) return undefined;
  const changes: Change[] = [{ kind: 'renameKey', entry: field.entry, key: name }];
  for (const target of allFields(contract.targetFields)) {
    for (const reference of target.references) {
      const slice = sliceNaming(reference, field, contract);
      if (slice) changes.push({ kind: 'replaceSlice', of: reference.node, slice, text: name });
    }
  }
  const renamed = field.parent ? `${field.parent.path}.${name}` : name;
  for (const { path, entry } of contract.notWritten) {
    if (path === field.path || path.startsWith(`${field.path}.`)) changes.push({ kind: 'renameKey', entry, key: renamed + path.slice(field.path.length) });
  }
  return changes;
}

/**
 * The changes that rename a target field and keep the place that it is written to; undefined where that is not safe.
 * Without a `target_path` the name is the place, also for the fields inside it.
 */
export function renameTarget(field: TargetField, name: string, contract: Contract, spec: Spec): Change[] | undefined {
  const { value } = field.entry;
  if (!isFree(field, name, contract, spec) || value?.kind !== 'map') return undefined;
  const hasPath = (each: TargetField): boolean => entryOf(each.entry.value, 'target_path') !== undefined;
  const inner = [...allFields(field.children)];
  if (!inner.every(hasPath)) return undefined;
  const rename: Change = { kind: 'renameKey', entry: field.entry, key: name };
  if (hasPath(field)) return [rename];
  // The place of a field inside another one follows from that of the outer one, which may have a path of its own.
  for (let outer = field.parent; outer; outer = outer.parent) if (hasPath(outer)) return undefined;
  const order = Object.keys(spec.schemaOf(value)?.properties ?? {});
  return [rename, { kind: 'insertEntry', into: value, entry: { key: 'target_path', value: { kind: 'text', text: pathText(stepsTo(field)) } }, order }];
}

function stepsTo(field: TargetField): PathStep[] {
  const outer = field.parent ? [...stepsTo(field.parent), ...(isArray(field.parent) ? [{ kind: 'each' } as const] : [])] : [];
  return [...outer, { kind: 'key', name: field.name }];
}

function isArray(field: TargetField): boolean {
  return /^\s*array\s*</i.test(textOf(entryOf(field.entry.value, 'type')?.value) ?? '');
}

/** Whether the new name is not taken, the old one is given once, and no text but references speaks of it. */
function isFree(field: SourceField | TargetField, name: string, contract: Contract, spec: Spec): boolean {
  const siblings = field.entry.parent.entries;
  if (siblings.some((entry) => entry.key.text === name) || siblings.filter((entry) => entry.key.text === field.name).length !== 1) return false;
  if (isShared(contract.map)) return false;
  const word = new RegExp(`(?<![\\p{L}\\p{N}_$])${field.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_$])`, 'u');
  const inside = new Set<SyntaxNode>(descendants(contract.map));
  for (const node of descendants(spec.tree.root)) {
    if (node.kind === 'scalar' && (!inside.has(node) || isProse(node)) && word.test(node.text)) return false;
  }
  return true;
}

/** Notes, and the reasons of `not_written`. */
function isProse({ parent }: ScalarNode): boolean {
  const above = parent?.kind === 'entry' ? parent.parent.parent : undefined;
  return parent?.kind === 'entry' && (parent.key.text === 'notes' || (above?.kind === 'entry' && above.key.text === 'not_written'));
}

/** An anchor makes one text stand in several places, which would all be renamed. */
function isShared(map: SyntaxNode): boolean {
  for (const node of descendants(map)) if (node.origin || (node.kind === 'map' && node.entries.some((entry) => entry.merged))) return true;
  return false;
}

/** Whether an expression names a field by a text in brackets, which is no reference that could be followed. */
function mayComputeNames(contract: Contract): boolean {
  return [...allFields(contract.targetFields)].some(({ mapping, transformation }) => mapping?.kind === 'derived' && /\[/.test(transformation?.text ?? ''));
}

/** The part of a reference that is the field's name; undefined where its path does not lead through the field. */
function sliceNaming(reference: Reference, field: SourceField, contract: Contract): TextRange | undefined {
  let fields = reference.scope === 'item' ? (reference.itemOf?.children ?? []) : contract.sourceFields;
  const text = reference.node.text.slice(reference.slice.start, reference.slice.end);
  for (const match of text.matchAll(/`[^`]+`|[^.`]+/g)) {
    const written = match[0].trim();
    if (written === '') continue;
    const found = fields.find((each) => each.name === written.replaceAll('`', '').trim());
    if (!found) return undefined;
    const start = reference.slice.start + match.index + match[0].indexOf(written);
    if (found === field) return { start, end: start + written.length };
    fields = found.children;
  }
  return undefined;
}
