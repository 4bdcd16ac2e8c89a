import type { Rule } from './rule.ts';
import { EVERY_FORMAT } from './rule.ts';
import { problemFindings } from './text-problems.ts';

/** A key given twice in one map. */
export const duplicateKey: Rule = {
  id: 'duplicate-key',
  severity: 'error',
  title: 'Key given twice',
  explanation:
    'A map has the same key twice. YAML parsers disagree about which of the two counts, so the executor could read the other one. The checker reads the first. There is no fix, since only the author knows which one is meant.',
  bad: { text: 'author: Dana Reyes\nauthor: Theo Marchetti' },
  good: { text: 'author: Dana Reyes' },
  formats: EVERY_FORMAT,
  check: ({ spec }) => problemFindings(spec, 'duplicate-key'),
};
