import assert from 'node:assert/strict';
import { accepted, complete, completeAt, insertions, labels, specOf } from '../helpers/features.ts';
import { crlf, dedent } from '../helpers/text.ts';
import { headerKeys, topLevelKeys } from '../../server/src/model/schema.ts';

/** A title, the text with `<|>`, and the labels offered, in their order. */
const OFFERS: readonly (readonly [string, string, readonly string[]])[] = [
  ['every top-level key in an empty document', '<|>', topLevelKeys],
  ['every top-level key below a comment', '# A spec\n<|>', topLevelKeys],
  ['every top-level key for the first letters', 'au<|>', topLevelKeys],
  ['the header keys that are missing, then the sections', 'spec_id: INT-2025-014\nau<|>\n', topLevelKeys.slice(1)],
  ['only what the top level still lacks', `${headerKeys.map((key) => `${key}: x\n`).join('')}<|>`, topLevelKeys.slice(headerKeys.length)],
  ['only the missing keys of a section', 'integration_purpose:\n  why: x\n  <|>\n', ['trigger', 'direction', 'expected_volume', 'latency_requirement']],
  ['required keys before optional ones', 'source_system:\n  environment: Both\n  <|>\n', [
    'system_name', 'system_type', 'environment_routing', 'authentication', 'rate_limits', 'versioning', 'guaranteed_delivery', 'contact', 'records_per_call',
  ]],
  ['a conditional key last while its condition does not hold', 'source_system:\n  environment: Staging\n  <|>\n', [
    'system_name', 'system_type', 'authentication', 'rate_limits', 'versioning', 'guaranteed_delivery', 'contact', 'environment_routing', 'records_per_call',
  ]],
  ['keys between two keys', 'integration_purpose:\n  why: x\n  <|>\n  direction: Bidirectional\n', ['trigger', 'expected_volume', 'latency_requirement']],
  ['keys of the map at the cursor’s column', 'integration_purpose:\n  trigger:\n    kind: event\n    <|>\n', ['every', 'detail']],
  ['keys of the map around it one column to the left', 'integration_purpose:\n  trigger:\n    kind: event\n  <|>\n', ['why', 'direction', 'expected_volume', 'latency_requirement']],
  ['keys in a map of a list’s depth', 'rollback_plan:\n  rollback_procedure:\n    - a\n    - b\n  <|>\n', ['rollback_trigger', 'rollback_tested', 'rollback_window']],
  ['keys at the end of a file without a line end', 'integration_purpose:\n  why: x\n  di<|>', ['trigger', 'direction', 'expected_volume', 'latency_requirement']],
  ['keys with CRLF', 'integration_purpose:\r\n  trigger:\r\n    kind: event\r\n    <|>\r\n', ['every', 'detail']],
  ['choices behind a colon', 'spec_status:<|>\n', ['Draft', 'Under Review', 'Approved']],
  ['choices behind a colon and a blank', 'spec_status: <|>\n', ['Draft', 'Under Review', 'Approved']],
  ['choices behind a colon in front of a comment', 'spec_status: <|>  # where we are\n', ['Draft', 'Under Review', 'Approved']],
  ['choices on a value that is there', 'spec_status: Dr<|>aft\n', ['Draft', 'Under Review', 'Approved']],
  ['choices in quotes', 'spec_status: "<|>"\n', ['Draft', 'Under Review', 'Approved']],
  ['choices in a flow map', 'integration_purpose:\n  trigger: { kind: <|> }\n', ['schedule', 'event', 'API call', 'user action']],
  ['booleans', 'data_contract:\n  source_record:\n    id:\n      required: <|>\n', ['true', 'false']],
  ['a row of the source record', 'data_contract:\n  source_record:\n    <|>\n', ['new source field']],
  ['a row of the target record', 'data_contract:\n  target_record:\n    <|>\n', ['new target field']],
  ['the failure classes, then one of the author’s own', 'error_handling:\n  failure_classes:\n    auth_failure: {}\n    <|>\n', [
    'source_unavailable', 'validation_failure', 'target_write_failure', 'partial_batch_failure', 'rate_limit_exceeded', 'new failure class',
  ]],
  ['the metrics', 'volume_and_rate_limits:\n  metrics:\n    batches_per_day: {}\n    <|>\n', [
    'records_per_batch', 'source_api_calls_per_minute', 'target_api_calls_per_minute', 'data_volume_per_batch_mb',
  ]],
  ['the criteria, then one of the author’s own', 'validation:\n  criteria:\n    <|>\n', [
    'contract_compliance', 'error_behavior', 'rate_limit_behavior', 'idempotency', 'rollback', 'new criterion',
  ]],
  ['keys of a new flow map', 'integration_purpose:\n  trigger: { <|> }\n', ['kind', 'every', 'detail']],
  ['the keys a flow map lacks', 'integration_purpose:\n  trigger: { kind: schedule, <|> }\n', ['every', 'detail']],
  ['keys of a flow map for the first letters', 'integration_purpose:\n  trigger: { kind: schedule, ev<|> }\n', ['every', 'detail']],
  ['keys of a flow map inside a flow map', 'data_contract: { source_record: { id: { type: string, <|> } } }\n', [
    'required', 'source_path', 'notes', 'nullable', 'default', 'min_length', 'max_length', 'pattern', 'enum', 'minimum', 'maximum', 'timezone', 'fields', 'encoding', 'classification',
  ]],
  ['the prohibitions that a list lacks', 'agent_execution_instructions:\n  not_authorized:\n    - contacting system owners directly\n    - <|>\n', [
    'schema changes to either system', 'routing data to any destination not declared in §6',
  ]],
  ['the prohibitions in a flow list', 'agent_execution_instructions:\n  not_authorized: [<|>]\n', [
    'schema changes to either system', 'routing data to any destination not declared in §6', 'contacting system owners directly',
  ]],
  ['the other keys of the map for a key that has a value', 'integration_purpose:\n  w<|>hy: x\n  expected_volume: y\n', ['why', 'direction', 'latency_requirement']],
  ['on a key with a map, only keys that could hold it', 'data_contract:\n  sour<|>ce_record:\n    id: { type: string, required: true, source_path: id }\n', ['source_record']],
  ['all required keys of a map that is still empty', 'integration_purpose:\n  trigger: <|>\n', ['all required keys']],
];

/** A title and a text with `<|>` where nothing is to be offered. */
const SILENCE: readonly (readonly [string, string])[] = [
  ['in a comment', '# au<|>\n'],
  ['at the end of a comment behind a value', 'spec_status: Draft # <|>\n'],
  ['in a literal block', 'integration_purpose:\n  why: |\n    wh<|>y\n'],
  ['in an empty line of a literal block', 'integration_purpose:\n  why: |\n    one\n    <|>\n    two\n'],
  ['in a folded block', 'integration_purpose:\n  why: >-\n    wh<|>y\n'],
  ['in text that goes on in the next line', 'integration_purpose:\n  why: one\n    tw<|>o\n'],
  ['behind a value and a blank', 'integration_purpose:\n  trigger: { kind: event } <|>\n'],
  ['below a key that the format does not know', 'nonsense:\n  <|>\n'],
  ['behind a key that the format does not know', 'nonsense: <|>\n'],
  ['in front of a quote', 'spec_status: <|>"Draft"\n'],
  ['in a list of one’s own words', 'rollback_plan:\n  rollback_procedure:\n    - <|>\n'],
  ['in free text', 'author: Da<|>na\n'],
  ['behind an alias', 'author: &a Dana\nsource_system_owner: *<|>a\n'],
  ['behind a second document', 'author: Dana\n---\n<|>\n'],
];

describe('completion', () => {
  for (const [title, marked, expected] of OFFERS) it(`offers ${title}`, () => assert.deepEqual(labels(complete(marked)), expected));
  for (const [title, marked] of SILENCE) it(`offers nothing ${title}`, () => assert.deepEqual(labels(complete(marked)), []));

  it('offers nothing that a value excludes', () => {
    assert.deepEqual(labels(complete('spec_status: Draft\n<|>\n')).includes('spec_status'), false);
  });
});

describe('what a completion inserts', () => {
  it('a header key with a tab stop', () => {
    assert.deepEqual(insertions(complete('spec_id: INT-2025-014\n<|>').slice(0, 4)), {
      title: 'title: "${1:<source → target and purpose>}"',
      template: 'template: integration-spec-v1.0',
      date: 'date: ${1:<date of the spec>}',
      author: 'author: ${1:<author of the spec>}',
    });
  });

  it('a key of a section with all that it must hold', () => {
    assert.deepEqual(insertions(complete('integration_purpose:\n  <|>\n')), {
      why: 'why: ${1:<business or technical need in one sentence>}',
      trigger: 'trigger:\n    kind: ${1|schedule,event,API call,user action|}\n    every: ${2:<interval between runs>}',
      direction: 'direction: ${1|Source → Target,Bidirectional|}',
      expected_volume: 'expected_volume: ${1:<usual and peak volume>}',
      latency_requirement: 'latency_requirement: ${1:<longest acceptable delay>}',
    });
  });

  it('a blank behind a colon that has none', () => {
    assert.deepEqual(insertions(complete('spec_status:<|>\n')), { Draft: ' Draft', 'Under Review': ' Under Review', Approved: ' Approved' });
    assert.equal(accepted(complete('spec_status:<|>\n'), 'Draft'), 'spec_status: Draft\n');
  });

  it('a value in the quotes that are there', () => {
    assert.deepEqual(insertions(complete('spec_status: "<|>"\n')), { Draft: '"Draft"', 'Under Review': '"Under Review"', Approved: '"Approved"' });
    assert.equal(accepted(complete("spec_status: 'Dr<|>'\n"), 'Draft'), "spec_status: 'Draft'\n");
    assert.equal(complete("spec_status: 'Dr<|>'\n")[0]?.item.filterText, "'Draft");
  });

  it('a value in quotes where the document quotes', () => {
    const quoted = 'author: "Dana Reyes"\nsource_system_owner: "Miles"\nspec_status: <|>\n';
    assert.equal(accepted(complete(quoted), 'Draft'), 'author: "Dana Reyes"\nsource_system_owner: "Miles"\nspec_status: "Draft"\n');
  });

  it('choices that need quotes, in quotes', () => {
    const items = complete('data_contract:\n  when_absent: <|>\n');
    assert.deepEqual(labels(items).includes('null'), true);
    for (const { document, label } of items) assert.match(document, new RegExp(`when_absent: "?${label}"?\n$`));
  });

  it('a value in place of the whole value', () => {
    assert.equal(accepted(complete('spec_status: Under Re<|>view # soon\n'), 'Draft'), 'spec_status: Draft # soon\n');
  });

  it('rows with all that they must hold', () => {
    assert.deepEqual(insertions(complete('data_contract:\n  source_record:\n    <|>\n')), {
      'new source field': '${1:field_name}:\n      type: ${2:<type of the source field>}\n      required: ${3|true,false|}\n      source_path: ${4:<path in the delivered record>}',
    });
    assert.deepEqual(insertions(complete('data_contract:\n  target_record:\n    <|>\n')), {
      'new target field':
        '${1:target_field}:\n      type: ${2:<type of the target field>}\n      mapped_from: ${3:<origin of the value>}\n      transformation: ${4:<transformation of the value>}\n      required: ${5|true,false|}',
    });
    assert.equal(
      accepted(complete('error_handling:\n  failure_classes:\n    <|>\n'), 'auth_failure'),
      'error_handling:\n  failure_classes:\n    auth_failure:\n      condition: HTTP 401 or 403\n      action: stop; do not retry; escalate\n      retry: No\n      escalation: immediate\n',
    );
    assert.equal(
      accepted(complete('volume_and_rate_limits:\n  metrics:\n    <|>\n'), 'batches_per_day'),
      'volume_and_rate_limits:\n  metrics:\n    batches_per_day: { expected: <expected value>, peak: <peak value>, hard_limit: <hard limit> }\n',
    );
    assert.equal(
      accepted(complete('validation:\n  criteria:\n    <|>\n'), 'new criterion'),
      'validation:\n  criteria:\n    task_specific:\n      test: <what is done to test it>\n      pass_condition: <when the test passes>\n',
    );
  });

  it('keys of flow maps with commas and blanks', () => {
    assert.equal(accepted(complete('integration_purpose:\n  trigger: { <|> }\n'), 'every'), 'integration_purpose:\n  trigger: { every: <interval between runs> }\n');
    assert.equal(accepted(complete('integration_purpose:\n  trigger: {<|>}\n'), 'kind'), 'integration_purpose:\n  trigger: { kind: schedule }\n');
    assert.equal(
      accepted(complete('integration_purpose:\n  trigger: { <|> kind: schedule }\n'), 'every'),
      'integration_purpose:\n  trigger: { every: <interval between runs>,  kind: schedule }\n',
    );
    assert.equal(
      accepted(complete('integration_purpose:\n  trigger: { kind: schedule,<|> }\n'), 'every'),
      'integration_purpose:\n  trigger: { kind: schedule, every: <interval between runs> }\n',
    );
  });

  it('items of lists', () => {
    const open = 'agent_execution_instructions:\n  not_authorized:\n    -<|>\n';
    const label = 'schema changes to either system';
    assert.equal(accepted(complete(open), label), `agent_execution_instructions:\n  not_authorized:\n    - ${label}\n`);
    const flow = 'agent_execution_instructions:\n  not_authorized: [contacting system owners directly, <|>]\n';
    assert.equal(accepted(complete(flow), label), `agent_execution_instructions:\n  not_authorized: [contacting system owners directly, ${label}]\n`);
  });

  it('the name alone on a key that has its value', () => {
    assert.deepEqual(insertions(complete('integration_purpose:\n  w<|>hy: x\n')), {
      why: 'why', direction: 'direction', expected_volume: 'expected_volume', latency_requirement: 'latency_requirement',
    });
    assert.equal(accepted(complete('integration_purpose:\n  w<|>hy:   x # y\n'), 'expected_volume'), 'integration_purpose:\n  expected_volume:   x # y\n');
  });

  it('at the column of the map, wherever in the blank line the cursor is', () => {
    for (const column of [0, 1, 2, 3, 5, 9]) {
      const items = complete(`integration_purpose:\n  why: x\n${' '.repeat(column)}<|>\n  direction: Bidirectional\n`);
      assert.equal(accepted(items, 'expected_volume'), 'integration_purpose:\n  why: x\n  expected_volume: <usual and peak volume>\n  direction: Bidirectional\n');
    }
  });

  it('in the document’s own indentation', () => {
    const items = complete('integration_purpose:\n    why: x\n    <|>\n');
    assert.equal(accepted(items, 'trigger'), 'integration_purpose:\n    why: x\n    trigger:\n        kind: schedule\n        every: <interval between runs>\n');
  });

  it('with the document’s own line ends', () => {
    const text = crlf('integration_purpose:\n  why: x\n  <|>\n');
    assert.equal(accepted(complete(text), 'trigger'), crlf('integration_purpose:\n  why: x\n  trigger:\n    kind: schedule\n    every: <interval between runs>\n'));
  });

  it('a whole section', () => {
    assert.equal(accepted(complete('spec_id: INT-2025-014\nroll<|>'), 'rollback_plan'), dedent`
      spec_id: INT-2025-014
      rollback_plan:
        rollback_trigger: <condition that starts a rollback>
        rollback_procedure:
          - <rollback steps>
          - <rollback steps>
        rollback_tested: documented but untested
        rollback_window: <how long a rollback stays possible>
    `.trimEnd());
  });
});

describe('what a completion says of itself', () => {
  it('keys say whether they are required, and what they mean', () => {
    const [why] = complete('integration_purpose:\n  <|>\n');
    assert.equal(why?.item.labelDetails?.description, 'required');
    assert.ok(typeof why.item.documentation === 'object' && why.item.documentation.value.startsWith('**`why`**'));
  });

  it('choices say what they mean, and the usual one is preselected', () => {
    const items = complete('spec_status: <|>\n');
    assert.deepEqual(items.map(({ item }) => item.preselect ?? false), [true, false, false]);
    for (const { item, label } of items) assert.ok(typeof item.documentation === 'object' && item.documentation.value.includes(`\`${label}\``));
  });

  it('an offset behind the text counts as its end', () => {
    const spec = specOf('spec_status: ');
    assert.deepEqual(labels(completeAt(spec, 1000)), ['Draft', 'Under Review', 'Approved']);
  });
});
