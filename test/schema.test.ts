/**
 * The schema is the one place that lists keys and choices, and it is read by walking. So two things are held here:
 * that it accepts and refuses the right documents, and that its own form is the one that hover, completion and
 * skeletons rely on.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Schema = { [keyword: string]: Json };

const root = new URL('../', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('schemas/integration-spec-v1.0.schema.json', root), 'utf8')) as Schema;

const ANNOTATIONS = ['x-section', 'x-row', 'x-phrase', 'x-layout', 'x-placeholders'];
const BESIDE_REF = ['$ref', 'title', 'description', 'examples', 'default', ...ANNOTATIONS];
const PHRASES = [
  'duration', 'rate', 'volume', 'latency', 'action', 'escalation', 'transformation', 'type', 'mapping', 'path', 'percentage', 'spec id', 'title', 'date',
];

/** The template's order: header keys, then the numbered sections, then the approval. */
const HEADER = ['spec_id', 'title', 'template', 'date', 'author', 'source_system_owner', 'target_system_owner', 'spec_status'];
const SECTIONS = [
  'integration_purpose', 'source_system', 'target_system', 'error_handling', 'volume_and_rate_limits', 'data_contract',
  'validation', 'rollback_plan', 'agent_execution_instructions', 'spec_approval',
];

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,   // text may be delivered by YAML as a number or a boolean
  strictRequired: false,   // it cannot see properties through `then`; "required keys are declared" below checks the same
});
ajv.addVocabulary(ANNOTATIONS);
ajv.addSchema(schema);

/** ajv's errors for a value against the part of the schema at a JSON pointer, as a sorted set of `path keyword [key]`. */
function errors(value: unknown, pointer = ''): string[] {
  const validate = ajv.getSchema(`${String(schema['$id'])}#${pointer}`);
  assert.ok(validate, `no schema at ${pointer}`);
  if (validate(value)) return [];
  const seen = (validate.errors ?? []).map(({ instancePath, keyword, params }) => {
    const key: unknown = params['missingProperty'] ?? params['additionalProperty'];
    return [instancePath || '/', keyword, ...(typeof key === 'string' ? [key] : [])].join(' ');
  });
  return [...new Set(seen)].sort();
}

// --------------------------------------------------------------------------------------------- walking the schema

function isSchema(value: Json | undefined): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(owner: Json | undefined, key: string): Schema {
  return isSchema(owner) && isSchema(owner[key]) ? owner[key] : {};
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function schemas(value: Json | undefined): Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** The schema a `$ref` leads to, with the annotations beside the `$ref` laid over it. */
function resolve(node: Schema): Schema {
  const ref = node['$ref'];
  if (typeof ref !== 'string') return node;
  const target = member(schema['definitions'], ref.replace('#/definitions/', ''));
  assert.ok(Object.keys(target).length > 0, `${ref} leads nowhere`);
  assert.equal(target['$ref'], undefined, `${ref} leads to another $ref`);
  return { ...target, ...node };
}

type Place = { pointer: string; node: Schema };

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Every schema that describes a value: the root, the definitions and, below them, properties, rows, items and choices. */
function* places(pointer: string, node: Schema): Generator<Place> {
  yield { pointer, node };
  for (const map of ['definitions', 'properties']) {
    for (const [key, child] of Object.entries(member(node, map))) {
      if (isSchema(child)) yield* places(`${pointer}/${map}/${escape(key)}`, child);
    }
  }
  for (const key of ['additionalProperties', 'items']) {
    const child = node[key];
    if (isSchema(child)) yield* places(`${pointer}/${key}`, child);
  }
  for (const [index, child] of schemas(node['anyOf']).entries()) yield* places(`${pointer}/anyOf/${index}`, child);
}

const all = [...places('', schema)];
const properties = all.filter(({ pointer }) => /\/properties\/[^/]+$/.test(pointer));
const rows = all.filter(({ pointer }) => pointer.endsWith('/additionalProperties'));
const objects = all.filter(({ node }) => node['type'] === 'object');

function isChoice(node: Schema): boolean {
  return 'anyOf' in node && schemas(node['anyOf']).every((entry) => 'const' in entry);
}

// ------------------------------------------------------------------------------------------------------ documents

/** The smallest valid spec: every key in it is required. */
const MINIMAL = `
spec_id: INT-2025-001
title: "A → B: C"
template: integration-spec-v1.0
date: 2025-01-31
author: x
source_system_owner: x
target_system_owner: x
spec_status: Draft
integration_purpose:
  why: x
  trigger: { kind: event }
  direction: Source → Target
  expected_volume: x
  latency_requirement: x
source_system:
  system_name: x
  system_type: GraphQL
  environment: Production
  authentication: { method: OAuth2, scope: x }
  rate_limits: none
  versioning: x
  guaranteed_delivery: At-least-once
  contact: { team: x, escalation: x }
target_system:
  system_name: x
  system_type: Database
  environment: Production
  authentication: { method: mTLS, scope: [x] }
  idempotency_support: N/A
  write_semantics: Upsert
  on_conflict: x
  contact: { team: x, escalation: x }
error_handling:
  failure_classes:
    source_unavailable: &class { condition: x, action: x, retry: No, escalation: x }
    auth_failure: *class
    validation_failure: *class
    target_write_failure: *class
    partial_batch_failure: *class
    rate_limit_exceeded: *class
  dead_letter_queue: none
  operator_notification: x
volume_and_rate_limits:
  metrics:
    records_per_batch: &metric { expected: 1, peak: 2.5, hard_limit: N/A }
    batches_per_day: *metric
    source_api_calls_per_minute: *metric
    target_api_calls_per_minute: *metric
    data_volume_per_batch_mb: *metric
  hard_limit_behavior: { threshold: 80%, action: throttle }
data_contract:
  source_record:
    s: { type: string, required: true, source_path: s }
  target_record:
    t: { type: string, mapped_from: source.s, transformation: exact copy, required: true }
  not_written: {}
validation:
  criteria:
    contract_compliance: &criterion { test: x, pass_condition: x }
    error_behavior: *criterion
    rate_limit_behavior: *criterion
    idempotency: *criterion
    rollback: *criterion
  testing_environment: production with synthetic data
rollback_plan:
  rollback_trigger: x
  rollback_procedure: [x, x]
  rollback_tested: tested on staging
  rollback_window: 1 day
agent_execution_instructions:
  authorized_actions: { read_from: [x], write_to: [x] }
  not_authorized: [x]
  completion_signal: { report_to: x }
spec_approval:
  author: &empty { name: "", date: "" }
  source_system_owner: *empty
  target_system_owner: *empty
  technical_reviewer: *empty
  approved_for_execution: *empty
`;

function yaml(text: string): Json {
  return parse(text, { merge: true }) as Json;
}

const ABSENT = Symbol('absent');

/** The minimal spec with some values replaced (in YAML) or removed. Paths are dotted. */
function changed(changes: Record<string, string | typeof ABSENT>): Json {
  const document = JSON.parse(JSON.stringify(yaml(MINIMAL))) as Json;   // an alias becomes a copy
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let owner = document;
    for (const key of keys) {
      assert.ok(isSchema(owner) && key in owner, `${path} is not in the minimal spec`);
      owner = owner[key] ?? null;
    }
    assert.ok(isSchema(owner), `${path} is not in the minimal spec`);
    if (value === ABSENT) delete owner[last];
    else owner[last] = yaml(value);
  }
  return document;
}

/** The paths of all mappings in a document, in dotted form; '' is the document. */
function* mappings(value: Json, path: string[] = []): Generator<string[]> {
  if (!isSchema(value)) return;
  yield path;
  for (const [key, child] of Object.entries(value)) yield* mappings(child, [...path, key]);
}

type Case = [changes: Record<string, string | typeof ABSENT>, expected: string[]];

const at = (path: string, ...keywords: string[]): string[] => keywords.map((keyword) => `${path} ${keyword}`);
/** What ajv says of a value that is none of the choices. */
const noChoice = (path: string): string[] => at(path, 'anyOf', 'const');
/** What ajv says of a key that a condition demands. */
const demanded = (path: string, ...keys: string[]): string[] => at(path, 'if', ...keys.map((key) => `required ${key}`));

const purpose = '/integration_purpose';
const contract = '/data_contract';
const field = (facets: string): Record<string, string> => ({
  'data_contract.source_record.s': `{ type: string, required: true, source_path: s, ${facets} }`,
});
const target = (facets: string): Record<string, string> => ({
  'data_contract.target_record.t': `{ type: string, mapped_from: source.s, required: true, ${facets} }`,
});
const inField = `${contract}/source_record/s`;
const inTarget = `${contract}/target_record/t`;
const anyCase = (facets: string): Case => [target(`transformation: ${facets}`), demanded(inTarget, 'value_map')];

const CASES: Record<string, Case[]> = {
  'header': [
    [{ spec_id: 'INT-2025-1234' }, []],
    [{ spec_id: 'INT-2025-12' }, at('/spec_id', 'pattern')],
    [{ spec_id: 'INT-25-123' }, at('/spec_id', 'pattern')],
    [{ spec_id: 'int-2025-001' }, at('/spec_id', 'pattern')],
    [{ spec_id: 'INT-2025-001b' }, at('/spec_id', 'pattern')],
    [{ spec_id: '2025' }, at('/spec_id', 'type')],
    [{ title: '"My A -> B 2: C: D"' }, []],
    [{ title: '"https://a → B: C"' }, []],
    [{ title: 'A → B' }, at('/title', 'pattern')],
    [{ title: '"A to B: C"' }, at('/title', 'pattern')],
    [{ title: '"→ B: C"' }, at('/title', 'pattern')],
    [{ title: '"A → : C"' }, at('/title', 'pattern')],
    [{ title: '"A → B: "' }, at('/title', 'pattern')],
    [{ template: 'integration-spec-v2.0' }, noChoice('/template')],
    [{ date: '2025-1-31' }, at('/date', 'pattern')],
    [{ date: '2025-01-31T00:00:00Z' }, at('/date', 'pattern')],
    [{ date: '2025' }, at('/date', 'type')],
    [{ author: '007' }, []],
    [{ author: '[x]' }, at('/author', 'type')],
    [{ author: '""' }, at('/author', 'minLength')],
    [{ spec_status: 'Under Review' }, []],
    [{ spec_status: 'Approved' }, []],
    [{ spec_status: 'draft' }, noChoice('/spec_status')],
    [{ integration_purpose: 'x' }, at(purpose, 'type')],
    [{ unknown_section: '{}' }, at('/', 'additionalProperties unknown_section')],
  ],
  'section 1': [
    [{ 'integration_purpose.trigger': '{ kind: schedule }' }, demanded(`${purpose}/trigger`, 'every')],
    [{ 'integration_purpose.trigger': '{ kind: schedule, every: 5 minutes, detail: x }' }, []],
    [{ 'integration_purpose.trigger': '{ kind: API call }' }, []],
    [{ 'integration_purpose.trigger': '{ kind: user action }' }, []],
    [{ 'integration_purpose.trigger': '{ kind: webhook }' }, noChoice(`${purpose}/trigger/kind`)],
    [{ 'integration_purpose.trigger': '{ every: 5 minutes }' }, at(`${purpose}/trigger`, 'required kind')],
    [{ 'integration_purpose.direction': 'Bidirectional' }, []],
    [{ 'integration_purpose.direction': 'Source -> Target' }, []],
    [{ 'integration_purpose.direction': 'Target → Source' }, noChoice(`${purpose}/direction`)],
  ],
  'sections 2 and 3': [
    [{ 'source_system.environment': 'Both' }, demanded('/source_system', 'environment_routing')],
    [{ 'target_system.environment': 'Both' }, demanded('/target_system', 'environment_routing')],
    [{ 'source_system.environment': 'Both', 'source_system.environment_routing': 'x' }, []],
    [{ 'target_system.environment': 'Both', 'target_system.environment_routing': 'x' }, []],
    [{ 'source_system.environment_routing': 'x', 'target_system.environment': 'Staging' }, []],
    [{ 'source_system.environment': 'Test' }, noChoice('/source_system/environment')],
    [{ 'source_system.system_type': 'Queue', 'target_system.system_type': 'Queue' }, []],
    [{ 'source_system.system_type': 'SOAP' }, noChoice('/source_system/system_type')],
    [{ 'target_system.system_type': 'GraphQL' }, noChoice('/target_system/system_type')],
    [{ 'source_system.authentication.method': 'service account' }, []],
    [{ 'source_system.authentication.method': 'password' }, noChoice('/source_system/authentication/method')],
    [{ 'source_system.authentication.scope': '[a, b]' }, []],
    [{ 'source_system.authentication.scope': '[]' }, at('/source_system/authentication/scope', 'minItems')],
    [{ 'source_system.authentication.scope': '{ a: b }' }, at('/source_system/authentication/scope', 'type')],
    [{ 'target_system.authentication.scope': '[a, [b]]' }, at('/target_system/authentication/scope/1', 'type')],
    [{ 'source_system.records_per_call': '250' }, []],
    [{ 'source_system.records_per_call': '0' }, at('/source_system/records_per_call', 'minimum')],
    [{ 'target_system.records_per_call': '1.5' }, at('/target_system/records_per_call', 'type')],
    [{ 'target_system.rate_limits': '5 requests per second' }, []],
    [{ 'source_system.versioning': '2.0' }, []],
    [{ 'source_system.guaranteed_delivery': 'At-most-once' }, []],
    [{ 'source_system.guaranteed_delivery': 'at least once' }, noChoice('/source_system/guaranteed_delivery')],
    [{ 'target_system.guaranteed_delivery': 'Exactly-once' }, at('/target_system', 'additionalProperties guaranteed_delivery')],
    [{ 'source_system.write_semantics': 'Insert' }, at('/source_system', 'additionalProperties write_semantics')],
    [{ 'target_system.idempotency_support': 'Supports idempotency key' }, []],
    [{ 'target_system.idempotency_support': 'None' }, noChoice('/target_system/idempotency_support')],
    [{ 'target_system.write_semantics': 'Replace' }, []],
    [{ 'target_system.write_semantics': 'Merge' }, noChoice('/target_system/write_semantics')],
  ],
  'section 4': [
    [{ 'error_handling.failure_classes.auth_failure.retry': 'Conditional', 'error_handling.failure_classes.auth_failure.retry_when': 'x' }, []],
    [{ 'error_handling.failure_classes.auth_failure.retry': 'true' }, []],
    [{ 'error_handling.failure_classes.auth_failure.retry': 'false' }, []],
    [{ 'error_handling.failure_classes.auth_failure.retry': 'Maybe' }, noChoice('/error_handling/failure_classes/auth_failure/retry')],
    [{ 'error_handling.failure_classes.auth_failure.system': 'both' }, []],
    [{ 'error_handling.failure_classes.auth_failure.system': 'all' }, noChoice('/error_handling/failure_classes/auth_failure/system')],
    [{ 'error_handling.failure_classes.own': '{ condition: x, action: x, retry: Yes, escalation: x, system: target }' }, []],
    [
      { 'error_handling.failure_classes.own': '{ action: x, retry: Yes, whom: x }' },
      at('/error_handling/failure_classes/own', 'additionalProperties whom', 'required condition', 'required escalation'),
    ],
  ],
  'section 5': [
    [{ 'volume_and_rate_limits.metrics.batches_per_day': '{ expected: 0, peak: N/A, hard_limit: 1e6 }' }, []],
    [
      { 'volume_and_rate_limits.metrics.batches_per_day.peak': '-1' },
      at('/volume_and_rate_limits/metrics/batches_per_day/peak', 'anyOf', 'const', 'minimum'),
    ],
    [
      { 'volume_and_rate_limits.metrics.batches_per_day.peak': '"12"' },
      at('/volume_and_rate_limits/metrics/batches_per_day/peak', 'anyOf', 'const', 'type'),
    ],
    [{ 'volume_and_rate_limits.metrics.errors_per_day': '{ expected: 0, peak: 0, hard_limit: 0 }' }, at('/volume_and_rate_limits/metrics', 'additionalProperties errors_per_day')],
    ...['100%', '100.0%', '99.9%', '1%', '0.5%', '10.0%', '80 %'].map((percentage): Case => [
      { 'volume_and_rate_limits.hard_limit_behavior.threshold': percentage }, [],
    ]),
    ...['0%', '0.0%', '100.1%', '101%', '200%', '080%', '-5%', '80', '".5%"', '80 percent', '8 0%'].map((percentage): Case => [
      { 'volume_and_rate_limits.hard_limit_behavior.threshold': percentage },
      at('/volume_and_rate_limits/hard_limit_behavior/threshold', percentage === '80' ? 'type' : 'pattern'),
    ]),
    [{ 'volume_and_rate_limits.hard_limit_behavior.action': 'escalate and pause' }, []],
    [{ 'volume_and_rate_limits.hard_limit_behavior.action': 'split' }, noChoice('/volume_and_rate_limits/hard_limit_behavior/action')],
  ],
  'section 6, contract': [
    [{ 'data_contract.when_absent': 'omit' }, []],
    [{ 'data_contract.when_absent': '"null"' }, []],
    [{ 'data_contract.when_absent': 'null' }, []],
    [{ 'data_contract.when_absent': 'skip' }, noChoice(`${contract}/when_absent`)],
    [{ 'data_contract.not_written': '{ a.b: reason, c: 7 }' }, []],
    [{ 'data_contract.not_written': '{ a: [reason] }' }, at(`${contract}/not_written/a`, 'type')],
    [{ 'data_contract.not_written': '[a]' }, at(`${contract}/not_written`, 'type')],
    [{ 'data_contract.reverse': '{ source_record: { a: { type: string, required: true, source_path: a } }, target_record: { b: { type: string, mapped_from: source.a, transformation: exact copy, required: true } }, not_written: {} }' }, []],
    [{ 'data_contract.reverse': '{ source_record: { a: { type: string, required: true, source_path: a } }, target_record: { b: { type: string, mapped_from: source.a, transformation: exact copy, required: true } }, not_written: {}, when_absent: reject, write_semantics: Insert, on_conflict: x }' }, []],
    [
      { 'data_contract.reverse': '{ direction: x }' },
      at(`${contract}/reverse`, 'additionalProperties direction', 'required source_record', 'required target_record', 'required not_written'),
    ],
    [{ 'data_contract.reverse': '{ source_record: { a: { type: string } }, target_record: { b: { type: string, mapped_from: source.a, transformation: exact copy, required: true } }, not_written: {} }' }, at(`${contract}/reverse/source_record/a`, 'required required', 'required source_path')],
    [{ 'data_contract.source_record.s': 'string' }, at(inField, 'type')],
  ],
  'section 6, facets': [
    [field('nullable: Yes, default: 0, min_length: 0, max_length: 5, pattern: "^a", enum: [a, 1, true, null], minimum: 1.5, maximum: 2025-01-01, notes: x'), []],
    [field('timezone: UTC, encoding: string, classification: special, default: []'), []],
    [field('timezone: America/Argentina/Buenos_Aires'), []],
    [field('timezone: Etc/GMT+1'), []],
    [field('timezone: none'), []],
    [field('timezone: CEST'), at(`${inField}/timezone`, 'anyOf', 'const', 'pattern')],
    [field('timezone: +02:00'), at(`${inField}/timezone`, 'anyOf', 'const', 'pattern')],
    [field('encoding: base64'), noChoice(`${inField}/encoding`)],
    [field('classification: secret'), noChoice(`${inField}/classification`)],
    [field('nullable: maybe'), noChoice(`${inField}/nullable`)],
    [field('min_length: -1'), at(`${inField}/min_length`, 'minimum')],
    [field('max_length: 1.5'), at(`${inField}/max_length`, 'type')],
    [field('max_length: long'), at(`${inField}/max_length`, 'type')],
    [field('enum: []'), at(`${inField}/enum`, 'minItems')],
    [field('enum: a'), at(`${inField}/enum`, 'type')],
    [field('enum: [a, { b: c }]'), at(`${inField}/enum/1`, 'type')],
    [field('minimum: [1]'), at(`${inField}/minimum`, 'type')],
    [field('key: true'), at(inField, 'additionalProperties key')],
    [field('when_absent: omit'), at(inField, 'additionalProperties when_absent')],
    [field('fields: { a: { type: string, required: No, source_path: s.a } }'), []],
    [field('fields: { a: { type: string, required: sometimes } }'), [...noChoice(`${inField}/fields/a/required`), ...at(`${inField}/fields/a`, 'required source_path')]],
  ],
  'section 6, mappings': [
    [target('transformation: 0, key: true, when_absent: reject, target_path: a.b, nullable: false'), []],
    [target('transformation: false'), []],
    [target('key: true'), demanded(inTarget, 'transformation')],
    [target('fields: {}'), []],
    [target('fields: { a: { type: string, mapped_from: item.a, required: true } }'), demanded(`${inTarget}/fields/a`, 'transformation')],
    [target('fields: { a: { type: string, required: true, transformation: x, from: x } }'), at(`${inTarget}/fields/a`, 'additionalProperties from', 'required mapped_from')],
    [target('transformation: x, source_path: x'), at(inTarget, 'additionalProperties source_path')],
    [target('transformation: x, when_absent: null'), []],
    [target('transformation: x, when_absent: default'), noChoice(`${inTarget}/when_absent`)],
    anyCase('map values'),
    anyCase('Map  Values'),
    anyCase('"trim, MAP VALUES, default to X"'),
    anyCase('"map values, default to X"'),
    anyCase('"lowercase,map values\\n"'),
    [target('transformation: map values, value_map: { a: b, 1: 2, c: true, d: "" }'), []],
    [target('transformation: map values, value_map: { a: [b] }'), at(`${inTarget}/value_map/a`, 'type')],
    [target('transformation: map values, fields: {}'), demanded(inTarget, 'value_map')],
    [target('transformation: default to map values'), []],
    [target('transformation: map values of'), []],
    [target('transformation: lowercase, value_map: { a: b }'), []],
  ],
  'section 7': [
    [{ 'validation.criteria.idempotency': '{ not_applicable: x }' }, []],
    [{ 'validation.criteria.idempotency': '{ test: x }' }, demanded('/validation/criteria/idempotency', 'pass_condition')],
    [{ 'validation.criteria.idempotency': '{}' }, demanded('/validation/criteria/idempotency', 'test', 'pass_condition')],
    [{ 'validation.criteria.idempotency': '{ not_applicable: x, test: x }' }, at('/validation/criteria/idempotency', 'not')],
    [{ 'validation.criteria.idempotency': '{ not_applicable: x, pass_condition: x }' }, at('/validation/criteria/idempotency', 'not')],
    [{ 'validation.criteria.own': '{ test: x, pass_condition: x }' }, []],
    [{ 'validation.criteria.own': '{ test: x, passes: x }' }, [...at('/validation/criteria/own', 'additionalProperties passes'), ...demanded('/validation/criteria/own', 'pass_condition')]],
    [{ 'validation.testing_environment': 'staging' }, noChoice('/validation/testing_environment')],
    [{ 'validation.testing_environment': 'Staging with production-equivalent data' }, noChoice('/validation/testing_environment')],
  ],
  'section 8': [
    [{ 'rollback_plan.rollback_procedure': '[a]' }, at('/rollback_plan/rollback_procedure', 'minItems')],
    [{ 'rollback_plan.rollback_procedure': 'a' }, at('/rollback_plan/rollback_procedure', 'type')],
    [{ 'rollback_plan.rollback_procedure': '[a, { b: c }]' }, at('/rollback_plan/rollback_procedure/1', 'type')],
    [{ 'rollback_plan.rollback_tested': 'documented but untested' }, []],
    [{ 'rollback_plan.rollback_tested': 'Yes' }, noChoice('/rollback_plan/rollback_tested')],
  ],
  'section 9': [
    [{ 'agent_execution_instructions.skills_to_load': '[a]' }, []],
    [{ 'agent_execution_instructions.skills_to_load': 'a' }, at('/agent_execution_instructions/skills_to_load', 'type')],
    [{ 'agent_execution_instructions.not_authorized': '[]' }, at('/agent_execution_instructions/not_authorized', 'minItems')],
    [
      { 'agent_execution_instructions.authorized_actions': '{ read_from: [], write_to: [] }' },
      ['read_from', 'write_to'].flatMap((key) => at(`/agent_execution_instructions/authorized_actions/${key}`, 'minItems')),
    ],
  ],
  'approval': [
    [{ 'spec_approval.author': '{ name: null, date: null }' }, []],
    [{ 'spec_approval.author': '{ name: x, date: 2025-01-31 }' }, []],
    [{ 'spec_approval.author': '{ name: x, date: yesterday }' }, at('/spec_approval/author/date', 'pattern')],
    [{ 'spec_approval.author': '{ name: [x], date: 2025 }' }, ['/spec_approval/author/date type', '/spec_approval/author/name type']],
  ],
};

// ---------------------------------------------------------------------------------------------------------- tests

describe('schema', () => {
  it('compiles in strict mode', () => {
    assert.ok(ajv.getSchema(String(schema['$id'])));
    assert.equal(schema['$schema'], 'http://json-schema.org/draft-07/schema#');
  });

  it('is valid draft-07, and every $ref leads to a definition', () => {
    assert.equal(ajv.validateSchema(schema), true);
    for (const { node } of all) resolve(node);
  });

  describe('examples', () => {
    const directory = new URL('examples/', root);
    const files = readdirSync(directory).filter((name) => /\.intspec\.ya?ml$/.test(name));
    it('exist', () => assert.ok(files.length >= 4));
    for (const file of files) {
      it(file, () => assert.deepEqual(errors(yaml(readFileSync(new URL(file, directory), 'utf8'))), []));
    }
  });

  describe('form', () => {
    it('has the header keys and the sections in the order of the template', () => {
      assert.deepEqual(Object.keys(member(schema, 'properties')), [...HEADER, ...SECTIONS]);
      assert.deepEqual(schema['required'], [...HEADER, ...SECTIONS]);
      SECTIONS.forEach((section, index) => {
        const name = section.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
        const node = member(member(schema, 'properties'), section);
        assert.deepEqual(node, { $ref: `#/definitions/${name}` });
        assert.equal(resolve(node)['x-section'], section === 'spec_approval' ? 'approval' : String(index + 1));
      });
    });

    it('closes every object, or says what its rows are', () => {
      for (const { pointer, node } of objects) {
        if (isSchema(node['additionalProperties'])) assert.equal(typeof node['x-row'], 'string', pointer);
        else assert.equal(node['additionalProperties'], false, pointer);
      }
    });

    it('declares every required key, conditions included', () => {
      for (const { pointer, node } of objects) {
        const declared = Object.keys(member(node, 'properties'));
        const conditions = schemas(node['allOf']).flatMap(({ if: condition, then }) => {
          assert.ok(isSchema(condition) && isSchema(then), pointer);
          assert.deepEqual(Object.keys(then), ['required'], pointer);
          const { not } = condition;
          const asked = strings(isSchema(not) ? not['required'] : condition['required']);
          assert.ok(asked.length > 0, pointer);
          return [...asked, ...Object.keys(member(condition, 'properties')), ...strings(then['required'])];
        });
        for (const key of [...strings(node['required']), ...conditions]) assert.ok(declared.includes(key), `${pointer}: ${key}`);
      }
    });

    it('has only annotations beside a $ref', () => {
      for (const { pointer, node } of all.filter(({ node }) => '$ref' in node)) {
        for (const keyword of Object.keys(node)) assert.ok(BESIDE_REF.includes(keyword), `${pointer}: ${keyword}`);
      }
    });

    it('gives every key a title that can stand as a placeholder, and a description', () => {
      for (const { pointer, node } of [...properties, ...rows]) {
        const { title, description } = resolve(node);
        assert.ok(typeof title === 'string' && typeof description === 'string', pointer);
        assert.match(title, /^\S.{0,48}\S$/u, pointer);
        assert.doesNotMatch(title, /[#<>{}[\],"'`|]|:(\s|$)/, pointer);
        assert.match(description, /^\S.*\.$/u, pointer);
      }
    });

    it('gives title and description on the key itself, sections excepted', () => {
      for (const { pointer, node } of properties.filter(({ node }) => !('x-section' in resolve(node)))) {
        assert.ok('title' in node && 'description' in node, pointer);
      }
    });

    it('gives every key examples, maps and choices excepted', () => {
      for (const { pointer, node } of properties) {
        const resolved = resolve(node);
        const excepted = resolved['type'] === 'object' || isChoice(resolved);
        assert.equal(Array.isArray(node['examples']) && node['examples'].length > 0, !excepted, pointer);
      }
    });

    it('writes choices as described constants, the accepted spellings last', () => {
      for (const { pointer, node } of all) {
        assert.ok(!('enum' in node) && !('const' in node && !pointer.includes('/anyOf/')), pointer);
        const entries = schemas(node['anyOf']);
        const spellings = entries.map((entry) => entry['deprecated'] === true);
        assert.deepEqual(spellings, [...spellings].sort(), pointer);
        for (const entry of entries.filter((entry) => 'const' in entry)) {
          assert.match(String(entry['description']), /^\S.*\.$/u, pointer);
        }
      }
    });

    it('knows the kinds of phrases, and uses all of them', () => {
      const used = all.flatMap(({ node }) => ('x-phrase' in node ? [node['x-phrase']] : []));
      assert.deepEqual([...new Set(used)].sort(), [...PHRASES].sort());
    });

    it('uses no keyword that is not declared', () => {
      const used = all.flatMap(({ node }) => Object.keys(node).filter((keyword) => keyword.startsWith('x-')));
      assert.deepEqual([...new Set(used)].sort(), [...ANNOTATIONS].sort());
    });
  });

  describe('its own values', () => {
    const own = [...properties, ...rows].flatMap(({ pointer, node }) => [
      ...('default' in node ? [{ pointer, value: node['default'] }] : []),
      ...(Array.isArray(node['examples']) ? node['examples'].map((value) => ({ pointer, value })) : []),
    ]);

    it('are valid where they stand', () => {
      assert.ok(own.length > 50);
      for (const { pointer, value } of own) assert.deepEqual(errors(value, pointer), [], `${pointer}: ${JSON.stringify(value)}`);
    });

    it('use the canonical spelling of a choice', () => {
      for (const { pointer, node } of properties.filter(({ node }) => 'default' in node)) {
        const entry = schemas(resolve(node)['anyOf']).find((choice) => choice['const'] === node['default']);
        assert.notEqual(entry?.['deprecated'], true, pointer);
      }
    });

    it('offer a default for each standard failure class and criterion', () => {
      for (const { pointer, node } of properties) {
        const target = node['$ref'];
        if (target !== '#/definitions/failureClass' && target !== '#/definitions/criterion') continue;
        assert.ok(isSchema(node['default']), pointer);
      }
    });
  });

  describe('documents', () => {
    it('accepts the minimal spec', () => assert.deepEqual(errors(changed({})), []));

    it('demands every key of the minimal spec', () => {
      const openRows = ['data_contract.source_record.s', 'data_contract.target_record.t'];
      for (const path of mappings(changed({}))) {
        const document = changed({});
        const owner = path.reduce<Json>((value, key) => member(value, key), document);
        assert.ok(isSchema(owner));
        for (const [key, value] of Object.entries(owner)) {
          if (openRows.includes([...path, key].join('.'))) continue;
          delete owner[key];
          const found = errors(document).filter((error) => !error.endsWith(' if'));
          assert.deepEqual(found, [`/${path.join('/')} required ${key}`]);
          owner[key] = value;
        }
      }
    });

    it('knows no other key in a closed map', () => {
      const open = ['source_record', 'target_record', 'not_written', 'failure_classes', 'criteria'];
      for (const path of mappings(changed({}))) {
        const expected = open.includes(path.at(-1) ?? '')
          ? at(`/${[...path, 'surprise'].join('/')}`, 'type')
          : at(`/${path.join('/')}`, 'additionalProperties surprise');
        assert.deepEqual(errors(changed({ [[...path, 'surprise'].join('.')]: '[1]' })), expected);
      }
    });

    for (const [group, cases] of Object.entries(CASES)) {
      describe(group, () => {
        for (const [changes, expected] of cases) {
          const what = Object.entries(changes).map(([path, value]) => `${path}: ${String(value)}`).join(' · ');
          it(`${expected.length === 0 ? 'accepts' : 'refuses'} ${what}`, () => {
            assert.deepEqual(errors(changed(changes)), [...expected].sort());
          });
        }
      });
    }
  });
});
