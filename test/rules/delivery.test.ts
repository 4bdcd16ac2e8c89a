/** Rules on delivery by their edge cases: in an otherwise complete spec, findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { BOTH_WAYS, errorExample, NOT_IDEMPOTENT, sourceExample, targetExample } from '../../server/src/rules/sections/examples.ts';
import { readScope } from '../../server/src/rules/sections/scopes.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { assertFindings, assertMended, check, fix, inBase } from '../helpers/check.ts';
import { crlf } from '../helpers/text.ts';

const delivers = (how: string): string => sourceExample({ guaranteed_delivery: how });
const writes = (semantics: string, idempotency: string): string => targetExample({ write_semantics: semantics, idempotency_support: idempotency });
/** A target that inserts and recognises nothing, and no write retried but by these classes. */
const inserts = (classes: Record<string, string> = {}, sections = ''): string => writes('Insert', 'N/A') + errorExample(classes) + NOT_IDEMPOTENT + sections;
const retried = (condition: string, retry: string, action = 'retry 2 times; skip with log', rest = ''): string => `{ condition: "${condition}", action: ${action}, retry: ${retry}, escalation: alert always${rest} }`;
const own = (rest: string, retry = 'Yes'): string => inserts({ own: retried('The connection is lost', retry, undefined, rest) }).replace('each failure class of section 4', 'each failure class of section 4 and of our own');
const DUPLICATES = ' #! duplicates-possible: At-least-once';

const direction = (way: string): string => `integration_purpose:\n  why: One need\n  trigger: { kind: schedule, every: 15 minutes }\n  direction: ${way}\n  expected_volume: 400 records per batch, peak 900 per batch\n  latency_requirement: Batch (30 minutes)\n`;
const scoped = (source: string, target: string): string => sourceExample({ authentication: `{ method: OAuth2, scope: ${source}` }) + targetExample({ authentication: `{ method: OAuth2, scope: ${target}` });
const criterion = (test: string, pass: string): string => NOT_IDEMPOTENT.replace('Answer every fifth call with HTTP 429', test).replace('No data loss; the poller slows down', pass);
const lossy = (pass: string, isFound: boolean, test = 'Pull the plug'): string => delivers(`At-most-once${isFound ? ' #! loss-possible: At-most-once' : ''}`) + writes('Insert', 'N/A') + errorExample({}) + criterion(`"${test}"`, `"${pass}"`);
const environments = (source: string, target: string): string => sourceExample({ environment: source }) + targetExample({ environment: target });

const FRAGMENTS: Record<string, Record<string, string>> = {
  'duplicates-possible': {
    'as it is': inserts({}, delivers(`At-least-once${DUPLICATES}`)),
    'a source that delivers once at most': inserts({}, delivers('At-most-once')).replace('No data loss; t', 'T'),
    'deduplication': delivers('At-least-once') + writes('Insert', 'Requires deduplication logic') + errorExample({}),
    'an upsert': delivers('At-least-once') + writes('Upsert', 'N/A') + errorExample({}) + NOT_IDEMPOTENT,
    'a delivery to come': inserts({}, delivers('TBD #! unfilled-placeholder')),
    'an idempotency to come': delivers('At-least-once') + writes('Insert', '[Name] #! unfilled-placeholder') + errorExample({}),
    'semantics that are none': delivers('At-least-once') + writes('Inserts #! invalid-value', 'N/A') + errorExample({}) + NOT_IDEMPOTENT,
    'a retry that makes it worse': inserts({ target_write_failure: `${retried('HTTP 409 on write', 'Yes')} #! unsafe-write-retry: Yes` }, delivers('At-least-once')),
  },
  'exactly-once-claim': {
    'as it is': inserts({}, delivers('Exactly-once #! exactly-once-claim: Exactly-once')),
    'an idempotency key': delivers('Exactly-once') + writes('Insert', 'Supports idempotency key') + errorExample({}),
    'deduplication': delivers('Exactly-once') + writes('Insert', 'Requires deduplication logic') + errorExample({}),
    'a replacement': delivers('Exactly-once') + writes('Replace', 'N/A') + errorExample({}) + NOT_IDEMPOTENT,
    'nothing at the target yet': delivers('Exactly-once') + 'target_system: TBD #! unfilled-placeholder\n' + errorExample({}),
  },
  'unsafe-write-retry': {
    'a conditional retry': inserts({ target_write_failure: `${retried('HTTP 409 on write', 'Conditional')} #! unsafe-write-retry: Conditional` }),
    'in the spelling of YAML': inserts({ target_write_failure: `${retried('HTTP 409 on write', 'true')} #! unsafe-write-retry: true` }),
    'a part of a batch': inserts({ partial_batch_failure: `${retried('Some fail', 'Yes', 'complete successful records; retry 2 times')} #! unsafe-write-retry: Yes` }),
    'two classes': inserts({ target_write_failure: `${retried('HTTP 409 on write', 'Yes')} #! unsafe-write-retry`, partial_batch_failure: `${retried('Some fail', 'Yes')} #! unsafe-write-retry` }),
    'a class of the author’s own for the target': `${own(', system: target', 'Yes')}`.replace('system: target }', 'system: target } #! unsafe-write-retry: Yes'),
    'a class of both systems': own(', system: both').replace('system: both }', 'system: both } #! unsafe-write-retry: Yes'),
    'a class of the source': own(', system: source', 'Yes') + delivers(`At-least-once${DUPLICATES}`),
    'a class of nobody knows whom': own('') + delivers(`At-least-once${DUPLICATES}`),
    'a class without a retry': own(', system: target', 'No').replace('retry 2 times; ', '') + delivers(`At-least-once${DUPLICATES}`),
    'a class of the source, said to be the target’s': inserts({ source_unavailable: `${retried('HTTP 5xx', 'Yes', 'retry 2 times; abort batch', ', system: target')} #! unsafe-write-retry: Yes` }),
    'a refused call': inserts({ rate_limit_exceeded: '{ condition: HTTP 429, action: back off per Retry-After header; fall back to 1 second without it; retry 2 times, retry: Yes, escalation: alert always, system: target }' }, delivers(`At-least-once${DUPLICATES}`)),
    'an invalid record, which has a rule of its own': inserts({ validation_failure: `${retried('Not valid', 'Yes', undefined, ', system: target')} #! validation-failure-retried: Yes` }, delivers(`At-least-once${DUPLICATES}`)),
    'a contradiction first': inserts({ target_write_failure: `${retried('HTTP 409 on write', 'Yes', 'do not retry')} #! retry-contradicts-action: Yes` }, delivers(`At-least-once${DUPLICATES}`)),
    'a retry to come': inserts({ target_write_failure: `${retried('HTTP 409 on write', 'TBD')} #! unfilled-placeholder` }, delivers(`At-least-once${DUPLICATES}`)),
    'an upsert': writes('Upsert', 'N/A') + errorExample({ target_write_failure: retried('HTTP 409 on write', 'Yes') }) + NOT_IDEMPOTENT,
    'deduplication': writes('Insert', 'Requires deduplication logic') + errorExample({ target_write_failure: retried('HTTP 409 on write', 'Yes') }),
  },
  'loss-possible': {
    'no data loss': lossy('No data loss; it slows down', true),
    'zero loss': lossy('Zero loss', true),
    'without any loss': lossy('It ends without any data loss', true),
    'nothing is lost': lossy('Nothing is lost', true),
    'no record is missing': lossy('no order is missing', true),
    'nothing goes missing': lossy('Nothing goes missing', true),
    'every record arrives': lossy('Every sales order arrives', true),
    'all exist': lossy('All 900 sales orders exist', true),
    'in the test': lossy('It slows down', true, 'Pull the plug and check that no record is lost'),
    'a source that loses nothing': delivers('At-least-once') + writes('Upsert', 'N/A') + errorExample({}) + criterion('Pull the plug', 'No data loss'),
    'some loss': lossy('Some data loss is accepted', false),
    'a limit of loss': lossy('No data loss beyond one minute', false),
    'a limit of readings': lossy('No loss of more than 5 readings', false),
    'a loss of something': lossy('No loss of readings', true),
    'what arrives': lossy('Every reading that arrives is written', false),
    'what exists': lossy('all messages that exist in the topic are read', false),
    'what exists somewhere, of which more is said': lossy('all messages exist in the topic before the test', false),
    'all exist somewhere': lossy('All orders exist in NetSuite, with their lines', true),
    'every record arrives, and more': lossy('Every order arrives and the poller slows down', true),
    'not every record': lossy('Not every record arrives', false),
    'another loss': lossy('No partial writes remain', false),
    'fields that exist': lossy('The order exists with all its lines', false),
    'a test to come': delivers('At-most-once') + writes('Insert', 'N/A') + errorExample({}) + criterion('TBD', 'TBD').replace(/(test: TBD, pass_condition: TBD) \}/, '$1 } #! unfilled-placeholder #! unfilled-placeholder'),
    'two criteria, one finding': lossy('No data loss', true).replace('No partial writes remain', 'Nothing is lost'),
  },
  'write-scope': {
    'a source that may write': scoped('[read_orders, write_orders] } #! write-scope: write_orders', 'rest_webservices }'),
    'a source that may write twice': scoped('[write_orders, orders:write] } #! write-scope: write_orders #! write-scope: orders:write', 'rest_webservices }'),
    'a source that may insert': scoped('"SELECT, INSERT on raw.orders" } #! write-scope: INSERT', 'rest_webservices }'),
    'a source in prose': scoped('Read/write on orders } #! write-scope: Read/write', 'rest_webservices }'),
    'a source that may not write': scoped('"Read on orders, no write access" }', 'rest_webservices }'),
    'a source with none on the rest': scoped('"Read on Charges, None on writes" }', 'rest_webservices }'),
    'a source that nobody can tell of': scoped('api }', 'rest_webservices }'),
    'a target that only reads': scoped('read_orders }', 'orders:read } #! write-scope: orders:read'),
    'a target with several that read': scoped('read_orders }', '[orders.readonly, Mail.Read, "s3:GetObject"] } #! write-scope'),
    'a target in prose': scoped('read_orders }', 'Read-only on sales orders } #! write-scope: Read-only on sales orders'),
    'a target with one that is unknown': scoped('read_orders }', '[orders:read, rest_webservices] }'),
    'a target with one that is to come': scoped('read_orders }', '[orders:read, TBD] } #! unfilled-placeholder'),
    'a target that reads and creates': scoped('read_orders }', 'Read and create sales orders }'),
    'a target that only reads, in blocks': sourceExample({}) + targetExample({ authentication: '\n    method: OAuth2\n    scope:\n      - orders:read #! write-scope\n      - lines:read' }),
    'a source whose messages are acknowledged': scoped('["sqs:ReceiveMessage", "sqs:DeleteMessage"] }', 'rest_webservices }'),
    'a source with a lease': scoped('"kinesis:GetRecords, dynamodb:UpdateItem on the lease table" }', 'rest_webservices }'),
    'a queue, whose messages are taken away': scoped('"Consume, delete and write_orders" }', 'rest_webservices }').replace('system_type: REST API', 'system_type: Queue'),
    'a folder, whose files are moved': scoped('read/write }', 'rest_webservices }').replace('system_type: REST API', 'system_type: File system'),
    'a database, whose rows are changed': scoped('read/write } #! write-scope: read/write', 'rest_webservices }').replace('system_type: REST API', 'system_type: Database'),
    'a target that copies': scoped('read_orders }', '"role LOADER: USAGE on warehouse LOAD_WH, SELECT and COPY INTO on RAW.STRIPE" }'),
    'a target that selects only': scoped('read_orders }', '"role LOADER: USAGE on warehouse LOAD_WH, SELECT on RAW.STRIPE" } #! write-scope'),
    'both ways, where either may write': direction('Bidirectional') + scoped('[read_orders, write_orders] }', 'rest_webservices }') + BOTH_WAYS + 'data_contract: TBD #! unfilled-placeholder\n',
    'both ways, without a contract of the way back': direction('Bidirectional') + scoped('[read_orders] }', 'rest_webservices }') + contract('').replace('data_contract:', 'data_contract: #! bidirectional-without-reverse'),
    'both ways, without it, and a target that only reads': direction('Bidirectional') + scoped('[read_orders] }', 'orders:read } #! write-scope: orders:read') + contract('').replace('data_contract:', 'data_contract: #! bidirectional-without-reverse'),
    'both ways, where the source only reads': direction('Bidirectional') + scoped('[read_orders] } #! write-scope: [read_orders]', 'rest_webservices }') + BOTH_WAYS + 'data_contract: TBD #! unfilled-placeholder\n',
  },
  'environment-routing': {
    'both without a word': environments('Both #! environment-routing: Both', 'Production'),
    'both on both sides': environments('Both #! environment-routing', 'Both #! environment-routing'),
    'both with a word': sourceExample({ environment: 'Both', environment_routing: 'Test orders go to the sandbox' }) + targetExample({ environment: 'Both', environment_routing: 'So do they here' }),
    'both with nothing': sourceExample({ environment: 'Both #! environment-routing: Both', environment_routing: '' }) + targetExample({}),
    'both with a word to come': sourceExample({ environment: 'Both', environment_routing: 'TBD #! unfilled-placeholder' }) + targetExample({}),
    'both with a misspelled key': sourceExample({ environment: 'Both', enviroment_routing: 'x #! unknown-key: enviroment_routing' }) + targetExample({}),
    'different ones': environments('Staging #! environment-routing: Staging', 'Production'),
    'different ones with a word at the target': sourceExample({ environment: 'Staging' }) + targetExample({ environment: 'Production', environment_routing: 'On purpose' }),
    'the same': environments('Staging', 'Staging'),
    'one to come': environments('Staging', 'TBD #! unfilled-placeholder'),
    'one that is none': environments('Staging', 'Prod #! invalid-value'),
  },
  'bidirectional-without-reverse': {
    'an empty key': direction('Bidirectional') + scoped('api }', 'rest_webservices }') + BOTH_WAYS + contract('reverse: #! bidirectional-without-reverse: reverse'),
    'a contract to come': direction('Bidirectional') + scoped('api }', 'rest_webservices }') + BOTH_WAYS + contract('reverse: TBD #! unfilled-placeholder'),
    'no key': direction('Bidirectional') + scoped('api }', 'rest_webservices }') + BOTH_WAYS + contract('').replace('data_contract:', 'data_contract: #! bidirectional-without-reverse: data_contract'),
    'a misspelled key': direction('Bidirectional') + scoped('api }', 'rest_webservices }') + BOTH_WAYS + contract('revers: {} #! unknown-key: revers'),
    'one way': direction('Source → Target') + contract(''),
  },
};

function contract(reverse: string): string {
  return `data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written: {}\n${reverse === '' ? '' : `  ${reverse}\n`}`;
}

for (const [rule, fragments] of Object.entries(FRAGMENTS)) {
  describe(`edge cases of ${rule}`, () => {
    for (const [name, text] of Object.entries(fragments)) {
      it(name, () => assertFindings(inBase({ text })));
      it(`${name} (CRLF)`, () => assertFindings(crlf(inBase({ text }))));
      it(`${name}: mended by each fix`, () => assertMended(inBase({ text }), rule));
    }
  });
}

describe('a scope', () => {
  const kinds: Record<'reads' | 'writes' | 'unknown', readonly string[]> = {
    reads: [
      'read_orders', 'tickets:read', 'data.records:read', 'https://www.googleapis.com/auth/drive.readonly', 'Mail.Read', 'User.Read.All', 'crm.objects.contacts.read', 's3:GetObject', 'read-only', 'SELECT on a.b',
      'Read access to the employee fields of section 6', 'read_orders, read_customers', 'orders:read lines:read', 'Restricted key with Read on Charges and Events, None on every other resource', 'role r: USAGE on schema s, SELECT on s.t', 'Read on orders; no INSERT or UPDATE',
      'Read and list on orders', 'read: yes, write: no', 'SELECT on a.b and a.c', 'GRANT SELECT ON ALL_ORDERS TO LOADER', 'Read on orders; no INSERT, UPDATE or DELETE',
    ],
    writes: ['write_orders', 'orders:write', 'crm.objects.contacts.write', 'Mail.ReadWrite', 'okta.users.manage', 's3:PutObject', 'read/write', 'Read-write on orders', 'SELECT, INSERT on a.b', 'GRANT UPDATE on a.b', 'role x with MERGE on a.b', 'read_write', 'Issues: read and write', 'Reads and writes orders', 'read, write', 'Issues write, Metadata read-only', 'write access to orders', 'may write orders', 'Issues at level Write on all', 'configure: .*, write: .*, read: .*', 'write-orders', 'SELECT FOR UPDATE and DELETE on outbox', 'dynamodb:UpdateItem', 's3:DeleteObject'],
    unknown: [
      'api', 'rest_webservices', 'role STRIPE_LOADER', 'USAGE on warehouse W', 'Order Reader', 'Table API on incident, create and update', 'role Shopify Order Writer: Sales Order at level Edit', 'threads', 'Read and approve; own contacts', 'update the mirror',
      'Read access to all records', 'write access denied', 'Issues read-only, event subscription issues',
      'sqs:DeleteMessage', 'kinesis:GetRecords, dynamodb:UpdateItem on the lease table', 'SELECT FOR UPDATE on outbox', 'configure: ^$, write: ^$, read: ^orders$', 'Issues: read and write not granted', 'read-only replica of the write database',
      'reads what the OMS writes to schema export', 'reads what the OMS may write', 'SELECT on orders; the write-ahead log through slot orders_slot', 'crm.objects.contacts.read, webhooks.manage', 'SELECT on orders; the INSERT, UPDATE and DELETE events of its log', 'UPDATE and DELETE revoked', 'logs:PutLogEvents',
      'role LOADER: USAGE on warehouse LOAD_WH, SELECT and COPY INTO on RAW.STRIPE', 'read access plus role roles/bigquery.dataEditor', 'reads and stores invoices', 'read and append', 'read and index on orders-*', 'read/append', 'read_append', 'read access, Storage Blob Data Contributor', 'reads the table and appends', 'reads that it stores',
      'SELECT and OWNERSHIP on a.b', 'read everything and write nothing', 'Write: false', 'write: none', 'reader (write access is with the OMS team)', 'orders.write (unused)', 'nobody may write', 's3:GetObject on arn:aws:s3:::acme-write-bucket/*', 'svc-read-write@acme.example', 'Read on orders, plus posting',
    ],
  };
  for (const [kind, scopes] of Object.entries(kinds)) {
    for (const scope of scopes) {
      it(`${scope} is ${kind}`, () => {
        const { writing, readsOnly } = readScope(scope);
        assert.equal(writing ? 'writes' : readsOnly ? 'reads' : 'unknown', kind);
      });
    }
  }
});

describe('fixes of delivery', () => {
  it('insert the routing in its order', () => {
    const after = fix(inBase({ text: environments('Both', 'Production') }), 'Say which records go where');
    assert.match(after, /source_system:\n {2}system_name: Shopify\n {2}system_type: REST API\n {2}environment: Both\n {2}environment_routing: <which records go to which environment>\n {2}authentication:/);
  });
  it('insert the routing in braces', () => {
    const text = 'source_system: { system_name: Shopify, system_type: REST API, environment: Both, authentication: { method: OAuth2, scope: read_orders }, rate_limits: none, versioning: v1, guaranteed_delivery: At-least-once, contact: { team: A, escalation: B } }\n';
    const after = fix(inBase({ text }), 'Say which records go where');
    assert.match(after, /environment: Both, environment_routing: <[^>]+>, authentication/);
    assert.deepEqual(check(after).map((finding) => finding.replace(/^\d+: /, '')), ['unfilled-placeholder']);
  });
  it('insert a contract of the way back, and ask for nothing that it needs before it is filled in', () => {
    const after = fix(inBase({ text: direction('Bidirectional') + contract('') }), 'Insert the contract of the way back');
    assert.deepEqual([...new Set(check(after).map((finding) => finding.replace(/^\d+: /, '')))], ['unfilled-placeholder']);
  });
  it('insert a contract of the way back that has nothing but holes', () => {
    for (const reverse of ['', 'reverse:']) {
      const text = direction('Bidirectional') + scoped('api }', 'rest_webservices }') + BOTH_WAYS + contract(reverse);
      const after = fix(crlf(inBase({ text })), 'Insert the contract of the way back');
      assert.match(after, /reverse:\r\n {4}source_record:\r\n/);
      assert.doesNotMatch(after, /(?<!\r)\n/);
      assert.deepEqual([...new Set(check(after).map((finding) => finding.replace(/^\d+: /, '')))], ['unfilled-placeholder']);
    }
  });
});

describe('a delivery finding names the other values that make it', () => {
  const related = (text: string): string[] => {
    const tree = parseSyntax(inBase({ text }));
    return runRules(new Spec(tree)).flatMap(({ rule, related: places = [] }) => places.map(({ at }) => {
      const range = 'node' in at ? tree.rangeOf(at) : undefined;
      return `${rule.id}: ${range ? tree.text.slice(range.start, range.end) : ''}`;
    }));
  };
  it('write semantics and idempotency', () => assert.deepEqual(related(inserts({}, delivers('At-least-once'))), ['duplicates-possible: Insert', 'duplicates-possible: N/A']));
  it('the criterion’s words', () => assert.deepEqual(related(lossy('It slows down. No data loss.', false)), ['loss-possible: No data loss']));
  it('the other environment', () => assert.deepEqual(related(environments('Staging', 'Production')), ['environment-routing: Production']));
});

describe('severities of environment-routing', () => {
  const severity = (text: string): string[] => runRules(new Spec(parseSyntax(inBase({ text })))).map((result) => result.severity);
  it('are an error without a routing that is needed', () => assert.deepEqual(severity(environments('Both', 'Production')), ['error']));
  it('are a warning where environments differ', () => assert.deepEqual(severity(environments('Production', 'Staging')), ['warning']));
});
