/** The skills that an executing agent may load: the template's own, and those that the repository's settings name. */
import type { Schema } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Entry, ListNode, SyntaxNode } from '../syntax/tree.ts';
import { code, prose } from './markdown.ts';

/** What each skill is for, by its name; empty where that is not said. */
export type Skills = Readonly<Record<string, string>>;

const KEY = 'skills_to_load';

/** The skills that `skills_to_load` may still name, those of the settings first; none at any other place. */
export function openSkills(spec: Spec, holder: Entry | ListNode, skills: Skills): { readonly name: string; readonly purpose: string }[] {
  const entry = holder.kind === 'list' ? holder.parent : holder;
  const schema = entry && entry.kind === 'entry' && entry.key.text === KEY ? spec.schemaOf(entry) : undefined;
  if (!schema) return [];
  const named = new Set(holder.kind === 'list' ? holder.items.map((item) => (item.kind === 'scalar' ? item.text : '')) : []);
  const own = templateSkills(schema).filter((name) => !Object.hasOwn(skills, name)).map((name) => ({ name, purpose: '' }));
  return [...Object.entries(skills).map(([name, purpose]) => ({ name, purpose })), ...own].filter(({ name }) => !named.has(name));
}

/** What the skill at a node is for, as Markdown; undefined where the settings do not say. */
export function skillAt(node: SyntaxNode, skills: Skills): string | undefined {
  const list = node.parent;
  if (node.kind !== 'scalar' || list?.kind !== 'list' || list.parent?.kind !== 'entry' || list.parent.key.text !== KEY) return undefined;
  const name = node.text.trim();
  const purpose = Object.hasOwn(skills, name) ? skills[name] : undefined;
  return purpose === undefined || purpose === '' ? undefined : `**${code(name)}**\n\n${prose(purpose)}`;
}

/** The skills that the template prints, as the format's examples have them. */
function templateSkills({ examples = [] }: Schema): string[] {
  return examples.flat().filter((name) => typeof name === 'string');
}
