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
    'Section 4 has a failure class beyond the template’s six, and no criterion of section 7 names it: in its key, its test or its pass condition, with case, blanks, `_` and `-` aside. “Each failure class” names none; “our own included”, “including its own classes” and a number of classes that is that of section 4 (“all seven failure classes”) name all. The usual tests are made for the usual failures, so nobody would notice that the executor handles this one wrongly. Name the class in a test of its own, or in that of `error_behavior`. Where a criterion is still to be filled in, nothing is said yet.',
  bad: { text: validationExample({ error_behavior: '{ test: Inject each failure class, pass_condition: Each produces the declared action }' }) },
  good: { text: validationExample({ error_behavior: '{ test: "Inject each failure class, target unavailable included", pass_condition: Each produces the declared action }' }) },
  *check({ spec }) {
    const criteria = criteriaOf(spec);
    if (!criteria || criteria.length === 0 || criteria.some((each) => !each.isRead)) return;
    const said = criteria.flatMap(({ name, test, passCondition }) => [name, test?.value ?? '', passCondition?.value ?? '']).map(comparable);
    const classes = failureClassesOf(spec);
    if (criteria.some(({ test, passCondition }) => [test, passCondition].some((each) => each && meansAll(each.value, classes.length)))) return;
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

/** Words that take in the classes of the author’s own, beside a word for classes. The manual page names them. */
const OWN = /\bown(?: ones| (?:failure )?class(?:es)?)? (?:are |is )?included\b|\bincluding (?:those of |all (?:of )?)?(?:our|my|its|their|the) own\b/i;
const COUNTS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Whether a text speaks of all classes, so many as there are: by their number, or by those of the author’s own. */
function meansAll(text: string, count: number): boolean {
  if (!/\bclass(?:es)?\b/i.test(text)) return false;
  const [, said = ''] = /\b(\d+|[a-z]+) (?:failure )?classes\b/i.exec(text) ?? [];
  return OWN.test(text) || said === String(count) || (said !== '' && said.toLowerCase() === COUNTS[count]);
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '');
}
