import type { SuppressionRule } from './rule.ts';
import { EVERY_FORMAT } from './rule.ts';
import { suppressionAt, suppressionText } from './suppressions.ts';

/** A suppression that does not say why. */
export const suppressionWithoutReason: SuppressionRule = {
  id: 'suppression-without-reason',
  severity: 'warning',
  title: 'Suppression without a reason',
  explanation:
    'A comment disables a rule without saying why. A reviewer who approves the spec also approves what the comment hides, and needs the reason to judge it. Write it behind ` -- `. The fix adds a place for it.',
  bad: { text: '# intspec-disable-next-line invalid-date\ndate: 2025-02-30' },
  good: { text: '# intspec-disable-next-line invalid-date -- the date is set on the day of approval\ndate: 2025-02-30' },
  formats: EVERY_FORMAT,
  *checkSuppressions({ suppressions }) {
    for (const { comment, reason, rules } of suppressions.all) {
      if (rules.length === 0 || reason !== '') continue;
      yield { target: comment, message: 'This suppression gives no reason. Write it behind ` -- `, for whoever approves the spec.' };
    }
  },
  fix(finding, { spec }) {
    const suppression = suppressionAt(finding, spec.tree);
    if (!suppression) return [];
    const { comment, scope, rules } = suppression;
    const text = `${suppressionText(scope, rules, '')} -- `;
    return [{ title: 'Add a reason', changes: [{ kind: 'replaceComment', comment, text, hole: 'reason' }], preferred: true }];
  },
};
