/** Durations: how long a window, a pause or an interval is. */
import type { PhraseTable } from './table.ts';

export const durations: PhraseTable = {
  kind: 'duration',
  title: 'Duration',
  description: 'A span of time in seconds, minutes, hours or days (of 24 hours), singular or plural; `s`, `min`, `h` and `d` too.',
  separator: undefined,
  groupsDigits: true,
  phrases: [
    {
      id: 'duration',
      forms: ['{duration:duration}'],
      meant: ['every {duration:duration}', 'each {duration:duration}', 'within {duration:duration}', '< {duration:duration}', 'up to {duration:duration}', 'for {duration:duration}'],
      description: 'A number and a unit of time.',
      samples: { duration: '15 minutes' },
      examples: [{ text: '15 minutes' }, { text: '1 hour' }, { text: '90 s' }, { text: '1,440 min' }, { text: '14 days' }],
    },
  ],
};
