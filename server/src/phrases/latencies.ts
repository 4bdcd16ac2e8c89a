/** Latencies: how late a change may arrive. */
import type { PhraseTable } from './table.ts';

export const latencies: PhraseTable = {
  kind: 'latency',
  title: 'Latency',
  description: 'How late a change may arrive at the target.',
  separator: undefined,
  groupsDigits: true,
  phrases: [
    {
      id: 'real-time',
      forms: ['Real-time'],
      meant: ['realtime immediately', 'immediate', 'instant', 'instantly', 'immediately', 'live', 'synchronous'],
      description: 'Each change at once.',
      examples: [{ text: 'Real-time' }, { text: 'real time' }],
    },
    {
      id: 'near-real-time',
      forms: ['Near-real-time (< {limit:seconds})'],
      meant: [
        'Near-real-time ({limit:seconds})', 'Near-real-time < {limit:seconds}', 'Near-real-time {limit:seconds}', 'Real-time (< {limit:seconds})', 'Near-real-time (<= {limit:seconds})', 'Near-real-time (under {limit:seconds})',
        'Near-real-time (within {limit:seconds})', 'within {limit:seconds}', '< {limit:seconds}', 'under {limit:seconds}',
      ],
      description: 'Each change within so many seconds.',
      samples: { limit: '60 seconds' },
      examples: [{ text: 'Near-real-time (< 60 seconds)' }, { text: 'near real time (<5 s)' }],
    },
    {
      id: 'batch',
      forms: ['Batch ({limit:long})'],
      meant: ['Batch {limit:long}', 'Batch every {limit:long}', 'Batch (every {limit:long})', 'Batch (< {limit:long})', 'Batch within {limit:long}', 'every {limit:long}', 'within {limit:long}', '{limit:long}'],
      description: 'Changes together, each within so many minutes, hours or days.',
      samples: { limit: '30 minutes' },
      examples: [{ text: 'Batch (30 minutes)' }, { text: 'batch (2 h)' }],
    },
  ],
};
