/** Volumes: how much flows, normally and at most. */
import type { PhraseTable } from './table.ts';

export const volumes: PhraseTable = {
  kind: 'volume',
  title: 'Volume',
  description: 'How many records, events or messages are expected per batch, second, minute, hour or day, and how many at peak.',
  separator: undefined,
  groupsDigits: true,
  phrases: [
    {
      id: 'volume',
      forms: ['{n:amount} {what:thing} per {per:per}[, peak {peak:amount} per {peakPer:per}]'],
      meant: [
        '{n:amount} {what:thing} per {per:per}, peak {peak:amount} {peakWhat:thing} per {peakPer:per}', '{n:amount} {what:thing} per {per:per}, {peak:amount} per {peakPer:per} at peak',
        '{n:amount} {what:thing} per {per:per} ( peak {peak:amount} per {peakPer:per} )', '{n:amount} {what:thing} per {per:per} / peak {peak:amount} per {peakPer:per}',
        '{n:amount} {what:thing} per {per:per}; peak {peak:amount} per {peakPer:per}', '{n:amount} {what:thing} / {per:per}', '{n:amount} {what:thing} a {per:per}', '{n:amount} {what:thing} an {per:per}', '{n:amount} {what:thing} each {per:per}',
        'about {n:amount} {what:thing} per {per:per}', 'up to {n:amount} {what:thing} per {per:per}', '~ {n:amount} {what:thing} per {per:per}',
      ],
      description: 'The volume expected in normal operation, and at peak where that differs.',
      samples: { n: '400', what: 'records', per: 'batch', peak: '900', peakPer: 'batch' },
      examples: [{ text: '400 records per batch, peak 900 per batch' }, { text: '2,400 events per day' }, { text: '20 Messages per Second, peak 3,000 per minute' }],
    },
  ],
};
