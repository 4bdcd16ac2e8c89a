/** What stands under the pointer: a key's meaning, a choice's, or what the contract says of a field. */
import type { Hover } from 'vscode-languageserver-types';
import { choicesOf, requiredKeys } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import { findAt } from '../syntax/find.ts';
import type { Entry } from '../syntax/tree.ts';
import { fieldFacts, textHoverAt } from './contract-hover.ts';
import { describeChoice, describeKey } from './describe.ts';
import type { Skills } from './skills.ts';
import { skillAt } from './skills.ts';
import { suppressionHover } from './suppression-words.ts';
import { lspRange } from './text-edits.ts';

/** The hover at an offset; undefined where there is nothing to say. `skills` are those that the settings name. */
export function hoverAt(spec: Spec, offset: number, skills: Skills = {}): Hover | undefined {
  const suppressed = suppressionHover(spec, offset);
  if (suppressed) return suppressed;
  const found = findAt(spec.tree.root, offset);
  if (!found) return undefined;
  const { node } = found;
  if (node.kind === 'entry') return hoverKey(spec, node);
  const text = textHoverAt(spec, offset);
  if (text) return { contents: { kind: 'markdown', value: text.markdown }, range: lspRange(spec.tree, spec.tree.rangeOf(text)) };
  const skill = skillAt(node, skills);
  if (skill !== undefined) return { contents: { kind: 'markdown', value: skill }, range: lspRange(spec.tree, spec.tree.rangeOf({ node })) };
  const schema = spec.schemaOf(node);
  if (node.kind !== 'scalar' || !schema) return undefined;
  const choice = choicesOf(schema).find(({ value }) => value === node.value);
  return choice && { contents: { kind: 'markdown', value: describeChoice(choice) }, range: lspRange(spec.tree, spec.tree.rangeOf({ node })) };
}

function hoverKey(spec: Spec, entry: Entry): Hover | undefined {
  const schema = spec.schemaOf(entry);
  const holder = spec.schemaOf(entry.parent);
  if (!schema || !holder) return undefined;
  // A row of an open map has a name of its author's choice, which is neither required nor optional.
  const known = Object.hasOwn(holder.properties ?? {}, entry.key.text);
  const required = known ? requiredKeys(holder, entry.parent).has(entry.key.text) : undefined;
  const value = [describeKey(entry.key.text, schema, required), fieldFacts(spec, entry)].filter((part) => part !== undefined).join('\n\n');
  return { contents: { kind: 'markdown', value }, range: lspRange(spec.tree, spec.tree.rangeOf({ node: entry, part: 'key' })) };
}
