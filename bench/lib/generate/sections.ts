/** All of a generated spec but its data contract, in figures that agree with each other. */
import type { Random } from '../random.ts';

/** Two systems and what flows between them. */
interface Route {
  readonly source: string;
  readonly target: string;
  readonly records: string;
  readonly slug: string;
  readonly purpose: string;
  readonly why: string;
  readonly sourceTeam: string;
  readonly targetTeam: string;
  readonly sourceScope: readonly string[];
  readonly targetScope: readonly string[];
}

const ROUTES: readonly Route[] = [
  {
    source: 'Shopify', target: 'NetSuite', records: 'orders', slug: 'shopify-netsuite', purpose: 'Sales orders for fulfilment and revenue recognition',
    why: 'The warehouse ships and Finance recognises revenue from NetSuite, so every Shopify order has to exist there soon after it was placed or changed.',
    sourceTeam: 'Commerce Platform', targetTeam: 'Finance Systems', sourceScope: ['read_orders', 'read_customers'], targetScope: ['rest_webservices'],
  },
  {
    source: 'Zendesk', target: 'Jira', records: 'tickets', slug: 'zendesk-jira', purpose: 'Escalated tickets for Engineering',
    why: 'Engineering plans its work in Jira, so every ticket that Support escalates has to exist there with what the customer has said.',
    sourceTeam: 'Support Tools', targetTeam: 'Engineering Productivity', sourceScope: ['tickets:read', 'users:read'], targetScope: ['write:jira-work'],
  },
  {
    source: 'Salesforce', target: 'HubSpot', records: 'contacts', slug: 'salesforce-hubspot', purpose: 'Contacts for the newsletters of Marketing',
    why: 'Marketing writes to customers from HubSpot, so every contact that Sales keeps in Salesforce has to exist there with its consents.',
    sourceTeam: 'Sales Operations', targetTeam: 'Marketing Operations', sourceScope: ['api', 'refresh_token'], targetScope: ['crm.objects.contacts.write'],
  },
  {
    source: 'Workday', target: 'ServiceNow', records: 'employees', slug: 'workday-servicenow', purpose: 'Employees for the requests of the service desk',
    why: 'The service desk answers requests from ServiceNow, so everybody employed has to be known there on the first day.',
    sourceTeam: 'People Systems', targetTeam: 'Workplace Technology', sourceScope: ['Staffing', 'Worker_Profile'], targetScope: ['user_import'],
  },
];

/** How often a batch runs, with what follows from it. */
const RHYTHMS = [
  { every: '15 minutes', latency: 'Batch (30 minutes)', batches: 96, most: 144 },
  { every: '30 minutes', latency: 'Batch (60 minutes)', batches: 48, most: 72 },
  { every: '1 hour', latency: 'Batch (2 hours)', batches: 24, most: 36 },
] as const;

const PEOPLE = ['Dana Reyes', 'Miles Abara', 'Ingrid Solvay', 'Theo Marchetti', 'Priya Raman', 'Nadia Brandt', 'Jonas Weller', 'Aiko Tanabe'];

export interface Sections {
  /** From the first line to the end of section 5. */
  readonly before: string;
  /** From section 7 on. */
  readonly after: string;
}

/** The sections around a data contract; `number` makes the id. */
export function sections(random: Random, number: number): Sections {
  const route = random.pick(ROUTES);
  const rhythm = random.pick(RHYTHMS);
  const expected = 100 + 20 * random.below(25);
  const shift = random.below(PEOPLE.length);
  const person = (at: number): string => PEOPLE[(shift + at) % PEOPLE.length] ?? '';
  const volume = { expected, peak: expected * 2, hard: expected * 4 };
  return { before: before(route, rhythm, volume, person, number), after: after(route, volume) };
}

interface Volume {
  readonly expected: number;
  readonly peak: number;
  readonly hard: number;
}

function before(route: Route, rhythm: (typeof RHYTHMS)[number], volume: Volume, person: (at: number) => string, number: number): string {
  const { source, target, records, slug } = route;
  return `# ${source} ${records} into ${target}.
# Change history lives in git.

spec_id: INT-2025-${String(number).padStart(3, '0')}
title: "${source} → ${target}: ${route.purpose}"
template: integration-spec-v1.0
date: 2025-03-03
author: ${person(0)}
source_system_owner: ${person(1)} (${route.sourceTeam})
target_system_owner: ${person(2)} (${route.targetTeam})
spec_status: Draft

# ---------------------------------------------------------------- 1
integration_purpose:
  why: >-
    ${route.why}
  trigger:
    kind: schedule
    every: ${rhythm.every}
    detail: >-
      List the ${records} that have changed since the high-water mark, less 5 minutes; follow the
      links to the last page. The mark moves only after the whole batch is settled.
  direction: Source → Target
  expected_volume: ${volume.expected} records per batch, peak ${volume.peak} per batch
  latency_requirement: ${rhythm.latency}

# ---------------------------------------------------------------- 2
source_system:
  system_name: ${source}
  system_type: REST API
  environment: Production
  authentication:
    method: OAuth2
    scope: [${route.sourceScope.join(', ')}]
  rate_limits: 4 requests per second
  versioning: v2, pinned in the request path
  guaranteed_delivery: At-least-once  # the polling windows overlap on purpose
  contact:
    team: ${route.sourceTeam}
    escalation: PagerDuty schedule ${slug}-source, then ${person(1)}

# ---------------------------------------------------------------- 3
target_system:
  system_name: ${target}
  system_type: REST API
  environment: Production
  authentication:
    method: OAuth2
    scope:
${route.targetScope.map((scope) => `      - ${scope}`).join('\n')}
  idempotency_support: Supports idempotency key
  write_semantics: Upsert
  on_conflict: The record with this externalId is updated; one that is closed in ${target} goes to the dead letter queue
  contact:
    team: ${route.targetTeam}
    escalation: PagerDuty schedule ${slug}-target, then ${person(2)}

# ---------------------------------------------------------------- 4
error_handling:
  failure_classes:
    source_unavailable:
      condition: HTTP 5xx from ${source}, or no connection within 30 seconds
      action: pause 2 minutes; retry 3 times; abort batch; escalate
      retry: Yes
      escalation: alert after 3 failures to PagerDuty policy ${slug}-primary
    auth_failure:
      condition: HTTP 401 or 403 from either system
      action: stop; do not retry; escalate
      retry: No
      escalation: immediate to PagerDuty policy ${slug}-primary
    validation_failure:
      condition: A record does not satisfy the source record of section 6
      action: log specifics; route to dead letter
      retry: No
      escalation: alert if dead letter > 10 records
    target_write_failure:
      condition: HTTP 4xx on write, except 401, 403 and 429
      action: inspect payload; log specifics; retry 2 times; with exponential backoff up to 30 seconds; route to dead letter
      retry: Conditional
      escalation: alert if > 10 in 60 minutes
    partial_batch_failure:
      condition: Some ${records} of a batch fail and the others succeed
      action: complete successful records; route failures to DLQ
      retry: No
      escalation: "alert always to Slack channel #${slug}"  # quoted: the # would start a comment
    rate_limit_exceeded:
      condition: HTTP 429 from either system
      action: back off per Retry-After header; fall back to 10 seconds without it; retry 6 times
      retry: Yes
      escalation: alert if > 10 rate-limit hits per hour
  dead_letter_queue: s3://acme-integration-dlq/${slug}/${records}/
  operator_notification: 'PagerDuty policy ${slug}-primary; Slack channel #${slug}'

# ---------------------------------------------------------------- 5
volume_and_rate_limits:
  metrics:
    records_per_batch:           { expected: ${volume.expected}, peak: ${volume.peak}, hard_limit: ${volume.hard} }
    batches_per_day:             { expected: ${rhythm.batches}, peak: ${rhythm.batches}, hard_limit: ${rhythm.most} }  # room for reruns by an operator
    source_api_calls_per_minute: { expected: 4, peak: 20, hard_limit: 200 }
    target_api_calls_per_minute: { expected: 40, peak: 100, hard_limit: 150 }
    data_volume_per_batch_mb:    { expected: 3, peak: 7, hard_limit: 12 }
  hard_limit_behavior:
    threshold: 80%
    action: split into sub-batches
`;
}

function after({ source, target, records, slug }: Route, volume: Volume): string {
  return `# ---------------------------------------------------------------- 7
validation:
  criteria:
    contract_compliance:
      test: Create a record with every optional field in the development installation of ${source}, run one batch
      pass_condition: The record in ${target} has exactly the fields of the target record, with the values worked out by hand
    error_behavior:
      test: Inject each failure class of section 4 through the fault proxy in front of both systems
      pass_condition: Each class produces the declared action and escalation, seen in the run log and on the alert channel
    rate_limit_behavior:
      test: Load test with one batch of ${volume.peak} records while the proxy answers every fifth call with HTTP 429
      pass_condition: No data loss; all ${volume.peak} records exist and the poller slows down
    idempotency:
      test: Run the same batch twice
      pass_condition: One record per externalId, with unchanged values
    rollback:
      test: Stop the run after half of a batch of ${volume.expected} records and perform section 8
      pass_condition: Every touched record has its earlier values again, no partial writes remain
  testing_environment: staging with production-equivalent data

# ---------------------------------------------------------------- 8
rollback_plan:
  rollback_trigger: More than 2 % of the ${records} written in a day are corrected by hand
  rollback_procedure:
    - Disable the schedule ${slug} and wait for the running batch to end
    - Find every record written since the deployment in the run journal (externalId, created or updated, earlier values)
    - Restore the earlier values of each updated record from the run journal and delete each created one
    - Set the high-water mark back to the time of deployment
    - Verify that the totals per day equal those taken before the deployment
  rollback_tested: tested on staging
  rollback_window: 14 days

# ---------------------------------------------------------------- 9
agent_execution_instructions:
  skills_to_load: [rest-api-standards]
  authorized_actions:
    read_from:
      - ${source}
    write_to:
      - ${target}
      - s3://acme-integration-dlq/${slug}/${records}/
      - s3://acme-integration-reports/${slug}/
  not_authorized:
    - schema changes to either system
    - routing data to any destination not declared in §6
    - contacting system owners directly
  completion_signal:
    report_to: s3://acme-integration-reports/${slug}/

spec_approval:
  author:                 { name: "", date: "" }
  source_system_owner:    { name: "", date: "" }
  target_system_owner:    { name: "", date: "" }
  technical_reviewer:     { name: "", date: "" }
  approved_for_execution: { name: "", date: "" }
`;
}
