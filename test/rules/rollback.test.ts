/** Rules of validation and rollback by their edge cases: findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { errorExample, purposeExample, rollbackExample, sourceExample, targetExample, validationExample, volumeExample } from '../../server/src/rules/sections/examples.ts';
import { findAnyWritten, restoreAny, verifies } from '../../server/src/rules/sections/rollback-words.ts';
import { allFixes, assertFindings, check, fix, inBase } from '../helpers/check.ts';
import { crlf, lf } from '../helpers/text.ts';

const STOP = 'Disable the schedule';
const RESTORE = 'Restore the earlier values from the run journal';
const VERIFY = 'Verify that the totals per day equal those taken before';
const steps = (...all: string[]): string => rollbackExample(all);
const last = (step: string, mark = ''): string => steps(STOP, RESTORE, `${step} ${mark}`);
const UNVERIFIED = '#! rollback-unverified';
const window = (every: string, text: string, mark = ''): string =>
  purposeExample({ trigger: `{ kind: schedule, every: ${every}, detail: Poll on weekdays }`, latency_requirement: 'Batch (30 days)' }) + volumeExample({ batches_per_day: '{ expected: N/A, peak: N/A, hard_limit: N/A }' }) + rollbackExample([RESTORE, VERIFY], { rollback_window: `${text} ${mark}` });
const SHORT = '#! rollback-window-too-short';
/** Inserts or upserts that lose and double nothing, and the steps that take them back. */
const writes = (semantics: string, all: readonly string[], mark = ''): string =>
  targetExample({ write_semantics: semantics }) + rollbackExample(all).replace('rollback_procedure:', `rollback_procedure: ${mark}`);
const UPDATED = 'The sales order with this externalId is updated';
const CANNOT = '#! rollback-cannot-undo: rollback_procedure';
const EMPTY = { rollback_plan: 'rollback_plan:\n  rollback_trigger: The totals differ\n', rest: '  rollback_tested: tested on staging\n  rollback_window: 14 days\n' };
const procedure = (text: string): string => `${EMPTY.rollback_plan}  rollback_procedure: ${text}\n${EMPTY.rest}`;

const IDEMPOTENT = '{ test: Run the same batch twice, pass_condition: One sales order per externalId }';
const NO_TEST = '{ not_applicable: The target knows no record again }';
/** At-most-once, no retried write and no criterion that speaks of loss, so that nothing but idempotency is at stake. */
const idempotency = (support: string, semantics: string, criterion: string, mark = ''): string =>
  sourceExample({ guaranteed_delivery: 'At-most-once' }) + errorExample({}) + targetExample({ idempotency_support: `${support} ${mark}`, write_semantics: semantics }) + validationExample({ idempotency: criterion });
const MISMATCH = '#! idempotency-test-mismatch: ';
/** The base has the class `target_unavailable`, which only these criteria could name. */
const tested = (criteria: Record<string, string>): string => validationExample({ error_behavior: '{ test: Inject each failure class, pass_condition: Each responds }', ...criteria });

const FRAGMENTS: Record<string, Record<string, string>> = {
  'idempotency-test-mismatch': {
    'N/A, inserts and a test': idempotency('N/A', 'Insert', IDEMPOTENT, `${MISMATCH}N/A`),
    'N/A, inserts and a test of two': idempotency('N/A', 'Insert', '{ test: Run the same batch twice, pass_condition: "Two rows, as declared" }'),
    'N/A, inserts and a test of both': idempotency('N/A', 'Insert', '{ test: Send a record again, pass_condition: both are stored }'),
    'N/A, inserts and a test of two runs': idempotency('N/A', 'Insert', '{ test: Run it again, pass_condition: Both runs leave one row for each order }', `${MISMATCH}N/A`),
    'N/A, inserts and a test against two': idempotency('N/A', 'Insert', '{ test: Run it again, pass_condition: There are not two rows }', `${MISMATCH}N/A`),
    'N/A, inserts and no test': idempotency('N/A', 'Insert', NO_TEST),
    'N/A, and a write that makes no second record': idempotency('N/A', 'Upsert', IDEMPOTENT),
    'N/A, a replacing write and no test': idempotency('N/A', 'Replace', NO_TEST),
    'support, and a test': idempotency('Requires deduplication logic', 'Insert', IDEMPOTENT),
    'support, and no test': idempotency('Requires deduplication logic', 'Insert', NO_TEST, `${MISMATCH}Requires deduplication logic`),
    'a key, and no test': idempotency('Supports idempotency key', 'Upsert', NO_TEST, `${MISMATCH}Supports idempotency key`),
    'support to come': idempotency('TBD', 'Insert', NO_TEST, '#! unfilled-placeholder'),
    'a test to come': idempotency('N/A', 'Insert', '{ test: TBD, pass_condition: TBD } #! unfilled-placeholder #! unfilled-placeholder'),
    'a reason to come': idempotency('Supports idempotency key', 'Upsert', '{ not_applicable: TBD } #! unfilled-placeholder'),
  },
  'failure-class-untested': {
    'named in a key': tested({ target_unavailable: '{ test: Close the target, pass_condition: The run pauses }' }),
    'named in a longer key': tested({ 'Target-Unavailable at night': '{ test: Close the target, pass_condition: The run pauses }' }),
    'named in a test': tested({ closing: '{ test: Make the target  unavailable, pass_condition: The run pauses }' }),
    'named in a pass condition': tested({ closing: '{ test: Close NetSuite, pass_condition: The class TARGET_UNAVAILABLE is logged }' }),
    'with the own classes': tested({ error_behavior: '{ test: "Inject every failure class of section 4, our own included", pass_condition: Each responds }' }),
    'with the own ones': tested({ error_behavior: '{ test: "Inject all classes, own ones included", pass_condition: Each responds }' }),
    'including the own': tested({ error_behavior: '{ test: "Inject the failure classes, including our own", pass_condition: Each responds }' }),
    'by their number': tested({ error_behavior: '{ test: Inject all seven failure classes, pass_condition: Each responds }' }),
    'by their number in digits': tested({ error_behavior: '{ test: Inject a failure, pass_condition: The 7 classes respond }' }),
    'a criterion to come': tested({ rollback: '{ test: TBD, pass_condition: It is back } #! unfilled-placeholder' }),
  },
  'rollback-unverified': {
    'verified': last('Verify the totals'),
    'in other words': last('Make sure that nobody is missing'),
    'not verified': last('Tell the owners', `${UNVERIFIED}: Tell the owners`),
    'verified too early': steps(STOP, RESTORE, VERIFY, `Start the schedule again ${UNVERIFIED}`),
    'with the check left out': last('Go on without a check', UNVERIFIED),
    'a step to come': last('TBD', '#! unfilled-placeholder'),
    'steps to come before it': steps(STOP, `TBD #! unfilled-placeholder`, 'Start again'),
    'one step only': procedure('\n    - Restore the earlier values #! invalid-value').replace('rollback_procedure: \n', 'rollback_procedure:\n').replace(/rollback_procedure:\n {4}- (.*) #! invalid-value/, 'rollback_procedure: [$1] #! invalid-value'),
    'inline': procedure(`[${STOP}, ${RESTORE}] ${UNVERIFIED}: ${RESTORE}`),
    'quoted': procedure(`["${STOP}", "Restore: the earlier values"] ${UNVERIFIED}`),
  },
  'rollback-window-too-short': {
    'as long as the interval': window('1 day', '24 hours'),
    'shorter': window('1 day', '23 hours', `${SHORT}: 23 hours`),
    'longer': window('6 hours', '7 days'),
    'unreadable': window('6 hours', 'until Monday', '#! free-text-step'),
    'to come': window('6 hours', 'TBD', '#! unfilled-placeholder'),
    'no schedule': purposeExample({ trigger: '{ kind: event, every: 20 days, detail: Webhook }' }) + rollbackExample([RESTORE, VERIFY]),
  },
  'rollback-cannot-undo': {
    'an upsert, and its values restored': writes('Upsert', [RESTORE, VERIFY]),
    'an upsert, and its records found only': writes('Upsert', ['Find what was written since the deployment', 'Delete it', VERIFY], CANNOT),
    'a replacing write, and nothing': writes('Replace', [STOP, VERIFY], CANNOT),
    'an upsert that keeps what is there': writes('Upsert', ['Delete the rows with created_by = INTSYNC', VERIFY]).replace(UPDATED, 'ON CONFLICT (event_id) DO NOTHING'),
    'an upsert that keeps what is there, and nothing': writes('Upsert', [STOP, VERIFY], CANNOT).replace(UPDATED, 'ON CONFLICT (event_id) DO NOTHING'),
    'an upsert that keeps some of what is there': writes('Upsert', ['Delete the rows with created_by = INTSYNC', VERIFY], CANNOT).replace(UPDATED, 'The order is updated, but a closed one is left as it is'),
    'an upsert that never overwrites': writes('Upsert', ['Delete the rows of the run', VERIFY]).replace(UPDATED, 'A known order must never be overwritten'),
    'an insert, and its records found': writes('Insert', ['Find what was written since the deployment and delete it', VERIFY]),
    'an insert, and all restored': writes('Insert', ['Swap the table with its clone', VERIFY]),
    'an insert, and nothing': writes('Insert', [STOP, 'Tell the owners', 'Check with them'], CANNOT),
    'a step to come': writes('Insert', [STOP, '"[Step 2]" #! unfilled-placeholder', 'Check it']),
    'semantics to come': writes('TBD #! unfilled-placeholder', [STOP, 'Check it']),
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

describe('failure classes of the author’s own', () => {
  const classes = (text: string, mark = ''): string => inBase({ text: tested({}) }).replace('    target_unavailable:', `    ${text}: ${mark}`);
  for (const [name, test] of [['another number', 'Inject all six failure classes'], ['a system of our own', 'Inject each failure class with our own proxy'], ['no class', 'Test everything, our own services included'], ['all', 'Inject all failure classes']] as const) {
    it(`are not named by ${name}`, () => assertFindings(inBase({ text: tested({ error_behavior: `{ test: "${test}", pass_condition: Each responds }` }) }).replace('    target_unavailable:', '    target_unavailable: #! failure-class-untested')));
  }
  it('are not named by a criterion that does not apply', () => assertFindings(classes('target_unavailable', '#! failure-class-untested').replace(/( {4}rollback: ).*/, '$1{ not_applicable: Target unavailable is not tested }')));
  it('are reported by their key', () => assertFindings(classes('target_unavailable', '#! failure-class-untested: target_unavailable')));
  it('are each reported', () => assertFindings(classes('odd class', '#! failure-class-untested: odd class')));
  it('are none of them where one is misspelled', () => {
    const text = inBase({ text: tested({}) }).replace('    target_unavailable:', '    auth_failur:').replace(/ {4}auth_failure:\n( {6}.*\n)+/, '');
    assert.deepEqual(check(text).map((finding) => finding.replace(/^\d+: /, '')), ['missing-required-field']);
  });
});

describe('the way back', () => {
  const reverse = (semantics: string, mark: string): string =>
    inBase({ text: rollbackExample(['Find what was written since the deployment and delete it', VERIFY]) }).replace('rollback_procedure:', `rollback_procedure: ${mark}`)
      .replace('write_semantics: Upsert', 'write_semantics: Insert').replace('  not_written:\n    note: Free', `  reverse:\n    source_record: { id: { type: string, required: true, source_path: id } }\n    target_record: { id: { type: string, required: true, key: true, mapped_from: source.id, transformation: exact copy } }\n    not_written: {}\n    write_semantics: ${semantics}\n  not_written:\n    note: Free`);
  const found = (text: string): string[] => check(text.replace(/ #! .*$/gm, '')).filter((finding) => finding.endsWith('rollback-cannot-undo'));
  it('needs its values restored where it upserts', () => assert.equal(found(reverse('Upsert', '')).length, 1));
  it('needs nothing else where it inserts too', () => assert.equal(found(reverse('Insert', '')).length, 0));
});

/** What steps say, by the question that is asked of them. */
const WORDS: Record<string, [ask: (step: string) => boolean, yes: readonly string[], no: readonly string[]]> = {
  verifies: [
    verifies,
    ['Verify the totals', 'Verification by the saved search', 'Re-check the counts', 'Double-check with Finance', 'Confirm that no order is left', 'Compare row counts', 'Reconcile with Stripe', 'Run the smoke tests', 'Prove by checksum', 'Look whether any order is left', 'Count the rows; there must be 400', 'The totals match', 'Both sides agree',
      'Run control query Q7; the result has to be 0 rows', 'SELECT on fact_orders returns 0 rows for the run', 'Diff the table against the snapshot', 'Row totals must be those of the snapshot', 'Monitor the error rate for one hour', 'Observe the dashboard for 30 minutes',
      'Wait for the nightly report to show no difference', 'Query the topic: no message of the run is left', 'Sample 50 contacts and read them', 'Wait until no batch is pending', 'The queue is empty', 'Finance signs off the totals', 'Measure the lag', 'The report has no differences', 'Read the records back', 'Examine ten of them',
      'Have Finance approve the totals', 'See that the order is gone', 'Open orders are back at the number of the day before', 'Row totals should not be above 400', 'Expect 0 rows from Q7', 'Run the saved search; it comes back empty', 'Take a screenshot of the empty queue', 'The number of orders is that of the day before', 'Every order has its old total', 'The control account nets to zero'],
    ['Tell the owners', 'Set the checkpoint back', 'Delete the matching rows', 'Start again without verification', 'No check is needed', 'Skip the test', 'Improve the job', 'Discount the order', 'Deploy to the attested host', 'The owners must be told', 'Start the schedule again', 'Return the rows', 'Select the tagged orders and delete them', 'Close the change', 'Go on without monitoring', 'Enable the other schedule', 'Start the schedule at 0:00'],
  ],
  restores: [
    (step) => restoreAny([step]),
    ['Restore the rows', 'Revert the commit', 'Roll back the transaction', 'Rolled-back rows are logged', 'Swap the clone in', 'Recover from the backup', 'Write the previous values', 'Set each field to its old value', 'Put the rows back to the state from before', 'Use time travel to the deployment', 'Reinstate them', 'Values from before the run',
      'Reload the table from the last good extract', 'Rebuild dim_customer from the ERP export of the day before', 'Drop the partition and load the export of the day before', 'Point the view orders_current at the table of the day before', 'Switch the alias orders back to the index orders-blue',
      'Resend the last state of every contact from the CRM', 'Reset the columns to the values kept in audit.customer_old', 'Post a reversal of each', 'Load the export of Monday', 'Load the rows of orders_bak into orders', 'PUT each order as it was', 'Write back the values in the run journal', 'Flashback the table', 'Set the status of each order back to Open', 'Sync everything again from the ERP', 'Truncate the table and rerun the full load', 'Write yesterday’s values'],
    ['Disable the schedule', 'Set the cursor back', 'Find what was written', 'Verify the rollback', 'Delete the rows', 'Wait for the older batch', 'Reset the cursor', 'Set the high-water mark back to the time of deployment', 'Switch the schedule off', 'Point out the damage to the owners', 'Send the owners the report', 'Remember the last batch'],
  ],
  findsWritten: [
    (step) => findAnyWritten([step]),
    ['Find what was written', 'Delete the rows of the run', 'Delete by batch_id', 'Remove records created since the deployment', 'DELETE WHERE load_id = …', 'Truncate the table', 'Drop the partition', 'Delete all rows', 'Void those in the run journal', 'Restore the snapshot', 'Select the tagged orders',
      'Delete the rows with created_by = INTSYNC', 'Remove the files from /inbound', 'Purge the queue', 'Delete the topic and create it anew', 'Delete the rows with ingested_at >= deployment time', 'Void the orders that carry our prefix', 'Remove the files from s3://acme/inbound', 'Empty the table', 'Delete what the job wrote', 'Delete the rows of today', 'Delete the invoices number 1000 to 2000', 'Delete messages by key'],
    ['Disable the schedule', 'Tell the owners', 'Wait', 'Delete the records', 'Stop the consumer', 'Remove the webhook', 'Disable the job in the scheduler'],
  ],
};

for (const [name, [ask, yes, no]] of Object.entries(WORDS)) {
  describe(`the words of a step that ${name}`, () => {
    for (const step of yes) it(`are in “${step}”`, () => assert.ok(ask(step)));
    for (const step of no) it(`are not in “${step}”`, () => assert.ok(!ask(step)));
  });
}

describe('a step that verifies the rollback is added', () => {
  const HOLE = '<step that verifies the rollback>';
  const cases: Record<string, [before: string, after: string]> = {
    'to a block': [procedure(`\n    - ${STOP}\n    - ${RESTORE} # from the journal`), procedure(`\n    - ${STOP}\n    - ${RESTORE} # from the journal\n    - ${HOLE}`)],
    'to a block that is not indented': [procedure(`\n  - ${STOP}\n  - ${RESTORE}`), procedure(`\n  - ${STOP}\n  - ${RESTORE}\n  - ${HOLE}`)],
    'inline': [procedure(`[${STOP}, "${RESTORE}"] # two`), procedure(`[${STOP}, "${RESTORE}", ${HOLE}] # two`)],
    'behind a long text': [procedure(`\n    - ${STOP}\n    - >-\n      Restore the earlier\n      values`), procedure(`\n    - ${STOP}\n    - >-\n      Restore the earlier\n      values\n    - ${HOLE}`)],
    'where it stands for another list': [procedure('*s'), procedure(`[Stop, Restore the earlier values, ${HOLE}]`)],
  };
  for (const [name, [before, after]] of Object.entries(cases)) {
    for (const [ends, change] of Object.entries({ LF: (text: string) => text, CRLF: crlf })) {
      it(`${name} (${ends})`, () => {
        const whole = (plan: string): string => `x: &s [Stop, Restore the earlier values]\n${inBase({ text: plan.replace(': \n', ':\n') })}`;
        const text = fix(change(whole(before)), 'Add a step that verifies');
        assert.equal(lf(text), whole(after));
        if (ends === 'CRLF') assert.doesNotMatch(text, /(?<!\r)\n/);
        assert.deepEqual(check(text).filter((finding) => finding.includes('rollback')), []);
      });
    }
  }
  it('not where other places stand for the list', () => {
    const text = `${procedure('&s [Stop, Restore the earlier values]')}x: *s\n`.replace(': \n', ':\n');
    assert.deepEqual(allFixes(inBase({ text })).filter(({ result }) => result.rule.id === 'rollback-unverified'), []);
  });
});
