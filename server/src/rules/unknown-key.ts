import { keysOf } from '../model/schema.ts';
import type { Fix, Rule } from './rule.ts';
import { EVERY_FORMAT, nodeOf } from './rule.ts';
import { list } from './words.ts';

/** A key that the format does not know at its place. */
export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'error',
  title: 'Unknown key',
  explanation:
    'The format has no such key at this place. Nothing reads it, so what it says is lost on the executor; often it is a misspelling of a required key, or it stands one level too deep or too high. A key that YAML’s `<<` merges in from elsewhere is reported where it is written.',
  bad: { text: 'authors: Dana Reyes', without: ['author'] },
  good: { text: 'author: Dana Reyes' },
  formats: EVERY_FORMAT,
  *check({ violations, spec }) {
    for (const violation of violations) {
      if (violation.kind !== 'unknown' || violation.entry.merged) continue;
      const { entry, absent, meant } = violation;
      const holder = entry.parent.parent;
      const where = holder?.kind === 'entry' ? `\`${holder.key.text}\`` : entry.parent === spec.root ? 'The top level' : 'This map';
      const help = meant !== undefined ? ` Did you mean \`${meant}\`?` : absent.length > 0 && absent.length <= 8 ? ` It may still have ${list(absent)}.` : '';
      yield { target: { node: entry, part: 'key' }, message: `${where} has no key \`${entry.key.text}\`: nothing reads it.${help}`, ...(meant !== undefined && { data: { meant } }) };
    }
  },
  fix(finding, { spec }) {
    const entry = nodeOf(finding);
    if (entry?.kind !== 'entry') return [];
    const fixes: Fix[] = [];
    const meant = finding.data?.['meant'];
    if (typeof meant === 'string') fixes.push({ title: `Rename to \`${meant}\``, changes: [{ kind: 'renameKey', entry, key: meant }], preferred: true });
    // Without the key that this one most likely is, something would be missing.
    const isRequired = keysOf(spec.schemaOf(entry.parent), entry.parent).some((key) => key.required && key.name === meant);
    if (!isRequired) fixes.push({ title: `Remove \`${entry.key.text}\``, changes: [{ kind: 'removeEntry', entry }] });
    return fixes;
  },
};
