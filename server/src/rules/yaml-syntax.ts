import type { Rule } from './rule.ts';
import { EVERY_FORMAT } from './rule.ts';
import { problemFindings, repairFix } from './text-problems.ts';

/** Every fault in the YAML itself; the cure comes with it from the parser. */
export const yamlSyntax: Rule = {
  id: 'yaml-syntax',
  severity: 'error',
  title: 'YAML syntax error',
  explanation:
    'The text is not valid YAML here. The checker reads around the fault, so the rest of the file is still checked, but another program may read the file differently or refuse it. Most often a value needs quotes: unquoted text must not hold a colon followed by a blank, nor start with a character that means something to YAML.',
  bad: { text: 'title: Shopify → NetSuite: Sales orders' },
  good: { text: 'title: "Shopify → NetSuite: Sales orders"' },
  formats: EVERY_FORMAT,
  check: ({ spec }) => problemFindings(spec, 'syntax'),
  fix: repairFix,
};
