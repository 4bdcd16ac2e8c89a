import { isSection, keysOf, topLevelKeys } from '../model/schema.ts';
import { skeletonEntry } from '../model/skeleton.ts';
import { fittedEntry } from './fitting.ts';
import { hasOwnRule } from './own-rules.ts';
import type { Finding, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { list } from './words.ts';

/** Required keys that a map lacks: one finding a map. */
export const missingRequiredField: Rule = {
  id: 'missing-required-field',
  severity: 'error',
  title: 'Required key missing',
  explanation:
    'A key that the template requires is absent, or one that another value makes necessary: `every` for a schedule, `environment_routing` for `Both`, `value_map` for `map values`. The agent that executes the spec must never infer such a thing. One finding names all the keys that a map lacks; its fix inserts them in the template’s order, with a placeholder where only the author knows the value.',
  bad: { text: '', without: ['author'] },
  good: { text: 'author: Dana Reyes' },
  fixAll: true,
  *check({ violations, spec }) {
    for (const violation of violations) {
      if (violation.kind !== 'missing') continue;
      const { at } = violation;
      const keys = violation.keys.filter((key) => at === 'document' || !hasOwnRule(key, at, spec));
      if (keys.length === 0) continue;
      const holder = at === 'document' || !at.parent ? undefined : at.parent;
      const verb = keys.length === 1 ? 'is' : 'are';
      if (!holder) {
        yield { target: 'first-line', message: `The header lacks ${list(keys)}, which ${verb} required.`, data: { keys } };
      } else {
        const of = holder.kind === 'entry' ? `\`${holder.key.text}\`` : 'This entry';
        const target: Finding['target'] = holder.kind === 'entry' ? { node: holder, part: 'key' } : { node: at === 'document' ? holder : at };
        yield { target, message: `${of} lacks ${list(keys)}, which ${verb} required: the executor would have to guess.`, data: { keys } };
      }
    }
  },
  fix(finding, { spec }) {
    const keys = finding.data?.['keys'];
    if (!Array.isArray(keys) || (spec.tree.root && !spec.root)) return [];
    const node = nodeOf(finding);
    const value = node?.kind === 'entry' ? node.value : (node ?? spec.root);
    const schema = node ? spec.schemaOf(node) : spec.format.schema;
    const infos = keysOf(schema, value).filter((info) => keys.includes(info.name));
    const order = node ? keysOf(schema).map((info) => info.name) : topLevelKeys.filter((key) => !isSection(key) || spec.entry(key));
    const into = value?.kind === 'map' ? value : node?.kind === 'entry' ? node : 'document';
    const changes = infos.map((info) => ({ kind: 'insertEntry', into, entry: fittedEntry(skeletonEntry(info.name, info.schema), spec), order }) as const);
    return [{ title: `Insert ${list(keys)}`, changes, preferred: true }];
  },
};
