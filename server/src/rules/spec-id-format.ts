import type { Rule } from './rule.ts';
import { excerpt } from './words.ts';

/** The form of an id. Source: format, *Header*: four-digit year, three or more digits. */
export const SPEC_ID = /^INT-(\d{4})-(\d{3,})$/;

/** `spec_id` is not of the form `INT-YYYY-NNN`. */
export const specIdFormat: Rule = {
  id: 'spec-id-format',
  severity: 'error',
  title: 'Spec id not of the form INT-YYYY-NNN',
  explanation:
    'A spec’s id is `INT-`, the four digits of the year, `-`, and a running number of at least three digits. Tickets, run reports and approvals find the spec by it.',
  bad: { text: 'spec_id: INT-25-1' },
  good: { text: 'spec_id: INT-2025-001' },
  *check({ spec }) {
    const node = spec.entry('spec_id')?.value;
    if (!spec.hasValue(node) || node.kind !== 'scalar' || SPEC_ID.test(node.text)) return;
    yield { target: { node }, message: `\`${excerpt(node.text)}\` is not of the form \`INT-YYYY-NNN\`: a four-digit year and three or more digits, such as \`INT-2025-014\`.` };
  },
};
