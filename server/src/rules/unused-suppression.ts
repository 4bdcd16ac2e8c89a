import type { SuppressionRule } from './rule.ts';
import { EVERY_FORMAT } from './rule.ts';
import { suppressionAt, suppressionText } from './suppressions.ts';
import { list, MOST_SUGGESTIONS, nearest } from './words.ts';

/** A suppression that silences nothing. */
export const unusedSuppression: SuppressionRule = {
  id: 'unused-suppression',
  severity: 'warning',
  title: 'Suppression silences nothing',
  explanation:
    'A comment disables a rule, but the rule finds nothing there: the fault was mended, the comment stands on the wrong line, or the rule’s name is misspelled. Left in place it would hide the next fault of that kind. Of `duplicate-spec-id` that can be told only where all specs are known (in a workspace folder of the editor, and where `intspec check` searches the current folder), and of `naming-convention` only where `naming` is set. The fix takes the comment out.',
  bad: { text: '# intspec-disable-next-line invalid-date -- decided on 3 March\nauthor: Dana Reyes' },
  good: { text: '# intspec-disable-next-line invalid-date -- the date is set on the day of approval\ndate: 2025-02-30' },
  formats: EVERY_FORMAT,
  *checkSuppressions({ suppressions, ruleIds }) {
    for (const suppression of suppressions.all) {
      const unused = suppressions.unused(suppression);
      if (unused.length === 0 && suppression.rules.length > 0) continue;
      const what = suppression.rules.length === 0 ? 'names no rule' : `of ${list(unused)} silences nothing`;
      const meant = unused.slice(0, MOST_SUGGESTIONS).flatMap((rule) => (ruleIds.includes(rule) ? [] : nearest(rule, ruleIds) ?? []));
      const help = meant.length === 0 ? '' : ` Did you mean ${list(meant)}?`;
      yield { target: suppression.comment, message: `This suppression ${what}: remove it, so that it cannot hide a later fault.${help}`, data: { unused } };
    }
  },
  fix(finding, { spec }) {
    const suppression = suppressionAt(finding, spec.tree);
    const unused = finding.data?.['unused'];
    if (!suppression || !Array.isArray(unused)) return [];
    const { comment, scope } = suppression;
    const reason = suppression.reason === '' ? suppression.unmarked : suppression.reason;
    const kept = suppression.rules.filter((rule) => !unused.includes(rule));
    if (kept.length === 0) return [{ title: 'Remove the suppression', changes: [{ kind: 'removeComment', comment }], preferred: true }];
    return [{ title: `Keep ${list(kept)} only`, changes: [{ kind: 'replaceComment', comment, text: suppressionText(scope, kept, reason) }], preferred: true }];
  },
};
