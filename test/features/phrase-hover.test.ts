/** Hovers on phrases outside of contracts. */
import assert from 'node:assert/strict';
import { hover } from '../helpers/features.ts';
import { baseWith, classWith } from '../helpers/specs.ts';
import { crlf } from '../helpers/text.ts';

const action = (value: string): string => classWith('source_unavailable', { action: value });
const BOUNDS = '(the latency allows 30 minutes, the next run comes after 15 minutes)';

/** Title, the text with `<|>`, what the hover is on, and what it says: all of these. */
const HOVERS: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['an interval', baseWith(['every: 15 minutes', 'every: 15 <|>min']), '15 min', ['**`15 minutes`**', '= 96 batches a day']],
  ['an interval longer than a day', baseWith(['every: 15 minutes', 'every: <|>2 days']), '2 days', ['= 0.5 batches a day']],
  ['a window', baseWith(['rollback_window: 14 days', 'rollback_window: 1<|>4 days']), '14 days', ['= 20,160 minutes']],
  ['a latency', baseWith(['Batch (30 minutes)', 'batch<|> (30 min)']), 'batch (30 min)', ['**`Batch (30 minutes)`**', '= 1,800 seconds']],
  ['a latency of an hour', baseWith(['Batch (30 minutes)', 'Batch (1 ho<|>ur)']), 'Batch (1 hour)', ['= 60 minutes']],
  ['a volume', baseWith(['400 records per batch,', '400 re<|>cords per batch,']), '400 records per batch, peak 900 per batch', ['= 38,400 records a day, 86,400 at peak']],
  ['a volume by the hour', baseWith(['400 records per batch, peak 900 per batch', '20 ev<|>ents per hour']), '20 events per hour', ['= 480 events a day']],
  ['a rate', baseWith(['2 requests per second', '2/<|>s']), '2/s', ['**`2 requests per second`**', '= 120 requests a minute']],
  ['one of several rates', baseWith(['rate_limits: 2 requests per second', 'rate_limits: 2 requests per second, 100 requests per min<|>ute']), '100 requests per minute', ['= 1.67 requests a second']],
  ['a rate in a window', baseWith(['2 requests per second', '190 requests per 10 sec<|>onds']), '190 requests per 10 seconds', ['= 1,140 requests a minute']],
  ['a step of an action, and what all come to', action('pause 2 minutes; re<|>try 3 times; escalate'), 'retry 3 times', ['**`retry 3 times`**', `In all: 3 retries, 2 minutes apart: 6 minutes at worst ${BOUNDS}.`]],
  ['a step in other words', action('Back<|>off per Retry-After header; retry 1 times'), 'Backoff per Retry-After header', ['**`back off per Retry-After header`**', 'In all: 1 retry, with no wait stated between them.']],
  ['tries that back off', action('retry 5 times with expo<|>nential backoff up to 1 min'), 'retry 5 times with exponential backoff up to 1 min', [`In all: 5 retries, at most 1 minute apart: 5 minutes at worst ${BOUNDS}.`]],
  ['tries without a header', classWith('rate_limit_exceeded', { action: 'back off per Retry-After header; fall ba<|>ck to 10 seconds without it; retry 6 times' }), 'fall back to 10 seconds without it', ['6 retries, at most 10 seconds apart: 1 minute at worst']],
  ['a step in a folded block', action('>-\n        pause 2 minutes;\n        esca<|>late'), 'escalate', ['Tell people']],
  ['a step in quotes', action('"pause 2 minutes; esca<|>late"'), 'escalate', ['Tell people']],
  ['a free step', action('pause 2 minutes; send a fa<|>x; escalate'), 'send a fax', ['**Free text**', 'would have to interpret it']],
  ['a near miss', action('wait 2 <|>minutes; retry 3 times'), 'wait 2 minutes', ['**Free text**', 'The nearest phrase is `pause 2 minutes`.']],
  ['an escalation', classWith('validation_failure', { escalation: 'alert if D<|>LQ > 10 records' }), 'alert if DLQ > 10 records', ['**`alert if dead letter > 10 records`**', 'Tells `PagerDuty policy order-sync-primary; Slack channel #order-sync`']],
];

/** Title, the text with `<|>`, and what the hover does not say. */
const UNSAID: readonly (readonly [string, string, RegExp])[] = [
  ['nothing of a day for a daily volume', baseWith(['400 records per batch, peak 900 per batch', '2,400 ev<|>ents per day']), /=/],
  ['nothing in a minute for what runs at a time', baseWith(['2 requests per second', '4 con<|>current requests']), /=/],
  ['nothing of tries where there are none', classWith('auth_failure', { action: 'st<|>op; do not retry' }), /In all/],
  ['nothing of operators where a channel is named', classWith('auth_failure', { escalation: 'imme<|>diate to PagerDuty policy on-call' }), /operator/],
  ['nothing of operators where nobody is told', classWith('auth_failure', { escalation: 'no<|>ne' }), /Tells/],
];

const SILENCE: readonly (readonly [string, string])[] = [
  ['between two steps', action('pause 2 minutes;  <|>  escalate')],
  ['a placeholder', action('<st<|>eps>')],
  ['prose', classWith('source_unavailable', { condition: 'pause 2 mi<|>nutes' })],
];

describe('hover on phrases', () => {
  for (const [title, marked, on, said] of HOVERS) {
    for (const [suffix, text] of [['', marked], [', with CRLF', crlf(marked)]] as const) {
      it(`explains ${title}${suffix}`, () => {
        const shown = hover(text);
        assert.equal(shown?.on, on);
        for (const part of said) assert.ok(shown.markdown.includes(part), `${part} is not in ${shown.markdown}`);
      });
    }
  }
  for (const [title, marked, unsaid] of UNSAID) {
    it(`says ${title}`, () => {
      const shown = hover(marked);
      assert.ok(shown);
      assert.doesNotMatch(shown.markdown, unsaid);
    });
  }
  for (const [title, marked] of SILENCE) it(`is silent on ${title}`, () => assert.equal(hover(marked), undefined));
});
