/** Rates: how many requests a system takes. */
import type { PhraseTable } from './table.ts';

export const rates: PhraseTable = {
  kind: 'rate',
  title: 'Rate',
  description: 'How many requests a system takes in a time, or at a time. Several limits are joined by a comma and a blank; all of them hold. `none` says that there is no limit.',
  separator: ',',
  groupsDigits: true,
  phrases: [
    {
      id: 'rate',
      forms: ['{n:amount} requests per {unit:unit}', '{n:amount} requests / {unit:unit}', '{n:amount} req per {unit:unit}', '{n:amount} req / {unit:unit}', '{n:amount} / {unit:unit}'],
      meant: [
        '{n:amount} per {unit:unit}', '{n:amount} requests a {unit:unit}', '{n:amount} requests an {unit:unit}', '{n:amount} requests every {unit:unit}', '{n:amount} requests each {unit:unit}',
        '{n:amount} calls per {unit:unit}', '{n:amount} calls / {unit:unit}', '{n:amount} api calls per {unit:unit}', '{n:amount} queries per {unit:unit}', '{n:amount} reqs per {unit:unit}', 'max {n:amount} requests per {unit:unit}',
      ],
      description: 'So many requests in any second, minute, hour or day.',
      samples: { n: '100', unit: 'minute' },
      examples: [{ text: '5,000 requests per hour' }, { text: '10/s' }, { text: '600 req/min' }, { text: '19 requests per second, 625,000 requests per day' }],
    },
    {
      id: 'rate-window',
      forms: ['{n:amount} requests per {window:duration}', '{n:amount} req per {window:duration}', '{n:amount} requests / {window:duration}', '{n:amount} req / {window:duration}', '{n:amount} / {window:duration}'],
      meant: ['{n:amount} requests in {window:duration}', '{n:amount} requests every {window:duration}', '{n:amount} calls per {window:duration}', '{n:amount} per {window:duration}', '{n:amount} every {window:duration}'],
      description: 'So many requests in any window of this length.',
      samples: { n: '190', window: '10 seconds' },
      examples: [{ text: '190 requests per 10 seconds' }],
    },
    {
      id: 'concurrent',
      forms: ['{n:count} concurrent requests'],
      meant: ['{n:count} concurrent', '{n:count} parallel requests', '{n:count} requests in parallel', '{n:count} simultaneous requests', '{n:count} concurrent calls', '{n:count} requests at a time', 'max {n:count} concurrent requests'],
      description: 'So many requests under way at a time. It says nothing about how many fit into a minute.',
      samples: { n: '4' },
      examples: [{ text: '4 concurrent requests' }],
    },
    {
      id: 'no-limit',
      forms: ['none'],
      meant: ['no limit', 'unlimited', 'no rate limit', 'no rate limits', 'not limited', 'N/A'],
      description: 'The system states no limit.',
      examples: [{ text: 'none' }],
    },
  ],
};
