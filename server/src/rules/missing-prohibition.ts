import { childSchema, sections } from '../model/schema.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import { listFix } from './list-edits.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { instructionsExample } from './sections/examples.ts';
import { list } from './words.ts';

/** What every executor is forbidden, as the template prints it: the schema’s default. */
const instructions = sections.find(({ key }) => key === 'agent_execution_instructions')?.schema;
const standing: unknown = childSchema(instructions, 'not_authorized')?.default;
const PROHIBITIONS: readonly string[] = Array.isArray(standing) ? standing.map(String) : [];

/** A prohibition of the template was taken out. */
export const missingProhibition: Rule = {
  id: 'missing-prohibition',
  severity: 'error',
  title: 'Standing prohibition dropped',
  explanation:
    `The template forbids every executor three things, and \`not_authorized\` must keep them: ${PROHIBITIONS.map((each) => `“${each}”`).join(', ')}. An executor that is not told so may take them for part of its task. Words count, not their order: an item that has all the longer words of a prohibition is that one, whatever form they have and whatever stands around them (\`NOT authorized:\`, \`no\`, “section 6” for “§6”, “both” for “either”). The fix adds those that are missing.`,
  bad: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/', 'Wiki page Order runs'], ['schema changes to either system', 'cancelling or refunding anything in Shopify']) },
  good: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/', 'Wiki page Order runs']) },
  fixAll: true,
  *check({ spec }) {
    const entry = entryOf(spec.at('agent_execution_instructions'), 'not_authorized');
    const node = entry?.value;
    if (!entry || node?.kind !== 'list' || node.items.length === 0 || !spec.hasValue(node)) return;
    // An item that is still to be filled in may become any of them.
    if (node.items.some((item) => !spec.hasValue(item))) return;
    const items = node.items.map((item) => wordsOf(itemText(item)));
    const missing = PROHIBITIONS.filter((each) => !items.some((words) => [...wordsOf(each)].every((word) => words.has(word))));
    if (missing.length === 0) return;
    yield {
      target: { node: entry, part: 'key' },
      message: `\`not_authorized\` lacks ${list(missing)}, which the template forbids every executor: it could be taken for allowed.`,
      data: { missing },
    };
  },
  fix(finding, { spec }) {
    const entry = nodeOf(finding);
    const missing = finding.data?.['missing'];
    if (entry?.kind !== 'entry' || !Array.isArray(missing)) return [];
    return listFix(`Add ${list(missing)}`, entry, { append: missing.map((text: string) => ({ kind: 'text', text })) }, spec);
  },
};

/** The text of an item; `NOT authorized: schema changes` without quotes is a map of one entry to YAML. */
function itemText(item: SyntaxNode): string {
  if (item.kind === 'map') return item.entries.map(({ key, value }) => `${key.text} ${textOf(value) ?? ''}`).join(' ');
  return textOf(item) ?? '';
}

/** Words shorter than this only join the others. */
const SHORTEST = 4;
/** How many letters of a word count, so that its endings do not: `contact`, `contacting`; `route`, `routing`. */
const STEM = 4;

/** The words that make up a prohibition, and the numbers in it. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().replace(/\bboth\b/g, 'either').match(/\p{L}+|\d+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= SHORTEST || /^\d/.test(word)).map((word) => word.slice(0, STEM)));
}
