/** `intspec rules`: the list of rules, and the page of one. */
import { ruleById, ruleGroups, rules } from '../rules/index.ts';
import { ruleIndex, rulePage } from '../rules/manual.ts';
import type { AnyRule } from '../rules/rule.ts';
import type { Command } from './command.ts';
import { choiceOf, didYouMean, readArguments, UsageError } from './command.ts';
import { Output } from './output.ts';

const HELP = `Usage: intspec rules [options] [ID]

Lists the rules, or prints what one of them is about.

Options:
      --format text|markdown|json  how it is written (default: text)
  -h, --help                       print this help`;

const OPTIONS = {
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Paragraphs are broken at this column. */
const WIDTH = 80;

export const rulesCommand: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const format = choiceOf('format', values.format, ['text', 'markdown', 'json']);
    const [id, ...more] = positionals;
    if (more.length > 0) throw new UsageError('Only one rule can be asked for.');
    await new Output().write(id === undefined ? allRules(format) : oneRule(ruleCalled(id), format));
    return 0;
  },
};

function ruleCalled(id: string): AnyRule {
  const rule = ruleById(id);
  if (!rule) throw new UsageError(`There is no rule '${id}'.${didYouMean(id, rules.map((each) => each.id))}`);
  return rule;
}

function allRules(format: 'text' | 'markdown' | 'json'): string {
  if (format === 'markdown') return ruleIndex(ruleGroups);
  if (format === 'json') return json({ version: 1, rules: rules.map(summaryOf) });
  const idWidth = Math.max(...rules.map((rule) => rule.id.length));
  const groups = ruleGroups.map(({ title, rules: members }) => {
    const lines = members.map((rule) => `  ${rule.id.padEnd(idWidth)}  ${rule.severity.padEnd(11)}  ${rule.title}`);
    return [title, ...lines].join('\n');
  });
  return `${groups.join('\n\n')}\n`;
}

function oneRule(rule: AnyRule, format: 'text' | 'markdown' | 'json'): string {
  if (format === 'markdown') return rulePage(rule);
  if (format === 'json') return json({ version: 1, rule: { ...summaryOf(rule), explanation: rule.explanation, bad: rule.bad, good: rule.good } });
  return readable(rulePage(rule));
}

function summaryOf(rule: AnyRule) {
  return { id: rule.id, severity: rule.severity, title: rule.title, group: groupOf(rule), fixable: rule.fix !== undefined, fix_all: rule.fixAll ?? false };
}

function groupOf(rule: AnyRule): string {
  return ruleGroups.find((group) => group.rules.includes(rule))?.title ?? '';
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A page's Markdown as text to read on a terminal. */
function readable(markdown: string): string {
  const blocks = markdown.split(/\n(?=```yaml)|(?<=\n```)\n/);
  return blocks.map((block) => (block.startsWith('```') ? indented(block) : prose(block))).join('\n');
}

function indented(block: string): string {
  return block.split('\n').slice(1, -1).map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
}

function prose(text: string): string {
  return text.split('\n').flatMap((line) => {
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading) return heading[1] === '#' ? [heading[2] ?? '', '='.repeat(heading[2]?.length ?? 0)] : [heading[2] ?? ''];
    return wrapped(line.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/\*+([^*]+)\*+/g, '$1'));
  }).join('\n');
}

function wrapped(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
