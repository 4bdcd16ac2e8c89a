/** The manual, written from the rules themselves: a page a rule, and an index. */
import type { RuleGroup } from './index.ts';
import type { AnyRule, RuleExample } from './rule.ts';
import { suppressionText } from './suppressions.ts';
import { list } from './words.ts';

/** A rule's page, as Markdown with a line end. */
export function rulePage(rule: AnyRule): string {
  const facts = [`\`${rule.id}\``, rule.severity, fixText(rule)];
  const parts = [
    `# ${rule.title}`,
    facts.join(' · '),
    rule.explanation,
    '## Wrong',
    ...example(rule.bad),
    '## Right',
    ...example(rule.good),
    '## Where it does not hold',
    'A comment silences the rule for the next line, with the reason for whoever approves the spec. With `-disable-line` it holds for its own line, with `-disable-file` for the whole file. In a text over several lines no comment can stand: what holds for its first line holds for all of it:',
    code(`# ${suppressionText('next-line', [rule.id], 'the reason')}`),
    'For a whole repository, or a folder of it, the file [`.intspec.yaml`](../settings.md) gives the rule another severity, or turns it off:',
    code(`rules:\n  ${rule.id}: off`),
    'The setting `intspec.rules` of the editor does the same for its user, and wins over the file.',
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The index of all pages, as Markdown with a line end. */
export function ruleIndex(groups: readonly RuleGroup[]): string {
  const intro =
    'Each finding has the id of its rule as its code. *Fix* means that there are quick fixes; *fix all* that the first of them is safe without a look, so that *Fix All* in the editor and `intspec check --fix` apply it.';
  const tables = groups.map(({ title, rules }) => {
    const rows = rules.map((rule) => `| [\`${rule.id}\`](${rule.id}.md) | ${cell(rule.title)} | ${rule.severity} | ${rule.fixAll ? 'fix all' : rule.fix ? 'fix' : ''} |`);
    return [`## ${title}`, ['| Rule | Finding | Severity | Fix |', '| --- | --- | --- | --- |', ...rows].join('\n')].join('\n\n');
  });
  return `${['# Rules', intro, ...tables].join('\n\n')}\n`;
}

/** Whether a rule's findings can be mended, in words. */
function fixText(rule: AnyRule): string {
  if (!rule.fix) return 'no fix';
  return rule.fixAll ? 'quick fix, also by *Fix All* and `intspec check --fix`' : 'quick fix';
}

function example({ text, without = [] }: RuleExample): string[] {
  const missing = without.length === 0 ? [] : [`A spec without ${list(without)}${text === '' ? '.' : ', and with'}`];
  return [...missing, ...(text === '' ? [] : [code(text)])];
}

function code(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
