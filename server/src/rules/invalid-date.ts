import { daysIn } from '../model/calendar.ts';
import type { Rule } from './rule.ts';
import { excerpt } from './words.ts';

/** A date that is not a day of the calendar, or not written as one. */
export const invalidDate: Rule = {
  id: 'invalid-date',
  severity: 'error',
  title: 'Not a calendar date',
  explanation:
    'A date must be a day that exists, written `YYYY-MM-DD`. That holds for the date of the spec and for those of its approvals. Other spellings are ambiguous: `03/04/2025` is a day in March to some and in April to others.',
  bad: { text: 'date: 2025-02-30' },
  good: { text: 'date: 2025-02-28' },
  checkScalar(node, values) {
    if (values.schemaOf(node)?.['x-phrase'] !== 'date' || !values.hasValue(node)) return undefined;
    const fault = faultOf(node.text.trim());
    return fault === undefined ? undefined : [{ target: { node }, message: fault }];
  },
};

/** What is wrong with a date; undefined for nothing. */
function faultOf(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return `\`${excerpt(text)}\` is not a date: write it as \`YYYY-MM-DD\`, such as \`2025-03-03\`.`;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12) return `\`${text}\` is no calendar date: there is no month ${match[2] ?? ''}.`;
  return day < 1 || day > daysIn(year, month) ? `\`${text}\` is no calendar date: that month has ${daysIn(year, month)} days.` : undefined;
}
