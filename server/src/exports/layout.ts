/**
 * The template's layout, once for every document that has it and for reading one back: what it calls each key, what it
 * puts into tables, and where it adds up several keys to one line. What the schema says of keys is not repeated here.
 */
import { headerKeys, sections } from '../model/schema.ts';
import { humanised, keyOf } from './names.ts';

/** A place of the layout, and the key of the map at hand that it shows. */
export type Place = ValuePlace | PartsPlace | SentencePlace | ListPlace | PrefixedPlace | TablePlace | ReasonsPlace | GroupPlace;

/** `Label: value`. */
export interface ValuePlace {
  readonly shape: 'value';
  readonly key: string;
  readonly label: string;
  /** How the template words a choice, where it does so otherwise than the format. */
  readonly words?: Readonly<Record<string, string>>;
  /** The key of the same map that takes what the template lets stand behind a choice: `Upsert — and what happens on conflict`. */
  readonly rest?: string;
}

/** `Label: value` of the map’s main key, and its other keys as labelled values below. */
export interface PartsPlace {
  readonly shape: 'parts';
  readonly key: string;
  readonly label: string;
  readonly main: string;
  readonly parts: readonly ValuePlace[];
}

/** A label, and a sentence that holds the keys of the map. */
export interface SentencePlace {
  readonly shape: 'sentence';
  readonly key: string;
  readonly label: string;
  /** Texts and, in braces of their own, keys. */
  readonly sentence: readonly (string | { readonly key: string })[];
  /** The sentence as it may stand in a document; a group for each key, in their order. */
  readonly pattern: RegExp;
}

/** A label, and a list below it. */
export interface ListPlace {
  readonly shape: 'list';
  readonly key: string;
  readonly label: string;
  readonly ordered: boolean;
}

/** A label, and one list of all items of several lists, each behind a word of its own. */
export interface PrefixedPlace {
  readonly shape: 'prefixed';
  readonly label: string;
  readonly lists: readonly { readonly path: readonly [string] | readonly [string, string]; readonly prefix: string }[];
}

/** A map of rows as a table. */
export interface TablePlace {
  readonly shape: 'table';
  readonly key: string;
  /** Where the template has a heading of its own over it. */
  readonly heading?: string;
  /** What the table holds, for those who cannot see it. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** What the template calls a row otherwise than by the words of its key. */
  readonly rows?: Readonly<Record<string, string>>;
  /** The key of a row that holds rows of its own. */
  readonly nested?: string;
}

/** A column: the row's name (first of a table), or the value of a key; `more` are labelled lines in the same cell. */
export interface Column {
  readonly head: string;
  readonly key?: string;
  /** The value's own label, where it could be taken for one of the other lines. */
  readonly label?: string;
  readonly more: readonly ValuePlace[];
  /** The template has no such column: it is left out where it would be empty. */
  readonly isExtra?: boolean;
}

/** A label, and a list of `name: reason`. */
export interface ReasonsPlace {
  readonly shape: 'reasons';
  readonly key: string;
  readonly label: string;
}

/** A heading, and the places of a map below it. */
export interface GroupPlace {
  readonly shape: 'group';
  readonly key: string;
  readonly heading: string;
  readonly places: readonly Place[];
}

/** A part of the document with a heading: the header, or a section. */
export interface Part {
  /** The section’s key; undefined for the header. */
  readonly key: string | undefined;
  readonly heading: string;
  readonly places: readonly Place[];
}

const value = (key: string, label = humanised(key), words?: ValuePlace['words']): ValuePlace => ({ shape: 'value', key, label, ...(words && { words }) });
const values = (...keys: readonly string[]): ValuePlace[] => keys.map((key) => value(key));
const column = (head: string, key?: string, more: readonly ValuePlace[] = [], label?: string): Column => ({ head, more, ...(key !== undefined && { key }), ...(label !== undefined && { label }) });

/** The same, where a choice stands in front of more. */
const withRest = (key: string, rest: string): ValuePlace => ({ ...value(key), rest });

const contact = (label: string): PartsPlace => ({ shape: 'parts', key: 'contact', label, main: 'team', parts: values('escalation') });
const authentication = (label: string): PartsPlace => ({ shape: 'parts', key: 'authentication', label: 'Authentication', main: 'method', parts: [value('scope', label)] });

const facets = [
  value('nullable'), value('default', 'Default if absent'), ...values('min_length', 'max_length', 'pattern'), value('enum', 'Allowed values'),
  ...values('minimum', 'maximum'), value('timezone', 'Time zone'), ...values('encoding', 'classification'),
];

const contract = (isReverse: boolean): Place[] => [
  {
    shape: 'table', key: 'source_record', heading: 'Source Record Structure', caption: `Fields of the source record${isReverse ? ' of the way back' : ''}`, nested: 'fields',
    columns: [column('Field'), column('Type', 'type'), column('Required?', 'required'), column('Source Path', 'source_path'), column('Notes', 'notes', facets, 'Note')],
  },
  {
    shape: 'table', key: 'target_record', heading: 'Target Record Structure', caption: `Fields of the target record${isReverse ? ' of the way back' : ''}`, nested: 'fields',
    columns: [
      column('Field'), column('Type', 'type'), column('Mapped From', 'mapped_from'), column('Transformation', 'transformation'), column('Required?', 'required'),
      { ...column('Notes', 'notes', [value('key', 'Key'), value('target_path'), value('when_absent'), value('value_map'), ...facets], 'Note'), isExtra: true },
    ],
  },
  { shape: 'reasons', key: 'not_written', label: 'Fields present in source but NOT written to target' },
  value('when_absent', 'When a value is absent'),
  ...(isReverse ? [withRest('write_semantics', 'on_conflict'), value('on_conflict')] : []),
];

/** The places of each section, by its key. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  integration_purpose: [
    value('why', 'Why this integration exists'),
    { shape: 'parts', key: 'trigger', label: 'Trigger', main: 'kind', parts: [value('every', 'Interval'), value('detail', 'Trigger detail')] },
    ...values('direction', 'expected_volume', 'latency_requirement'),
  ],
  source_system: [
    ...values('system_name', 'system_type'), withRest('environment', 'environment_routing'), value('environment_routing'), authentication('Token scope'),
    ...values('rate_limits', 'records_per_call', 'versioning', 'guaranteed_delivery'), contact('Source contact / owner'),
  ],
  target_system: [
    ...values('system_name', 'system_type'), withRest('environment', 'environment_routing'), value('environment_routing'), authentication('Write scope'),
    ...values('rate_limits', 'records_per_call', 'idempotency_support'), withRest('write_semantics', 'on_conflict'), value('on_conflict'), contact('Target contact / owner'),
  ],
  error_handling: [
    {
      shape: 'table', key: 'failure_classes', caption: 'Failure classes and what is done about them',
      columns: [
        column('Failure Class', undefined, [value('system')]), column('Condition', 'condition'), column('Action', 'action'),
        column('Retry?', 'retry', [value('retry_when', 'When')]), column('Escalation', 'escalation'),
      ],
    },
    value('dead_letter_queue', 'Dead letter queue / failure destination'), value('operator_notification'),
  ],
  volume_and_rate_limits: [
    {
      shape: 'table', key: 'metrics', caption: 'Volumes and call rates',
      columns: [column('Metric'), column('Expected', 'expected'), column('Peak', 'peak'), column('Hard Limit', 'hard_limit')],
      rows: {
        source_api_calls_per_minute: 'API calls per minute (source)',
        target_api_calls_per_minute: 'API calls per minute (target)',
        data_volume_per_batch_mb: 'Data volume per batch (MB)',
      },
    },
    {
      shape: 'sentence', key: 'hard_limit_behavior', label: 'Behavior when hard limit is approached',
      sentence: ['When volume exceeds ', { key: 'threshold' }, ' of the hard limit, the integration should ', { key: 'action' }, '.'],
      pattern: /^When volume exceeds (.+?)(?: of (?:the )?hard limit)?, the integration should (.+?)\.?$/is,
    },
  ],
  data_contract: [...contract(false), { shape: 'group', key: 'reverse', heading: 'Reverse Direction', places: contract(true) }],
  validation: [
    {
      shape: 'table', key: 'criteria', caption: 'Acceptance criteria',
      columns: [column('Criterion'), column('Test', 'test', [value('not_applicable')], 'Test'), column('Pass Condition', 'pass_condition')],
    },
    value('testing_environment', 'Testing environment requirement'),
  ],
  rollback_plan: [
    value('rollback_trigger'),
    { shape: 'list', key: 'rollback_procedure', label: 'Rollback procedure', ordered: true },
    value('rollback_tested', 'Rollback tested?', { 'tested on staging': 'Yes — tested on staging', 'documented but untested': 'No — procedure documented but untested' }),
    value('rollback_window'),
  ],
  agent_execution_instructions: [
    { shape: 'list', key: 'skills_to_load', label: 'Skills to load (if applicable)', ordered: false },
    {
      shape: 'prefixed', label: 'Authorized actions',
      lists: [
        { path: ['authorized_actions', 'read_from'], prefix: 'Read from' },
        { path: ['authorized_actions', 'write_to'], prefix: 'Write to' },
        { path: ['not_authorized'], prefix: 'NOT authorized' },
      ],
    },
    {
      shape: 'sentence', key: 'completion_signal', label: 'Completion signal',
      sentence: ['When all records are processed (success or DLQ) and the validation criteria in §7 are met, produce a summary report to ', { key: 'report_to' }, '.'],
      pattern: /^When all records are processed \(success or DLQ\) and the validation criteria in §7 are met, produce a summary report to (.+?)\.?$/is,
    },
  ],
  spec_approval: [],
};

/** The table of approvals is the whole of its section. */
const APPROVALS: TablePlace = {
  shape: 'table', key: 'spec_approval', caption: 'Approvals', columns: [column('Role'), column('Name', 'name'), column('Date', 'date')],
};

/** Capital letters as the template has them in its header. */
const HEADER: Readonly<Record<string, string>> = { spec_id: 'Spec ID', source_system_owner: 'Source System Owner', target_system_owner: 'Target System Owner', spec_status: 'Spec Status' };

/** The heading of the document, above the header. */
export const DOCUMENT_HEADING = 'Integration Spec';

/** The label of the comments of a part, which the template does not have. */
export const COMMENTS = 'Comments';

/** The document, part by part, in the template's order. */
export const layout: readonly Part[] = [
  { key: undefined, heading: DOCUMENT_HEADING, places: headerKeys.map((key) => value(key, HEADER[key] ?? humanised(key))) },
  ...sections.map(({ key, number, schema }): Part => {
    const title = schema.title ?? humanised(key);
    return { key, heading: number === 'approval' ? title : `Section ${number} — ${title}`, places: key === APPROVALS.key ? [APPROVALS] : (PLACES[key] ?? []) };
  }),
];

/** Whether a place shows the whole of its section, and not one of the section's keys. */
export function isWholeSection(place: Place): boolean {
  return place === APPROVALS;
}

/** What a row is called, in the words of the template; undefined where its key could not be told from that. */
export function rowTitle(table: TablePlace, key: string): string | undefined {
  const given = table.rows?.[key];
  if (given !== undefined) return given;
  const title = humanised(key);
  return rowKey(table, title) === key ? title : undefined;
}

/** The key that a row's title stands for. */
export function rowKey(table: TablePlace, title: string): string {
  const given = Object.entries(table.rows ?? {}).find(([, each]) => each.toLowerCase() === title.toLowerCase());
  return given?.[0] ?? keyOf(title);
}

/** Lines of the template that guide its author, and say nothing about an integration. Between cells stand blanks, bars or nothing. */
export const GUIDANCE: readonly RegExp[] = [
  /^\[REQUIRED(?: — every field must be declared)?\]$/,
  /^Repertoire & Reference$/,
  /^Integration Spec Template$/,
  /^Use this template when an Executor agent will connect two systems\b/,
  /^How to Use This Template$/,
  /^Integration specs have higher completeness requirements\b/,
  /^The data contract section \(§6\) is the most critical\b/,
  /^Complete applicable rows from the API\/Integration Validation Template\.?$/,
  /^One sentence: what business or technical need this connection serves\.?$/,
  /^\[field_name\][\s|]*(?:string[\s|]*Yes[\s|]*data\.field_name[\s|]*\[Constraints, |integer[\s|]*No[\s|]*data\.count[\s|]*\[Default if absent: 0|ISO8601 datetime[\s|]*Yes[\s|]*metadata\.created_at[\s|]*\[Always UTC)/,
  /^\[target_field\][\s|]*string[\s|]*(?:source\.field_name[\s|]*\[Exact copy |derived[\s|]*\[concat\(source\.first|constant[\s|]*"IMPORTED")/,
  /^\[add all fields\]$/,
  /^\[List explicitly — /,
  /^\[Task-specific\]$/,
  /^Back to: Spec Template Library$/,
];
