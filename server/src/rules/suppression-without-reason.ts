import type { SuppressionRule } from './rule.ts';
import { EVERY_FORMAT } from './rule.ts';
import { suppressionAt, suppressionText } from './suppressions.ts';
import { excerpt } from './words.ts';

/** A suppression that does not say why. */
export const suppressionWithoutReason: SuppressionRule = {
  id: 'suppression-without-reason',
  severity: 'warning',
  title: 'Suppression without a reason',
  explanation:
    'A comment disables a rule without saying why. A reviewer who approves the spec also approves what the comment hides, and needs the reason to judge it. Write it behind ` -- `: words behind another mark, or behind none, are no reason yet. The fix adds a place for it, or puts ` -- ` in front of the words that are there.',
  bad: { text: '# intspec-disable-next-line invalid-date\ndate: 2025-02-30' },
  good: { text: '# intspec-disable-next-line invalid-date -- the date is set on the day of approval\ndate: 2025-02-30' },
  formats: EVERY_FORMAT,
  *checkSuppressions({ suppressions }) {
    for (const { comment, reason, rules, unmarked } of suppressions.all) {
      if (rules.length === 0 || reason !== '') continue;
      const message = unmarked === '' ? 'This suppression gives no reason. Write it behind ` -- `, for whoever approves the spec.' : `The reason of this suppression goes behind \` -- \`: \`-- ${excerpt(unmarked)}\`.`;
      yield { target: comment, message };
    }
  },
  fix(finding, { spec }) {
    const suppression = suppressionAt(finding, spec.tree);
    if (!suppression) return [];
    const { comment, scope, rules, unmarked } = suppression;
    if (unmarked !== '') return [{ title: 'Write ` -- ` in front of the reason', changes: [{ kind: 'replaceComment', comment, text: suppressionText(scope, rules, unmarked) }], preferred: true }];
    const text = `${suppressionText(scope, rules, '')} -- `;
    return [{ title: 'Add a reason', changes: [{ kind: 'replaceComment', comment, text, hole: 'reason' }], preferred: true }];
  },
};
