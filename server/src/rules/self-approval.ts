import type { Rule } from './rule.ts';
import { approvalsOf, personName } from './sections/approvals.ts';
import { approvalExample } from './sections/examples.ts';

/** The rows that somebody other than the author has to sign. Source: rule catalogue. */
const BY_OTHERS: readonly string[] = ['technical_reviewer', 'approved_for_execution'];

/** Whoever wrote the spec has also reviewed or released it. */
export const selfApproval: Rule = {
  id: 'self-approval',
  severity: 'warning',
  title: 'Reviewed or released by the author',
  explanation:
    'The `technical_reviewer` or the one who `approved_for_execution` is the author: the name in the header’s `author`, or in the first row of the approvals. A second pair of eyes is the point of these two rows, and the last check before the executor acts. Names are compared case, spacing, dots and accents aside, and without what stands in brackets, as in `Dana Reyes (Finance)`; where the header names several authors, joined by a comma, `and`, `&`, `;` or `/`, each part of two words or more is one of them.',
  bad: { text: approvalExample({ author: '{ name: Dana Reyes, date: 2025-03-05 }', technical_reviewer: '{ name: Dana Reyes (Integration Team), date: 2025-03-06 }' }) },
  good: { text: approvalExample({ author: '{ name: Dana Reyes, date: 2025-03-05 }', technical_reviewer: '{ name: Theo Marchetti, date: 2025-03-06 }' }) },
  *check({ spec }) {
    const { rows, authors } = approvalsOf(spec);
    for (const { row, name } of rows) {
      if (!name || !BY_OTHERS.includes(row)) continue;
      const author = authors.find(({ value }) => isAmong(name.value, value));
      if (!author) continue;
      const what = row === 'technical_reviewer' ? 'reviews' : 'releases';
      yield {
        target: { node: name.node },
        message: `\`${name.value}\` ${what} a spec of their own: nobody else has looked at it before the executor acts.`,
        related: [{ message: `The author is \`${author.value}\``, at: { node: author.node } }],
      };
    }
  },
};

/** Whether a person is the author, or one of several. A part of one word may be half of another name, as in a firm’s. */
function isAmong(person: string, authors: string): boolean {
  const name = personName(person);
  const parts = authors.split(/[,;&/]|\band\b/i).filter((part) => /\S\s+[^\s([<{]/.test(part.trim()));
  return name !== '' && [authors, ...parts].some((author) => personName(author) === name);
}
