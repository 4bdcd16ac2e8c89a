import type { Rule } from './rule.ts';
import { readTitle } from './title.ts';
import { excerpt } from './words.ts';

/** The title is not `Source → Target: Purpose`. */
export const titleFormat: Rule = {
  id: 'title-format',
  severity: 'error',
  title: 'Title not of the form Source → Target: Purpose',
  explanation:
    'A title names the source, an arrow (`→`, or `->`), the target, a colon and the purpose. Reviewers and run reports tell specs apart by it. The colon makes quotes necessary in YAML.',
  bad: { text: 'title: Sales orders into NetSuite' },
  good: { text: 'title: "Shopify → NetSuite: Sales orders"' },
  *check({ spec }) {
    const node = spec.entry('title')?.value;
    if (!spec.hasValue(node) || node.kind !== 'scalar' || readTitle(node.text)) return;
    const missing = !/→|->/.test(node.text) ? 'the arrow `→` between the two systems' : !/:\s/.test(node.text) ? 'a colon and the purpose behind the target' : 'one of its parts';
    yield { target: { node }, message: `\`${excerpt(node.text)}\` is not of the form \`Source → Target: Purpose\`: ${missing} is missing.` };
  },
};
