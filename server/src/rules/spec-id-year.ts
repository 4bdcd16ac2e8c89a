import type { Rule } from './rule.ts';
import { SPEC_ID } from './spec-id-format.ts';

/** The year in the id is not that of the date. */
export const specIdYear: Rule = {
  id: 'spec-id-year',
  severity: 'information',
  title: 'Year of the id is not that of the date',
  explanation:
    'The year in `spec_id` differs from the year of `date`. That may be right for a spec that was begun in one year and written in the next; often it is left over from the spec that this one was copied from.',
  bad: { text: 'spec_id: INT-2024-014\ndate: 2025-03-03' },
  good: { text: 'spec_id: INT-2025-014\ndate: 2025-03-03' },
  *check({ spec }) {
    const node = spec.entry('spec_id')?.value;
    const date = spec.entry('date');
    const year = SPEC_ID.exec(spec.id ?? '')?.[1];
    const dated = /^(\d{4})-\d{2}-\d{2}$/.exec(spec.text('date') ?? '')?.[1];
    if (!node || !date || !year || !dated || year === dated) return;
    yield {
      target: { node },
      message: `The id is of ${year}, the spec is dated ${dated}.`,
      related: [{ message: `The date is of ${dated}`, at: { node: date } }],
    };
  },
};
