import type { Rule } from './rule.ts';
import { approvalsOf, calendarDate } from './sections/approvals.ts';
import { approvalExample } from './sections/examples.ts';

/** An approval is older than the text that it approves. */
export const approvedBeforeDate: Rule = {
  id: 'approved-before-date',
  severity: 'warning',
  title: 'Approved before the spec was written',
  explanation:
    'An approval in `spec_approval` is dated before the `date` of the spec. Whoever gave it has seen another version, or the spec was copied with its approvals: the executor would run a text that nobody has agreed to. An approval of the same day counts. Dates that are no days of the calendar are left to `invalid-date`.',
  bad: { text: approvalExample({ author: '{ name: Dana Reyes, date: 2024-11-20 } # the spec is dated 2025-03-03' }) },
  good: { text: approvalExample({ author: '{ name: Dana Reyes, date: 2025-03-05 } # the spec is dated 2025-03-03' }) },
  *check({ spec }) {
    const { rows, specDate } = approvalsOf(spec);
    if (!specDate) return;
    for (const { row, date } of rows) {
      const given = calendarDate(date);
      if (!given || given.value >= specDate.value) continue;
      yield {
        target: { node: given.node },
        message: `\`${row}\` is dated ${given.value}, before the spec of ${specDate.value}: the executor would run a text that was approved before it was written.`,
        related: [{ message: `The spec is dated ${specDate.value}`, at: { node: specDate.node } }],
      };
    }
  },
};
