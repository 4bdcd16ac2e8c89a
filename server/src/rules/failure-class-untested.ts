import type { Rule } from './rule.ts';
import { criteriaOf } from './sections/criteria.ts';
import { validationExample } from './sections/examples.ts';
import { failureClassesOf, naturalClasses } from './sections/failure-classes.ts';
import { nearest } from './words.ts';

/** A failure class of the author’s own that no criterion speaks of. */
export const failureClassUntested: Rule = {
  id: 'failure-class-untested',
  severity: 'warning',
  title: 'Failure class without a test',
  explanation:
    'Section 4 has a failure class beyond the template’s six, and no criterion of section 7 names it: in its key, its test or its pass condition, with case, blanks, `_` and `-` aside. “Each failure class” names none. The usual tests are made for the usual failures, so nobody would notice that the executor handles this one wrongly. Name the class in a test of its own, or in that of `error_behavior`. Where a criterion is still to be filled in, nothing is said yet.',
  bad: { text: validationExample({ error_behavior: '{ test: Inject each failure class, pass_condition: Each produces the declared action }' }) },
  good: { text: validationExample({ error_behavior: '{ test: "Inject each failure class, target unavailable included", pass_condition: Each produces the declared action }' }) },
  *check({ spec }) {
    const criteria = criteriaOf(spec);
    if (!criteria || criteria.length === 0 || criteria.some((each) => !each.isRead)) return;
    const said = criteria.flatMap(({ name, test, passCondition }) => [name, test?.value ?? '', passCondition?.value ?? '']).map(comparable);
    const classes = failureClassesOf(spec);
    const missing = naturalClasses.filter((name) => !classes.some((each) => each.name === name));
    for (const { name, entry, isOwn } of classes) {
      // A misspelling of one that is missing is reported as that.
      if (!isOwn || entry.value?.kind !== 'map' || nearest(name, missing) !== undefined) continue;
      if (said.some((text) => text.includes(comparable(name)))) continue;
      yield {
        target: { node: entry, part: 'key' },
        message: `No criterion of section 7 names the failure class \`${name}\`: nobody would notice that the executor handles it wrongly.`,
      };
    }
  },
};

function comparable(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}
