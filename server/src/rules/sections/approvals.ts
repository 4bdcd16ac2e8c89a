/** The approvals of a spec, and who wrote it. */
import { isCalendarDate } from '../../model/calendar.ts';
import { childSchema, keysOf, sections } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import type { Entry } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Stated } from './stated.ts';
import { once, read, statedText, textAt } from './stated.ts';

/** The key of the section, which it shares with no other. */
export const APPROVALS = 'spec_approval';

/** The rows that a spec must have, in the order of the template. */
const section = sections.find(({ key }) => key === APPROVALS)?.schema;
export const approvalRows: readonly string[] = keysOf(section).map((key) => key.name);
/** What each row holds. */
export const approvalKeys: readonly string[] = keysOf(childSchema(section, approvalRows[0] ?? '')).map((key) => key.name);

export interface Approval {
  readonly row: string;
  /** Undefined where the row is missing. */
  readonly entry: Entry | undefined;
  readonly name: Stated<string> | undefined;
  readonly date: Stated<string> | undefined;
}

export interface Approvals {
  /** The section’s key; undefined where it is missing. */
  readonly entry: Entry | undefined;
  /** One for each row of the template, present or not. */
  readonly rows: readonly Approval[];
  /** The author as the header and the first approval name them. */
  readonly authors: readonly Stated<string>[];
  /** The date of the spec, where it is a day of the calendar. */
  readonly specDate: Stated<string> | undefined;
}

/** The approvals of a spec, read once. */
export const approvalsOf: (spec: Spec) => Approvals = once((spec) => {
  const map = spec.at(APPROVALS);
  const rows = approvalRows.map((row): Approval => {
    const entry = entryOf(map, row);
    const text = (key: string): Stated<string> | undefined => statedText(entryOf(entry?.value, key)?.value, spec);
    return { row, entry, name: text('name'), date: text('date') };
  });
  const signed = rows.find(({ row }) => row === 'author')?.name;
  return { entry: spec.entry(APPROVALS), rows, authors: [textAt(spec, 'author'), signed].filter((author) => author !== undefined), specDate: calendarDate(textAt(spec, 'date')) };
});

/** Whether the spec is released for execution: then every row must be filled in. */
export function isApproved(spec: Spec): boolean {
  return spec.text('spec_status') === 'Approved';
}

/** A date that can be compared with another as text; undefined where it is no day of the calendar. */
export function calendarDate(stated: Stated<string> | undefined): Stated<string> | undefined {
  return read(stated, (text) => (isCalendarDate(text) ? text : undefined));
}

/** What stands in brackets, none inside of others: a bracket that nothing closes is read once, however many follow. */
const BRACKETS = /[([<{][^()[\]<>{}]*[)\]>}]/g;

/**
 * A person's name as it is compared with others: case, spacing, accents and what stands in brackets aside, as in
 * `Miles Abara (Commerce Platform)`.
 */
export function personName(text: string): string {
  // The second time for brackets around brackets.
  return text.replace(BRACKETS, ' ').replace(BRACKETS, ' ').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[\s.]+/g, '');
}
