/** Actions: what the executor does when something fails. */
import type { ParsedPhrases } from './engine.ts';
import { duration } from './holes.ts';
import type { PhraseTable } from './table.ts';

export const actions: PhraseTable = {
  kind: 'action',
  title: 'Action',
  description: 'What the executor does on a failure: steps joined by semicolons, taken in order.',
  separator: ';',
  groupsDigits: true,
  phrases: [
    {
      id: 'pause', forms: ['pause {duration:duration}'], meant: ['wait {duration:duration}', 'pause for {duration:duration}', 'wait for {duration:duration}', 'sleep {duration:duration}', 'delay {duration:duration}'],
      description: 'Do nothing for so long.', samples: { duration: '2 minutes' }, examples: [{ text: 'Pause 2 minutes' }],
    },
    {
      id: 'retry', forms: ['retry {n:count} times [with exponential backoff up to {limit:duration}]'],
      meant: ['retry up to {n:count} times', 'retry {n:count}', 'retry {n:count} x', 'retry max {n:count} times', 'try {n:count} times', '{n:count} retries', 'retry at most {n:count} times', 'retry {n:count} times with backoff up to {limit:duration}', 'retry up to {n:count} times with exponential backoff up to {limit:duration}'],
      description: 'Try again so many times; with exponential backoff, the waits between them double up to a limit.', samples: { n: '3', limit: '2 minutes' },
      examples: [{ text: 'retry 3 times' }, { text: 'retry 5 times with exponential backoff up to 1 min' }, { text: 'retry 3 times; with exponential backoff up to 30 seconds' }],
    },
    {
      id: 'backoff', forms: ['with exponential backoff up to {limit:duration}'], meant: ['exponential backoff up to {limit:duration}', 'with backoff up to {limit:duration}', 'exponential back-off max {limit:duration}', 'back off exponentially up to {limit:duration}'],
      description: 'The waits between the tries before it double up to a limit.', samples: { limit: '2 minutes' }, examples: [{ text: 'retry 3 times; with exponential backoff up to 2 minutes' }],
    },
    { id: 'stop', forms: ['stop'], meant: ['halt', 'stop integration', 'stop the integration', 'stop processing', 'abort'], description: 'The run ends here.', examples: [{ text: 'Stop' }] },
    { id: 'no-retry', forms: ['do not retry'], meant: ['no retry', 'never retry', 'don’t retry', "don't retry", 'no retries', 'without retry'], description: 'The same call is not made again.', examples: [{ text: 'do not retry' }] },
    { id: 'escalate', forms: ['escalate'], meant: ['escalate immediately', 'escalate to operator', 'notify operator', 'notify'], description: 'Tell people, as `escalation` says.', examples: [{ text: 'escalate' }] },
    {
      id: 'dead-letter', forms: ['route to dead letter', 'route failures to DLQ'],
      meant: ['route to dlq', 'route to dead letter queue', 'send to dead letter', 'send to dlq', 'send to dead letter queue', 'dead letter', 'dlq', 'move to dlq', 'move to dead letter queue', 'route failures to dead letter', 'route failures to dead letter queue', 'route record to dead letter'],
      description: 'Failed records go to the `dead_letter_queue`.', examples: [{ text: 'route to dead-letter' }, { text: 'route failures to DLQ' }],
    },
    { id: 'skip', forms: ['skip with log'], meant: ['skip', 'skip and log', 'log and skip', 'skip record', 'skip record with log'], description: 'Leave the record out, and log that.', examples: [{ text: 'skip with log' }] },
    { id: 'abort', forms: ['abort batch'], meant: ['abort the batch', 'cancel batch', 'stop batch', 'fail batch', 'abort run', 'abort the run'], description: 'Nothing more of the batch is written.', examples: [{ text: 'abort batch' }] },
    { id: 'inspect', forms: ['inspect payload'], meant: ['inspect the payload', 'inspect', 'check payload'], description: 'Look at what was sent.', examples: [{ text: 'Inspect payload' }] },
    { id: 'log', forms: ['log specifics'], meant: ['log', 'log details', 'log error', 'log the specifics', 'log error details', 'log the error'], description: 'Log what failed, and why.', examples: [{ text: 'log specifics' }] },
    {
      id: 'complete', forms: ['complete successful records'], meant: ['complete successful', 'complete the successful records', 'commit successful records', 'write successful records', 'complete the rest', 'continue with successful records'],
      description: 'Records that did not fail are written.', examples: [{ text: 'complete successful records' }],
    },
    {
      id: 'retry-after', forms: ['back off per Retry-After header'], meant: ['back off per retry after', 'honor retry-after', 'honour retry-after header', 'honor retry-after header', 'respect retry-after header', 'respect retry-after', 'wait per retry-after header', 'follow retry-after header'],
      description: 'Wait for as long as the response’s `Retry-After` header says.', examples: [{ text: 'Backoff per Retry-After header' }],
    },
    {
      id: 'fall-back', forms: ['fall back to {duration:duration} without it'],
      meant: ['fall back to {duration:duration}', 'fall back to {duration:duration} otherwise', 'fall back to {duration:duration} if missing', 'fall back to {duration:duration} if absent', '{duration:duration} without it', 'otherwise pause {duration:duration}', 'default to {duration:duration} without it'],
      description: 'How long to wait where the header is missing.', samples: { duration: '30 seconds' }, examples: [{ text: 'fall back to 30 seconds without it' }],
    },
    {
      id: 'refresh', forms: ['refresh token once'], meant: ['refresh token', 'refresh the token once', 'refresh the token', 'refresh credentials once', 'renew token once'],
      description: 'Get a new token one time, and try again with it.', examples: [{ text: 'refresh token once' }],
    },
    { id: 'split', forms: ['split batch'], meant: ['split the batch', 'split into sub-batches', 'split batch in half', 'reduce batch size', 'halve batch'], description: 'Go on with smaller batches.', examples: [{ text: 'split batch' }] },
  ],
};

/** What the steps of an action come to. */
export interface ActionFacts {
  /** How often is tried again; 0 where no step says so. */
  readonly retries: number;
  /** The longest wait between two tries, in milliseconds; undefined without exponential backoff. */
  readonly backoffLimit: number | undefined;
  /** All pauses together, in milliseconds. */
  readonly pause: number;
  /** The wait without a `Retry-After` header, in milliseconds. */
  readonly fallBack: number | undefined;
  /** The ids of the phrases it is made of: `stop`, `dead-letter`. */
  readonly steps: ReadonlySet<string>;
}

/** Reads the numbers out of an action; what no phrase matches counts for nothing. */
export function actionFacts(action: ParsedPhrases): ActionFacts {
  let retries = 0;
  let pause = 0;
  let backoffLimit: number | undefined;
  let fallBack: number | undefined;
  for (const { phrase, values } of action.matches) {
    if (values['n']?.kind === 'count') retries += values['n'].value;
    backoffLimit = duration(values['limit']) ?? backoffLimit;
    if (phrase.id === 'pause') pause += duration(values['duration']) ?? 0;
    if (phrase.id === 'fall-back') fallBack = duration(values['duration']);
  }
  return { retries, backoffLimit, pause, fallBack, steps: new Set(action.matches.map((match) => match.phrase.id)) };
}
