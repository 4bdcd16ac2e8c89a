import type { Rule } from './rule.ts';
import { EVERY_FORMAT } from './rule.ts';
import { problemFindings, repairFix } from './text-problems.ts';

/** Text that YAML drops or splits off without an error. */
export const swallowedText: Rule = {
  id: 'swallowed-text',
  severity: 'warning',
  title: 'YAML drops part of this text',
  explanation:
    'YAML reads this value as something shorter than what stands there, without an error: text behind ` #` is a comment, a word that starts with `!` is a type tag, and inside braces a comma ends the value. The executor would never see the rest. The checker goes on with the whole text, as its author most likely meant it; quotes make every other program do the same.',
  bad: { text: 'author: Dana Reyes #platform' },
  good: { text: 'author: "Dana Reyes #platform"' },
  formats: EVERY_FORMAT,
  check: ({ spec }) => problemFindings(spec, 'swallowed'),
  fix: repairFix,
};
