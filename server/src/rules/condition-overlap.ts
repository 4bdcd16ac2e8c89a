import type { Spec } from '../model/spec.ts';
import type { Rule } from './rule.ts';
import { placeOf } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import type { FailureClass } from './sections/failure-classes.ts';
import { failureClassesOf } from './sections/failure-classes.ts';
import { codesIn, codesText } from './sections/http-codes.ts';
import type { Side } from './sections/systems.ts';
import { systemsOf } from './sections/systems.ts';

/** Each class is compared with each other: of very many, only the first are. */
const MOST_CLASSES = 40;

/** One answer of a system falls into two classes. */
export const conditionOverlap: Rule = {
  id: 'condition-overlap',
  severity: 'warning',
  title: 'Conditions of two classes overlap',
  explanation:
    'The condition of a class covers HTTP status codes that another class of the same system names too: `HTTP 4xx on write` covers 401, 403 and 429, which `auth_failure` and `rate_limit_exceeded` handle otherwise. The executor would have to choose between two actions. Except the codes in the broader class: “HTTP 4xx on write, except 401, 403 and 429”. Read are codes such as 401, “401 or 403”, 4xx, “500 to 504”, in the first sentence that names any; exceptions behind “except”, “with the exception of”, “other than”, “excluding”, “but”, “all but”, “not”, “no other”, “where no”, “apart from”, “aside from”, “without”, “unless”, “minus”, “save for”, “besides”, “barring”, “outside of”, “otherwise”; a code that stands beside a range that has it counts as excepted where it is said to be (“4xx on write, 401 excepted”, “401 has a class of its own”), and otherwise the range is not counted (“4xx on write (400, 404 or 422)”); “other”, “remaining” or “rest” before the codes excepts whatever another class names, codes that a later sentence takes up count as excepted, and so do those meant by “authentication”, “credential”, “permission”, “rate limit”, “quota”, “throttled”, “conflict”, “not found”, “invalid” in such places. A code in a sentence with “if”, “when” or “while” before it, or with words behind it that may narrow it, is not counted, nor is a range behind one that is narrowed (“207 with an item of status 4xx”). Whose failure a class is, `system` says, or the nature of the template’s classes; a system that the condition names, “on write” and “on read” narrow it.',
  bad: { text: errorExample({ target_write_failure: '{ condition: HTTP 4xx on write, action: inspect payload; route to dead letter, retry: No, escalation: alert if > 10 in 60 minutes }' }) },
  good: { text: errorExample({ target_write_failure: '{ condition: "HTTP 4xx on write, except 401, 403 and 429", action: inspect payload; route to dead letter, retry: No, escalation: alert if > 10 in 60 minutes }' }) },
  *check({ spec }) {
    const classes = coverings(spec);
    for (const [index, broad] of classes.entries()) {
      const others = classes.flatMap((narrow, at) => {
        const isBroader = broad.codes.size > narrow.codes.size || (broad.codes.size === narrow.codes.size && index > at);
        if (at === index || !isBroader || !broad.sides.some((side) => narrow.sides.includes(side))) return [];
        const shared = [...narrow.codes].filter((code) => broad.codes.has(code));
        return shared.length > 0 ? [{ ...narrow, shared: codesText(shared) }] : [];
      });
      if (others.length === 0) continue;
      const said = others.map(({ failure, shared }) => `${shared} (\`${failure.name}\`)`).join(' and ');
      yield {
        target: placeOf(broad.failure, 'condition'),
        message: `The condition of \`${broad.failure.name}\` covers HTTP ${said} too: for these the executor would have to choose between two actions. Except them, as in “except ${codesText(others.flatMap(({ codes }) => [...codes].filter((code) => broad.codes.has(code))))}”.`,
        related: others.map(({ failure, shared }) => ({ message: `\`${failure.name}\` handles ${shared}`, at: placeOf(failure, 'condition') })),
      };
    }
  },
};

interface Covering {
  readonly failure: FailureClass;
  readonly codes: ReadonlySet<number>;
  readonly sides: readonly Side[];
}

/** The classes with codes, of which it is known whose failures they are: the first of them. */
function coverings(spec: Spec): Covering[] {
  const { source, target } = systemsOf(spec);
  const found: Covering[] = [];
  for (const failure of failureClassesOf(spec)) {
    const { condition, system } = failure;
    if (!condition || !system || found.length === MOST_CLASSES) continue;
    const { codes, side } = codesIn(condition.value, { source: source.name?.value, target: target.name?.value });
    const own: readonly Side[] = system === 'both' ? ['source', 'target'] : [system];
    if (codes.size > 0) found.push({ failure, codes, sides: own.filter((each) => side === undefined || side === each) });
  }
  return found;
}
