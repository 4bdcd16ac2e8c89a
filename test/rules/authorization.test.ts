/** Rules of the authorization by their edge cases: findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { allFixes, assertFindings, check, fix, inBase } from '../helpers/check.ts';
import { crlf, lf } from '../helpers/text.ts';

const QUEUE = 's3://acme-integration-dlq/shopify-netsuite/orders/';
const REPORT = 's3://acme-integration-reports/shopify-netsuite/';
const FORBIDDEN = ['schema changes to either system', 'routing data to any destination not declared in §6', 'contacting system owners directly'];

interface Section {
  readonly read?: string;
  /** Behind `write_to:`; a mark for the key stands in front of it. */
  readonly write?: string;
  readonly forbidden?: string;
  readonly report?: string;
}

const block = (...items: string[]): string => `\n${items.map((item) => `      - ${item}\n`).join('')}`.trimEnd();
const ALL = [`NetSuite`, QUEUE, REPORT];

/** Section 9 of the base, with some of it in other words. */
function section({ read = '[Shopify]', write = block(...ALL), forbidden = block(...FORBIDDEN), report = REPORT }: Section): string {
  const key = (name: string, value: string): string => `${name}:${value.startsWith('\n') || value.startsWith(' ') || value === '' ? '' : ' '}${value}\n`;
  return `agent_execution_instructions:\n  authorized_actions:\n    ${key('read_from', read)}    ${key('write_to', write)}  ${key('not_authorized', forbidden)}  completion_signal: { report_to: ${report} }\n`;
}

const read = (value: string): string => section({ read: value });
const write = (...items: string[]): string => section({ write: block(...items) });
const lacks = (...items: string[]): string => section({ write: ` #! authorization-missing: write_to${block(...items)}` });
const forbid = (...items: string[]): string => section({ forbidden: block(...items) });
const dropped = (...items: string[]): string => section({ forbidden: ` #! missing-prohibition: not_authorized${block(...items)}` });
const STRANGE = '#! unauthorized-destination: ';
const [SCHEMA = '', ROUTING = '', OWNERS = ''] = FORBIDDEN;

const FRAGMENTS: Record<string, Record<string, string>> = {
  'unauthorized-destination': {
    'in another case and spacing': write('netsuite', `"${QUEUE} "`, REPORT.toUpperCase()),
    'one too many': write(...ALL, `Data warehouse ${STRANGE}Data warehouse`),
    'two too many': write(...ALL, `Data warehouse ${STRANGE}Data warehouse`, `The lake ${STRANGE}The lake`),
    'the source, one way': write(...ALL, `Shopify ${STRANGE}Shopify`),
    'misspelled': write(`NetSiute ${STRANGE}NetSiute`, QUEUE, REPORT),
    'with more words': write(`NetSuite sales orders ${STRANGE}NetSuite sales orders`, QUEUE, REPORT),
    'a place that was renamed': write('NetSuite', QUEUE, `s3://elsewhere/ ${STRANGE}s3://elsewhere/`),
    'a place that was renamed, and one misspelled': write(`NetSiute ${STRANGE}NetSiute`, QUEUE, `s3://elsewhere/ ${STRANGE}s3://elsewhere/`),
    'two places that were renamed': section({ write: ` #! authorization-missing: write_to${block('NetSuite', `One ${STRANGE}One`, `Two ${STRANGE}Two`)}` }),
    'a channel beside a place that is missing': section({ write: ` #! authorization-missing: write_to${block('NetSuite', QUEUE, `"Slack channel #order-sync" ${STRANGE}"Slack channel #order-sync"`)}` }),
    'inline': section({ write: `[NetSuite, Warehouse, "${QUEUE}", "${REPORT}"] ${STRANGE}Warehouse` }),
    'quoted': write(...ALL, `"Data: warehouse" ${STRANGE}"Data: warehouse"`),
    'where the report is to come': section({ write: block('NetSuite', QUEUE, 'Data warehouse'), report: 'TBD' }).replace('TBD }', 'TBD } #! unfilled-placeholder'),
    'an item to come': write(...ALL, '"[location]" #! unfilled-placeholder'),
    'an item to come beside a strange one': write(...ALL, '"[location]" #! unfilled-placeholder', 'Data warehouse'),
    'not a list': section({ write: `NetSuite #! invalid-value` }),
    'nothing at all': section({ write: '[] #! empty-value' }),
  },
  'authorization-missing': {
    'the source': read('[Shop] #! authorization-missing: read_from'),
    'a source in another case': read('[SHOPIFY, Data lake]'),
    'a system that is not read': read('[Shopify, NetSuite]'),
    'nothing said': section({ read: '[] #! empty-value' }),
    'the target': lacks(QUEUE, REPORT),
    'the dead letter queue': lacks('NetSuite', REPORT),
    'the report': lacks('NetSuite', QUEUE),
    'all but one': lacks(REPORT),
    'a misspelled target, reported once': write(`NetSuit ${STRANGE}NetSuit`, QUEUE, REPORT),
    'a misspelled target, and the report': section({ write: ` #! authorization-missing${block(`NetSuit ${STRANGE}NetSuit`, QUEUE)}` }),
    'an item to come': write('NetSuite', QUEUE, 'TODO #! unfilled-placeholder'),
    'a queue that is the report’s place': section({ write: block('NetSuite', QUEUE), report: QUEUE }),
  },
  'missing-prohibition': {
    'one': dropped(SCHEMA, ROUTING),
    'two': dropped(OWNERS, 'anything else'),
    'all, inline': section({ forbidden: '[anything else] #! missing-prohibition: not_authorized' }),
    'none, in another case': forbid(...FORBIDDEN.map((each) => each.toUpperCase())),
    'none, in the template’s words': forbid(...FORBIDDEN.map((each) => `"NOT authorized: ${each}"`)),
    'none, in other forms': forbid('No schema change in both systems', 'Route no data to destinations that section 6 does not declare', 'Never contact the system owners directly.'),
    'one for another section': dropped(SCHEMA, 'routing data to any destination not declared in §5', OWNERS),
    'the owners of something else': dropped(SCHEMA, ROUTING, 'contacting shop owners directly'),
    'an item to come': forbid(SCHEMA, ROUTING, '"[other prohibition]" #! unfilled-placeholder'),
    'nothing at all': section({ forbidden: '[] #! empty-value' }),
    'a text': section({ forbidden: 'everything else #! invalid-value' }),
  },
};

for (const [rule, fragments] of Object.entries(FRAGMENTS)) {
  describe(`edge cases of ${rule}`, () => {
    for (const [name, text] of Object.entries(fragments)) {
      it(name, () => assertFindings(inBase({ text })));
      it(`${name} (CRLF)`, () => assertFindings(crlf(inBase({ text }))));
    }
  });
}

const ids = (text: string): string[] => check(text).map((finding) => finding.replace(/^\d+: /, ''));
const mine = (text: string): string[] => ids(text).filter((id) => /^(unauthorized-destination|authorization-missing|missing-prohibition)$/.test(id));

describe('the template’s words without quotes', () => {
  // YAML takes the colon for that of a key.
  it('are wrong, and not missing too', () => assert.deepEqual(ids(inBase({ text: forbid(`NOT authorized: ${SCHEMA}`, ROUTING, OWNERS) })), ['invalid-value']));
});

describe('places that are not known', () => {
  const withQueue = (queue: string, action = 'route to dead letter', items = ['NetSuite', REPORT, 'Somewhere']): string =>
    inBase({ text: write(...items) }).replace(/dead_letter_queue: .*/, queue).replace('action: log specifics; route to dead letter', `action: ${action}`).replaceAll('; route to dead letter', '').replaceAll('; route failures to DLQ', '');
  it('may be any item: a queue that is missing', () => assert.deepEqual(mine(withQueue('')), []));
  it('may be any item: a queue to come', () => assert.deepEqual(mine(withQueue('dead_letter_queue: TBD')), []));
  it('may be any item: none, where records go there', () => assert.deepEqual(mine(withQueue('dead_letter_queue: none')), []));
  it('are known where there is none, and nothing goes there', () => assert.deepEqual(mine(withQueue('dead_letter_queue: None', 'skip with log')), ['unauthorized-destination']));
  it('are not asked for where there is none', () => assert.deepEqual(mine(withQueue('dead_letter_queue: none', 'skip with log', ['NetSuite', REPORT])), []));
  it('are not asked for: a system without a name', () => assert.deepEqual(mine(inBase({ text: write(QUEUE, REPORT, 'Somewhere') }).replace('system_name: NetSuite', 'system_name: TBD').replace(/^title:.*$/m, 'title: "A → B: C"')), []));
  it('are all that is silent: a misspelled target', () => assert.deepEqual(mine(inBase({ text: section({ write: block('NetSuit', QUEUE), report: 'TBD' }) })), ['authorization-missing']));
  it('may be the source while the direction is to come', () => assert.deepEqual(mine(inBase({ text: write(...ALL, 'Shopify') }).replace('direction: Source → Target', 'direction: TBD')), []));
});

describe('a flow both ways', () => {
  const reverse = '  reverse: { source_record: { id: { type: string, required: true, source_path: id } } }\n';
  const both = (readFrom: string, ...items: string[]): string => inBase({ text: section({ read: readFrom, write: block(...items) }) }).replace('direction: Source → Target', 'direction: Bidirectional').replace('data_contract:\n', `data_contract:\n${reverse}`);
  it('reads and writes both', () => assert.deepEqual(mine(both('[Shopify, NetSuite]', 'Shopify', ...ALL)), []));
  it('lacks the target to read', () => assert.deepEqual(mine(both('[Shopify]', 'Shopify', ...ALL)), ['authorization-missing']));
  it('lacks the source to write', () => assert.deepEqual(mine(both('[Shopify, NetSuite]', ...ALL)), ['authorization-missing']));
  it('asks for neither without a contract of the way back, and allows both', () => {
    for (const text of [both('[Shopify]', ...ALL), both('[Shopify, NetSuite]', 'Shopify', ...ALL)]) assert.deepEqual(mine(text.replace(reverse, '')), []);
    assert.deepEqual(mine(both('[Shopify]', ...ALL, 'Elsewhere').replace(reverse, '')), ['unauthorized-destination']);
    assert.deepEqual(mine(both('[NetSuite]', ...ALL).replace(reverse, '')), ['authorization-missing']);
  });
  it('writes nowhere else', () => assert.deepEqual(mine(both('[Shopify, NetSuite]', 'Shopify', ...ALL, 'Elsewhere')), ['unauthorized-destination']));
});

interface Case {
  readonly before: string;
  readonly fix: string;
  readonly after: string;
  /** What stands above the spec. */
  readonly head?: string;
}

const flow = (...items: string[]): string => `[${items.join(', ')}]`;
const QUOTED = [`"${QUEUE}"`, `"${REPORT}"`];

const TABLE: Record<string, Case> = {
  'a strange place goes': { before: write(...ALL, 'Data warehouse # ours'), fix: 'Remove `Data warehouse`', after: write(...ALL, '# ours').replace('- # ours', '# ours') },
  'a strange place goes, inline': { before: section({ write: flow('NetSuite', 'Warehouse', ...QUOTED) }), fix: 'Remove `Warehouse`', after: section({ write: flow('NetSuite', ...QUOTED) }) },
  'a misspelled place': { before: write('"NetSiute"', QUEUE, REPORT), fix: 'Change to `NetSuite`', after: write('"NetSuite"', QUEUE, REPORT) },
  'a misspelled place, inline': { before: section({ write: flow('Net Siute', ...QUOTED) }), fix: 'Change to `NetSuite`', after: section({ write: flow('NetSuite', ...QUOTED) }) },
  'the only place': { before: write('Nowhere'), fix: 'Change to `NetSuite`', after: write(...ALL) },
  'a place that stands for another': { before: section({ read: '[Shopify, &w Warehouse]', write: flow('NetSuite', ...QUOTED, '*w') }), fix: 'Remove `Warehouse`', after: section({ read: '[Shopify, &w Warehouse]', write: flow('NetSuite', ...QUOTED) }) },
  'a list that stands for another': { head: `x: &all [NetSuite, Warehouse, "${QUEUE}", "${REPORT}"]\n`, before: section({ write: '*all' }), fix: 'Remove `Warehouse`', after: section({ write: flow('NetSuite', QUEUE, REPORT) }) },
  'what is missing': { before: write(`NetSuite # the target`), fix: 'Add `', after: write('NetSuite # the target', QUEUE, REPORT) },
  'what is missing, inline': { before: section({ write: flow('NetSuite', QUOTED[1] ?? '') }), fix: 'Add `', after: section({ write: flow('NetSuite', QUOTED[1] ?? '', QUEUE) }) },
  'what is missing to read': { before: read('[A]'), fix: 'Add `Shopify`', after: read('[A, Shopify]') },
  'what is misspelled to read': { before: read('\n      - shopfy # the shop'), fix: 'Change `shopfy` to `Shopify`', after: read('\n      - Shopify # the shop') },
  'what a list that stands for another lacks': { head: 'x: &shops\n  - A\n', before: read('*shops'), fix: 'Add `Shopify`', after: read('\n      - A\n      - Shopify') },
  'prohibitions': { before: forbid('anything else # ours'), fix: 'Add `schema', after: forbid('anything else # ours', ...FORBIDDEN) },
  'a prohibition, inline': { before: section({ forbidden: flow(SCHEMA, ROUTING) }), fix: 'Add `contacting', after: section({ forbidden: flow(SCHEMA, ROUTING, OWNERS) }) },
  'a prohibition, not indented': { before: section({ forbidden: `\n  - ${SCHEMA}\n  - ${OWNERS}` }), fix: 'Add `routing', after: section({ forbidden: `\n  - ${SCHEMA}\n  - ${OWNERS}\n  - ${ROUTING}` }) },
};

describe('a fix of the authorization, before and after', () => {
  for (const [name, { before, fix: title, after, head = '' }] of Object.entries(TABLE)) {
    for (const [ends, change] of Object.entries({ LF: (text: string) => text, CRLF: crlf })) {
      it(`${name} (${ends})`, () => {
        const text = change(head + inBase({ text: before }));
        const result = fix(text, title);
        assert.equal(lf(result), head + inBase({ text: after }));
        if (ends === 'CRLF') assert.doesNotMatch(result, /(?<!\r)\n/);
        assert.deepEqual(parseSyntax(result).problems, []);
        assert.deepEqual(mine(result), []);
      });
    }
  }
});

describe('prohibitions are added by all safe fixes', () => {
  const text = inBase({ text: forbid('anything else') });
  it('together', () => assert.equal(fixAll(text), inBase({ text: forbid('anything else', ...FORBIDDEN) })));
  it('once', () => assert.equal(fixAll(fixAll(text)), fixAll(text)));
});

describe('an authorization is changed by a preferred fix only where the words are the same', () => {
  const named = (name: string, text: string): string => inBase({ text }).replace('system_name: Shopify', `system_name: ${name}`).replaceAll('Shopify →', `${name} →`);
  const target = (name: string, text: string): string => inBase({ text }).replace('system_name: NetSuite', `system_name: ${name}`).replaceAll('→ NetSuite', `→ ${name}`);
  const queue = (name: string): string => inBase({ text: '' }).replace(/dead_letter_queue: .*/, `dead_letter_queue: ${name}`);
  const report = (name: string): string => inBase({ text: '' }).replace(/report_to: .*/, `report_to: ${name}`);
  const cases: Record<string, [text: string, fixes: string[]]> = {
    'letters within a word': [named('SAP', read('["s3://sapphire/export/", "s3://other/"]')), ['authorization-missing: Add `SAP` (preferred)']],
    'an environment': [inBase({ text: write('NetSuite sandbox TSTDRV', QUEUE, REPORT) }), ['unauthorized-destination: Change to `NetSuite`']],
    'an authorization that is narrowed': [inBase({ text: read('["Shopify Admin API (orders, customers)"]') }), ['authorization-missing: Add `Shopify`']],
    'a name that is longer now': [target('SAP S/4HANA', write('SAP', QUEUE, REPORT)), ['unauthorized-destination: Change to `SAP S/4HANA`']],
    'a name that is longer now, to read': [named('SAP S/4HANA', read('[SAP]')), ['authorization-missing: Change `SAP` to `SAP S/4HANA`']],
    'another system': [target('SAP S/4HANA', ''), ['unauthorized-destination: Change to `SAP S/4HANA`']],
    'another queue': [queue('Amazon SQS queue order-rejects'), ['unauthorized-destination: Change to `Amazon SQS queue order-rejects`']],
    'a queue of another number': [queue('s3://acme-integration-dlq2/shopify-netsuite/orders/'), ['unauthorized-destination: Change to `s3://acme-integration-dlq2/shopify-netsuite/orders/`']],
    'another report': [report('Wiki page Order runs'), ['unauthorized-destination: Change to `Wiki page Order runs`']],
    'a queue with a letter wrong': [queue('s3://acme-integration-dlq/shopfy-netsuite/orders/'), ['unauthorized-destination: Change to `s3://acme-integration-dlq/shopfy-netsuite/orders/` (preferred)']],
    'a region': [named('Shop EU', read('[Shop US]')), ['authorization-missing: Change `Shop US` to `Shop EU`']],
    'a slip': [inBase({ text: read('[Shopfiy]') }), ['authorization-missing: Change `Shopfiy` to `Shopify` (preferred)']],
    'a strange place': [inBase({ text: write(...ALL, 'Data warehouse') }), ['unauthorized-destination: Remove `Data warehouse` (preferred)']],
    'a channel that operators watch': [inBase({ text: write(...ALL, '"Slack channel #order-sync"') }), ['unauthorized-destination: Remove `Slack channel #order-sync`']],
    'a channel of an escalation': [inBase({ text: write(...ALL, 'Teams channel Orders') }).replace('immediate to PagerDuty policy order-sync-primary', 'immediate to Teams channel Orders'), ['unauthorized-destination: Remove `Teams channel Orders`']],
  };
  for (const [name, [text, fixes]] of Object.entries(cases)) {
    const found = (all: string): { rule: string; told: string; after: string }[] => allFixes(all).filter(({ result }) => /^(unauthorized-destination|authorization-missing)$/.test(result.rule.id)).map(({ result, title, preferred, after }) => ({ rule: result.rule.id, told: `${result.rule.id}: ${title}${preferred ? ' (preferred)' : ''}`, after }));
    it(name, () => {
      assert.deepEqual(found(text).map(({ told }) => told), fixes);
      assert.equal(mine(text).length, 1);
      for (const { after } of found(text)) assert.deepEqual(mine(after), []);
    });
  }
  it('and says what a channel is', () => {
    const [first] = allFixes(inBase({ text: write(...ALL, '"Slack channel #order-sync"') }));
    assert.equal(first?.result.message, '`Slack channel #order-sync` is a channel on which people are told of failures (section 4), not a destination of data: `write_to` is for the target, the dead letter queue and the report.');
  });
});

describe('no fix of the authorization', () => {
  const offered = (text: string): string[] => allFixes(inBase({ text })).filter(({ result }) => mine(inBase({ text })).includes(result.rule.id)).map(({ title }) => title);
  it('changes a list that another place repeats', () => assert.deepEqual(offered(`${section({ forbidden: '&n [anything]' })}x: *n\n`), []));
  it('takes away a place that another repeats', () => assert.deepEqual(offered(section({ write: flow('NetSuite', ...QUOTED, '&w Warehouse') }).replace('not_authorized', 'x: *w\n  not_authorized')), []));
});
