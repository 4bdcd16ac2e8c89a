import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { randomFrom } from '../../server/src/model/sample.ts';
import { actionFacts } from '../../server/src/phrases/actions.ts';
import { escalationFacts } from '../../server/src/phrases/escalations.ts';
import type { PhraseKind } from '../../server/src/phrases/index.ts';
import { isPhraseKind, nearestPhrase, parsePhrase, phraseTables, phraseTemplates, stepAt } from '../../server/src/phrases/index.ts';

/** The text in canonical words; then each fault as `[text] meant`. */
function read(kind: PhraseKind, text: string): string {
  const { canonical, faults } = parsePhrase(kind, text);
  return [canonical ?? '?', ...faults.map(({ span, meant }) => `[${text.slice(span.start, span.end)}]${meant === undefined ? '' : ` ${meant}`}`)].join(' ');
}

function all(kind: PhraseKind, cases: readonly (readonly [string, string])[]): void {
  for (const [text, expected] of cases) it(`reads ${kind} \`${text}\``, () => { assert.equal(read(kind, text), expected); });
}

describe('transformation phrases', () => {
  all('transformation', [
    ['exact copy', 'exact copy'],
    ['  Trim ,LOWERCASE,  truncate  to 254 ', 'trim, lowercase, truncate to 254'],
    ['lower case, exactcopy', 'lowercase, exact copy'],
    ['truncate to 1,000', 'truncate to 1000'],
    ['truncate to 1,000, trim', 'truncate to 1000, trim'],
    ['truncate to 5,trim', 'truncate to 5, trim'],
    ['default to Unknown, truncate to 80', 'default to Unknown, truncate to 80'],
    ["default to 'a, b', trim", "default to 'a, b', trim"],
    ['default to "it\'s"', 'default to "it\'s"'],
    ["default to 'it''s'", 'default to "it\'s"'],
    ["default to O'Brien, trim", "default to O'Brien, trim"],
    ["default to ''", "default to ''"],
    ['default to -1', 'default to -1'],
    ['default to false', 'default to false'],
    ['default to SHOP-MISC', 'default to SHOP-MISC'],
    ["replace ',' with ';'", "replace ',' with ';'"],
    ['replace with with to', 'replace with with to'],
    ['replace a b with c d', 'replace a b with c d'],
    ['pad left to 10 with 0', 'pad left to 10 with 0'],
    ["pad right to 10 with ' '", "pad right to 10 with ' '"],
    ['round to 1 decimals', 'round to 1 decimal'],
    ['multiply by 0.010', 'multiply by 0.01'],
    ['multiply by -1', 'multiply by -1'],
    ['divide by 100, round to 2 decimals', 'divide by 100, round to 2 decimals'],
    ['parse as date dd.MM.yyyy', 'parse as date dd.MM.yyyy'],
    ["parse as datetime yyyy-MM-dd'T'HH:mm:ss in Europe/Berlin", "parse as datetime yyyy-MM-dd'T'HH:mm:ss in Europe/Berlin"],
    ['format as \'EEE, dd MMM yyyy\' in America/New_York', "format as 'EEE, dd MMM yyyy' in America/New_York"],
    ['format as dd MMM yyyy', 'format as dd MMM yyyy'],
    ['Convert To utc', 'convert to UTC'],
    ['from epoch seconds, date in UTC', 'from epoch seconds, date in UTC'],
    ['date in europe/berlin', 'date in Europe/Berlin'],
    ['start of day in Etc/GMT+5', 'start of day in Etc/GMT+5'],
    ['map values, default to UNFULFILLED', 'map values, default to UNFULFILLED'],
    ['HASH SHA256', 'hash sha256'],
    ["split by ','", "split by ','"],
    ['join with -', 'join with -'],

    ['', '? []'],
    ['trim,, lowercase', '? []'],
    ['trim,', '? []'],
    ['make it nice', '? [make it nice]'],
    ['trim, lowercsae', '? [lowercsae] lowercase'],
    ['truncate(255)', '? [truncate(255)] truncate to 255'],
    ['truncate to -5', 'truncate to -5 [-5]'],
    ['truncate to 2.5', 'truncate to 2.5 [2.5]'],
    ['pad left to 10 with 00', 'pad left to 10 with 00 [00]'],
    ["replace '' with x", "replace '' with x ['']"],
    ["default to 'open, trim", "default to 'open, trim ['open, trim]"],
    ["default to 'a'b", "default to 'a'b ['a'b] \"'a'b\""],
    ['date in Europe/Berln', 'date in Europe/Berln [Europe/Berln] Europe/Berlin'],
    ['date in New York', 'date in New York [New York] America/New_York'],
    ['parse as date YYYY-MM-DD', 'parse as date YYYY-MM-DD [YYYY-MM-DD] yyyy-MM-dd'],
    ['divide by 100', 'divide by 100 [divide by 100]'],
    ['divide by 0, round to 2 decimals', 'divide by 0, round to 2 decimals [0]'],
    ['trim; lowercase', '? [trim; lowercase] trim, lowercase'],
  ]);

  it('places what fills a hole', () => {
    const text = "trim, Replace 'a, b' with  cd";
    const holes = parsePhrase('transformation', text).matches[1]?.holes ?? [];
    assert.deepEqual(holes.map(({ name, span }) => [name, text.slice(span.start, span.end)]), [['a', "'a, b'"], ['b', 'cd']]);
    assert.deepEqual(holes[0]?.value, { kind: 'nonempty', value: 'a, b', quoted: true });
  });

  it('finds the step at an offset', () => {
    const parsed = parsePhrase('transformation', 'trim, lowercase');
    assert.equal(stepAt(parsed, 8)?.match?.phrase.id, 'lowercase');
    assert.equal(stepAt(parsed, 0)?.match?.phrase.id, 'trim');
  });

  it('says for each phrase what it calls', () => {
    const truncate = parsePhrase('transformation', 'truncate to 5').matches[0]?.phrase.call;
    assert.deepEqual(truncate, { function: 'truncate', args: ['$value', { hole: 'n' }] });
    for (const phrase of phraseTables[0]?.phrases ?? []) {
      const names = new Set([...phrase.forms[0].matchAll(/\{(\w+):/g)].map((match) => match[1]));
      assert.ok(phrase.call, phrase.id);
      const args = 'args' in phrase.call ? phrase.call.args : [];
      const used = new Set(args.flatMap((arg) => (typeof arg === 'object' && 'hole' in arg ? arg.hole : [])));
      assert.deepEqual(used, names, phrase.id);
    }
  });
});

describe('other phrases', () => {
  all('duration', [['60 minutes', '60 minutes'], ['1 Hour', '1 hour'], ['1 hours', '1 hour'], ['90s', '90 seconds'], ['1,440 min', '1,440 minutes'], ['1.5 h', '1.5 hours'], ['30 d', '30 days'], ['2 weeks', '? [2 weeks] 14 days'], ['5 mins', '? [5 mins] 5 minutes'], ['soon', '? [soon]'], ['minutes', '? [minutes]']]);
  all('rate', [
    ['2 requests per second', '2 requests per second'], ['1 request per second', '1 request per second'], ['100/s', '100 requests per second'], ['600 req/min', '600 requests per minute'],
    ['19 requests per second, 625,000 requests per day', '19 requests per second, 625,000 requests per day'], ['190 requests per 10 seconds', '190 requests per 10 seconds'], ['4 concurrent requests', '4 concurrent requests'],
    ['none', 'none'], ['10 rps', '? [10 rps] 10 requests per second'], ['100 calls per minute', '? [100 calls per minute] 100 requests per minute'], ['-5 requests per second', '-5 requests per second [-5]'],
  ]);
  all('volume', [
    ['400 records per batch, peak 900 per batch', '400 records per batch, peak 900 per batch'], ['2,400 Events per day', '2,400 events per day'], ['1 record per h', '1 record per hour'],
    ['500 recrods per day', '? [500 recrods per day] 500 records per day'], ['about 500 records per day', '? [about 500 records per day] 500 records per day'],
  ]);
  all('latency', [
    ['real time', 'Real-time'], ['Near-real-time (< 60 seconds)', 'Near-real-time (< 60 seconds)'], ['near-real-time (<1 s)', 'Near-real-time (< 1 second)'], ['Batch (2 hours)', 'Batch (2 hours)'],
    ['Near-real-time (< 1 minute)', 'Near-real-time (< 1 minute) [1 minute] 60 seconds'], ['Batch 30 minutes', '? [Batch 30 minutes] Batch (30 minutes)'],
  ]);
  all('action', [
    ['pause 2 minutes; retry 3 times; abort batch; escalate', 'pause 2 minutes; retry 3 times; abort batch; escalate'],
    ['Retry 3 times with exponential backoff up to 2 min', 'retry 3 times with exponential backoff up to 2 minutes'],
    ['retry 3 times; with exponential backoff up to 20 seconds', 'retry 3 times; with exponential backoff up to 20 seconds'],
    ['with exponential backoff up to 20 seconds', 'with exponential backoff up to 20 seconds [with exponential backoff up to 20 seconds]'],
    ['complete successful records; route failures to DLQ', 'complete successful records; route to dead letter'],
    ['Backoff per Retry-After header; fall back to 10 seconds without it', 'back off per Retry-After header; fall back to 10 seconds without it'],
    ['stop; do not retry; escalate', 'stop; do not retry; escalate'],
    ['stop, do not retry, escalate', '? [stop, do not retry, escalate] stop; do not retry; escalate'],
    ['retry 1 times', 'retry 1 time'], ['send to DLQ', '? [send to DLQ] route to dead letter'], ['wait 5 mins', '? [wait 5 mins] pause 5 minutes'],
    ['call the night shift and let them decide', '? [call the night shift and let them decide]'],
  ]);
  all('escalation', [
    ['immediate', 'immediate'], ['Immediate to Slack channel #order-sync', 'immediate to Slack channel #order-sync'], ['none', 'none'], ['alert always', 'alert always'],
    ['alert after 3 failures to PagerDuty policy x', 'alert after 3 failures to PagerDuty policy x'], ['alert if dead letter > 0 records', 'alert if dead letter > 0 records'], ['Alert if DLQ > 5 records', 'alert if dead letter > 5 records'],
    ['alert if > 5 in 1 h', 'alert if > 5 in 1 hour'], ['alert if > 10 rate limit hits per hour', 'alert if > 10 rate-limit hits per hour'], ['alert after three failures', '? [alert after three failures] alert after 3 failures'],
  ]);

  it('come to numbers', () => {
    const facts = actionFacts(parsePhrase('action', 'pause 1 minute; pause 30 s; retry 3 times with exponential backoff up to 2 minutes; back off per Retry-After header; fall back to 10 seconds without it'));
    assert.deepEqual({ ...facts, steps: [...facts.steps] }, { retries: 3, backoffLimit: 120_000, pause: 90_000, fallBack: 10_000, steps: ['pause', 'retry', 'retry-after', 'fall-back'] });
    const [match] = parsePhrase('escalation', 'alert if > 5 in 60 minutes to Slack channel #x').matches;
    assert.ok(match);
    assert.deepEqual(escalationFacts(match), { threshold: 5, window: 3_600_000, channel: 'Slack channel #x' });
  });
});

describe('the tables', () => {
  for (const table of phraseTables) {
    it(`${table.kind}: examples and templates are read, and canonical words stay as they are`, () => {
      const texts = [...table.phrases.flatMap((phrase) => phrase.examples.map((example) => example.text)), ...phraseTemplates(table.kind).map((template) => template.plain)];
      for (const text of texts) {
        const { canonical, faults } = parsePhrase(table.kind, text);
        assert.ok(canonical !== undefined, text);
        if (!/^(divide|with exponential)/.test(text) || text.includes(',')) assert.deepEqual(faults, [], text);
        assert.equal(parsePhrase(table.kind, canonical).canonical, canonical);
      }
    });

    it(`${table.kind}: each template is its own phrase`, () => {
      for (const { phrase, plain } of phraseTemplates(table.kind)) assert.equal(parsePhrase(table.kind, plain).matches[0]?.phrase.id, phrase.id, plain);
      assert.equal(new Set(table.phrases.map((phrase) => phrase.id)).size, table.phrases.length);
    });

    it(`${table.kind}: what is only understood leads to its phrase`, () => {
      for (const phrase of table.phrases) {
        for (const pattern of phrase.meant ?? []) {
          const text = pattern.replaceAll(/ ?\[.*?\]/g, '').replaceAll(/\{(\w+):(\w+)\}/g, (_whole, name: string, kind: string) => phrase.samples?.[name] ?? (kind === 'thing' ? 'records' : '5'));
          if (parsePhrase(table.kind, text).faults.length === 0) continue;
          assert.equal(nearestPhrase(table.kind, text)?.phrase.id, phrase.id, text);
        }
      }
    });

    it(`${table.kind}: one wrong letter is forgiven`, () => {
      for (const { phrase, plain } of phraseTemplates(table.kind)) {
        const at = plain.search(/[a-z]{5}/i) + 2;
        if (at < 2 || phrase.id === 'duration') continue;
        const text = `${plain.slice(0, at)}q${plain.slice(at + 1)}`;
        const near = nearestPhrase(table.kind, text);
        assert.ok(near, text);
        // A letter may lead from one phrase to its neighbour, not to nowhere.
        if (near.complete && near.phrase.id !== 'divide' && near.phrase.id !== 'backoff') assert.deepEqual(parsePhrase(table.kind, near.text).faults, [], near.text);
      }
    });
  }

  it('are named by the schema', () => {
    assert.ok(phraseTables.every((table) => isPhraseKind(table.kind)));
    assert.ok(!isPhraseKind('path'));
  });
});

describe('phrases in the example specs', () => {
  type Node = { [key: string]: Node } & string;
  const folder = new URL('../../examples/', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    it(file, () => {
      const spec = parse(readFileSync(new URL(file, folder), 'utf8'), { merge: true }) as Node;
      const found: [PhraseKind, string | undefined][] = [
        ['volume', spec['integration_purpose']?.['expected_volume']], ['latency', spec['integration_purpose']?.['latency_requirement']], ['duration', spec['integration_purpose']?.['trigger']?.['every']],
        ['rate', spec['source_system']?.['rate_limits']], ['rate', spec['target_system']?.['rate_limits']], ['duration', spec['rollback_plan']?.['rollback_window']],
      ];
      for (const failure of Object.values(spec['error_handling']?.['failure_classes'] ?? {}) as Node[]) found.push(['action', failure['action']], ['escalation', failure['escalation']]);
      for (const contract of [spec['data_contract'], spec['data_contract']?.['reverse']]) {
        for (const field of Object.values(contract?.['target_record'] ?? {}) as Node[]) {
          if (/^(source|item)\./.test(field['mapped_from'] ?? '') && field['transformation'] !== undefined) found.push(['transformation', field['transformation']]);
        }
      }
      for (const [kind, text] of found) if (text !== undefined) assert.deepEqual(parsePhrase(kind, text).faults, [], text);
      assert.ok(found.length > 20);
    });
  }
});

describe('any text', () => {
  it('is read without an exception, with spans inside it, in little time', () => {
    const random = randomFrom(3);
    const parts = ['truncate', 'to', ' ', ' ', ' ', '255', '1,000', ',', ';', "'", '"', 'replace', 'with', 'in', 'UTC', 'retry', 'times', '(', '<', '-', 'per', 'alert', 'ü', '\n', '😀', 'format as', 'yyyy', '/', '$', '{n}'];
    for (let round = 0; round < 1500; round++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 14) }, () => parts[Math.floor(random() * parts.length)]).join('');
      for (const { kind } of phraseTables) {
        const parsed = parsePhrase(kind, text);
        for (const { span } of [...parsed.faults, ...parsed.steps, ...parsed.matches.flatMap((match) => match.holes)]) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, text);
        for (const { meant, kind: fault } of parsed.faults) if (meant !== undefined && fault === 'not-recognized') assert.equal(parsePhrase(kind, meant).faults.length, 0, `${text} → ${meant}`);
      }
    }
  });

  it('takes a bounded time', function () {
    this.timeout(4000);
    for (const text of ['replace ' + 'a with '.repeat(2000), 'x, '.repeat(5000), 'x; '.repeat(5000), 'y '.repeat(20000), "'".repeat(20000), '1,'.repeat(20000), 'format as ' + "y' ".repeat(5000), 'alert if > '.repeat(3000)]) {
      for (const { kind } of phraseTables) parsePhrase(kind, text);
    }
  });
});
