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
  *checkNode(node, values) {
    if (node.kind !== 'scalar' || values.schemaOf(node)?.['x-phrase'] !== 'date' || !values.hasValue(node)) return;
    const text = node.text.trim();
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!match) {
      yield { target: { node }, message: `\`${excerpt(text)}\` is not a date: write it as \`YYYY-MM-DD\`, such as \`2025-03-03\`.` };
      return;
    }
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    if (month < 1 || month > 12) yield { target: { node }, message: `\`${text}\` is no calendar date: there is no month ${match[2] ?? ''}.` };
    else if (day < 1 || day > daysIn(year, month)) yield { target: { node }, message: `\`${text}\` is no calendar date: that month has ${daysIn(year, month)} days.` };
  },
};
