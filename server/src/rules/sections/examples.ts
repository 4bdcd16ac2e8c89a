/** Sections for the examples of rules: complete and sound, but for what an example is about. */

type Texts = Readonly<Record<string, string>>;

const SOURCE: Texts = {
  system_name: 'Shopify',
  system_type: 'REST API',
  environment: 'Production',
  authentication: '{ method: OAuth2, scope: [read_orders, read_customers] }',
  rate_limits: '2 requests per second',
  versioning: 'Admin REST API 2024-10, pinned in the request path',
  guaranteed_delivery: 'At-least-once',
  contact: '{ team: Commerce Platform, escalation: PagerDuty schedule commerce-platform-primary }',
};

const TARGET: Texts = {
  system_name: 'NetSuite',
  system_type: 'REST API',
  environment: 'Production',
  authentication: '{ method: OAuth2, scope: rest_webservices }',
  idempotency_support: 'Supports idempotency key',
  write_semantics: 'Upsert',
  on_conflict: 'The sales order with this externalId is updated',
  contact: '{ team: Finance Systems, escalation: PagerDuty schedule finance-systems-primary }',
};

const CLASSES: Texts = {
  source_unavailable: '{ condition: HTTP 5xx or connection timeout, action: pause 2 minutes; retry 3 times; abort batch, retry: Yes, escalation: alert after 3 failures }',
  auth_failure: '{ condition: HTTP 401 or 403, action: stop; do not retry; escalate, retry: No, escalation: immediate }',
  validation_failure: '{ condition: An order does not satisfy the source record of section 6, action: log specifics; route to dead letter, retry: No, escalation: alert if dead letter > 10 records }',
  target_write_failure: '{ condition: "HTTP 4xx on write, except 401, 403 and 429", action: inspect payload; route to dead letter, retry: No, escalation: alert if > 10 in 60 minutes }',
  partial_batch_failure: '{ condition: Some orders of a batch fail and the others succeed, action: complete successful records; route failures to DLQ, retry: No, escalation: alert always }',
  rate_limit_exceeded: '{ condition: HTTP 429, action: back off per Retry-After header; fall back to 10 seconds without it; retry 3 times, retry: Yes, escalation: alert if > 10 rate-limit hits per hour }',
};

const REST: Texts = {
  dead_letter_queue: 's3://acme-integration-dlq/shopify-netsuite/orders/',
  operator_notification: 'PagerDuty policy order-sync-primary',
};

const PURPOSE: Texts = {
  why: 'Every Shopify order has to exist in NetSuite within half an hour',
  trigger: '{ kind: schedule, every: 15 minutes, detail: Poll orders.json }',
  direction: 'Source → Target',
  expected_volume: '400 records per batch, peak 900 per batch',
  latency_requirement: 'Batch (30 minutes)',
};

const METRICS: Texts = {
  records_per_batch: '{ expected: 400, peak: 900, hard_limit: 1500 }',
  batches_per_day: '{ expected: 96, peak: 96, hard_limit: 144 }',
  source_api_calls_per_minute: '{ expected: 2, peak: 10, hard_limit: 100 }',
  target_api_calls_per_minute: '{ expected: 40, peak: 100, hard_limit: 150 }',
  data_volume_per_batch_mb: '{ expected: 3, peak: 7, hard_limit: 12 }',
};

const CRITERIA: Texts = {
  contract_compliance: '{ test: Run one batch, pass_condition: The sales orders have exactly the declared fields }',
  error_behavior: '{ test: "Inject each failure class, target_unavailable included", pass_condition: Each produces the declared action }',
  rate_limit_behavior: '{ test: Run one batch of 900 orders, pass_condition: The poller slows down }',
  idempotency: '{ test: Run the same batch twice, pass_condition: One sales order per externalId }',
  rollback: '{ test: Stop a run and perform section 8, pass_condition: Every sales order has its earlier values }',
};

const ROLLBACK: Texts = {
  rollback_tested: 'tested on staging',
  rollback_window: '14 days',
};

const APPROVALS: Texts = {
  author: '{ name: "", date: "" }',
  source_system_owner: '{ name: "", date: "" }',
  target_system_owner: '{ name: "", date: "" }',
  technical_reviewer: '{ name: "", date: "" }',
  approved_for_execution: '{ name: "", date: "" }',
};

const PROHIBITIONS: readonly string[] = ['schema changes to either system', 'routing data to any destination not declared in §6', 'contacting system owners directly'];

/** Section 1, with these values in place of the usual ones. */
export function purposeExample(values: Texts): string {
  return `integration_purpose:\n${lines({ ...PURPOSE, ...values }, 2)}`;
}

/** Section 2, with these values in place of the usual ones. */
export function sourceExample(values: Texts): string {
  return `source_system:\n${lines({ ...SOURCE, ...values }, 2)}`;
}

/** Section 3, with these values in place of the usual ones. */
export function targetExample(values: Texts): string {
  return `target_system:\n${lines({ ...TARGET, ...values }, 2)}`;
}

/** Section 4, with these classes, and these values beside them, in place of the usual ones. */
export function errorExample(classes: Texts, values: Texts = {}): string {
  const rest = Object.fromEntries(Object.entries({ ...REST, ...values }).filter(([, value]) => value !== ''));
  return `error_handling:\n  failure_classes:\n${lines({ ...CLASSES, ...classes }, 4)}${lines(rest, 2)}`;
}

/** Section 5, with these metrics in place of the usual ones. */
export function volumeExample(metrics: Texts, threshold = '80%'): string {
  return `volume_and_rate_limits:\n  metrics:\n${lines({ ...METRICS, ...metrics }, 4)}  hard_limit_behavior: { threshold: ${threshold}, action: throttle }\n`;
}

/** Section 7, with these criteria in place of the usual ones. */
export function validationExample(criteria: Texts): string {
  return `validation:\n  criteria:\n${lines({ ...CRITERIA, ...criteria }, 4)}  testing_environment: staging with production-equivalent data\n`;
}

/** Section 8 with these steps, and these values in place of the usual ones. */
export function rollbackExample(steps: readonly string[], values: Texts = {}): string {
  return `rollback_plan:\n  rollback_trigger: The daily totals differ\n  rollback_procedure:\n${items(steps)}${lines({ ...ROLLBACK, ...values }, 2)}`;
}

/** Section 9 for the systems of the other examples, with these destinations and prohibitions. */
export function instructionsExample(writeTo: readonly string[], notAuthorized: readonly string[] = PROHIBITIONS): string {
  const authorized = `  authorized_actions:\n    read_from: [Shopify]\n    write_to:\n${items(writeTo, 6)}`;
  return `agent_execution_instructions:\n${authorized}  not_authorized:\n${items(notAuthorized)}  completion_signal: { report_to: Wiki page Order runs }\n`;
}

/** The approvals, with these rows in place of empty ones. */
export function approvalExample(rows: Texts): string {
  return `spec_approval:\n${lines({ ...APPROVALS, ...rows }, 2)}`;
}

function items(texts: readonly string[], indent = 4): string {
  return texts.map((text) => `${' '.repeat(indent)}- ${text}\n`).join('');
}

function lines(values: Texts, indent: number): string {
  return Object.entries(values).map(([key, value]) => `${' '.repeat(indent)}${key}: ${value}\n`).join('');
}

/** Section 7 for a target that does not recognise a repeated write: there is nothing to test of that. */
export const NOT_IDEMPOTENT = [
  'validation:', '  criteria:',
  '    contract_compliance: { test: Run one batch of two orders, pass_condition: Both have exactly the fields of the target record }',
  '    error_behavior: { test: Inject each failure class of section 4, pass_condition: Each produces the declared action and escalation }',
  '    rate_limit_behavior: { test: Answer every fifth call with HTTP 429, pass_condition: No data loss; the poller slows down }',
  '    idempotency: { not_applicable: The target does not recognise a repeated write }',
  '    rollback: { test: Stop the run after half of a batch and perform section 8, pass_condition: No partial writes remain }',
  '  testing_environment: staging with production-equivalent data', '',
].join('\n');

/** Section 9 of a flow both ways: both systems are read and written. */
export const BOTH_WAYS = [
  'agent_execution_instructions:', '  authorized_actions:', '    read_from: [Shopify, NetSuite]',
  '    write_to: [NetSuite, Shopify, "s3://acme-integration-dlq/shopify-netsuite/orders/", "s3://acme-integration-reports/shopify-netsuite/"]',
  '  not_authorized: [schema changes to either system, routing data to any destination not declared in §6, contacting system owners directly]',
  '  completion_signal: { report_to: "s3://acme-integration-reports/shopify-netsuite/" }', '',
].join('\n');
