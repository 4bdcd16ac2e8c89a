import type { Entry, SyntaxNode, Target } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import type { OutcomeContext, OutcomeRule, RelatedPlace } from './rule.ts';
import type { Approval } from './sections/approvals.ts';
import { approvalsOf, isApproved, personName } from './sections/approvals.ts';
import { counted } from './sections/figures.ts';
import { rollbackOf } from './sections/rollback.ts';
import { list } from './words.ts';

/** More places, and more rules, than these are not told one by one. */
const MOST = 8;

/** A spec is released for execution, and something that the release needs is not there. */
export const approvedIncomplete: OutcomeRule = {
  id: 'approved-incomplete',
  severity: 'error',
  title: 'Approved, but incomplete',
  explanation:
    '`spec_status` is `Approved`, and the executor may start. That takes a name and a date in all five rows of `spec_approval`, by somebody whom the repository’s `.intspec.yaml` allows where it lists approvers; a rollback that was tested (`tested on staging`); and a file without an error of any other rule, at the severities that hold in the repository; an id that another spec has too may be the other’s fault, and does not count. One finding names all that is missing. Complete the spec, or set the status back to `Under Review`. An error that is accepted for a reason can be silenced with a comment, which the approvers see.',
  bad: { text: 'spec_status: Approved # nobody has signed' },
  good: {
    text: 'spec_status: Approved\nspec_approval:\n  author: { name: Dana Reyes, date: 2025-03-05 }\n  source_system_owner: { name: Miles Abara, date: 2025-03-07 }\n  target_system_owner: { name: Ingrid Solvay, date: 2025-03-10 }\n  technical_reviewer: { name: Theo Marchetti, date: 2025-03-11 }\n  approved_for_execution: { name: Nadia Brandt, date: 2025-03-12 }',
  },
  *checkOutcome(context) {
    const { spec } = context;
    const status = spec.entry('spec_status');
    if (!status || !isApproved(spec)) return;
    const reasons = [...unsigned(context), ...unauthorized(context), ...untested(context), ...otherErrors(context)];
    if (reasons.length === 0) return;
    yield {
      target: { node: status },
      message: `The spec is \`Approved\`, but ${reasons.map(({ said }) => said).join('; ')}. The executor may start although the spec is not ready.`,
      related: reasons.flatMap(({ places }) => places),
    };
  },
};

/** The one error that may be another file's: it says nothing about whether this spec is ready. */
const OF_TWO_FILES = 'duplicate-spec-id';

/** Why a spec may not be executed yet, in words that follow “but”, and where that is seen. */
interface Reason {
  readonly said: string;
  readonly places: readonly RelatedPlace[];
}

/** Approvals that are missing, or lack their name or date; what is an error of its own is left to that. */
function unsigned(context: OutcomeContext): Reason[] {
  const { entry, rows } = approvalsOf(context.spec);
  const isSaid = entry ? hasError(context, entry, entry.value) : context.results.some(({ rule }) => rule.id === 'missing-section');
  if (isSaid) return [];
  const open = rows.filter((row) => !hasError(context, row.entry, row.entry?.value));
  const lacking = (key: 'name' | 'date'): Approval[] => open.filter((row) => {
    const value = entryOf(row.entry?.value, key);
    return !row[key] && !hasError(context, value, value?.value);
  });
  const place = ({ row, entry: own }: Approval, message: string): RelatedPlace[] => {
    const at: Entry | undefined = own ?? entry;
    return at ? [{ message: `\`${row}\` ${message}`, at: { node: at, part: 'key' } }] : [];
  };
  const [names, dates] = [lacking('name'), lacking('date')];
  const neither = names.filter((row) => dates.includes(row));
  const only = (some: readonly Approval[]): Approval[] => some.filter((row) => !neither.includes(row));
  return [
    ...reasonFor(neither, 'has neither name nor date', 'have neither name nor date', place),
    ...reasonFor(only(names), 'has no name', 'have no name', place),
    ...reasonFor(only(dates), 'has no date', 'have no date', place),
  ];
}

function reasonFor(rows: readonly Approval[], one: string, several: string, place: (row: Approval, message: string) => RelatedPlace[]): Reason[] {
  if (rows.length === 0) return [];
  return [{ said: `${list(rows.map(({ row }) => row))} ${rows.length === 1 ? one : several}`, places: rows.flatMap((row) => place(row, one)) }];
}

/** Approvals by somebody whom the repository does not list for them. */
function unauthorized({ spec, conventions }: OutcomeContext): Reason[] {
  return approvalsOf(spec).rows.flatMap(({ row, name }): Reason[] => {
    const allowed = Object.hasOwn(conventions.approvers, row) ? conventions.approvers[row] : undefined;
    if (!name || !allowed || allowed.some((each) => personName(each) === personName(name.value))) return [];
    const said = `\`${name.value}\` is not among those who may give \`${row}\` here (${list(allowed, 'or')})`;
    return [{ said, places: [{ message: `Given by \`${name.value}\``, at: { node: name.node } }] }];
  });
}

function untested({ spec }: OutcomeContext): Reason[] {
  const { tested } = rollbackOf(spec);
  if (tested?.value !== 'documented but untested') return [];
  return [{ said: 'the rollback is `documented but untested`', places: [{ message: 'Nobody has tried the rollback', at: { node: tested.node } }] }];
}

function otherErrors({ results }: OutcomeContext): Reason[] {
  const errors = results.filter(({ rule, severity }) => severity === 'error' && rule.id !== OF_TWO_FILES);
  if (errors.length === 0) return [];
  const ids = [...new Set(errors.map(({ rule }) => rule.id))];
  const more = ids.length > MOST ? ` and ${String(ids.length - MOST)} more rules` : '';
  const which = more === '' ? list(ids) : ids.slice(0, MOST).map((id) => `\`${id}\``).join(', ') + more;
  const places = errors.flatMap(({ rule, target }): RelatedPlace[] => (isNode(target) ? [{ message: `An error: \`${rule.id}\``, at: target }] : []));
  return [{ said: `${counted(errors.length, 'error')} ${errors.length === 1 ? 'stands' : 'stand'} elsewhere in the file (${which})`, places: places.slice(0, MOST) }];
}

/** Whether an error stands on one of these already. */
function hasError({ results }: OutcomeContext, ...nodes: readonly (SyntaxNode | Entry | undefined)[]): boolean {
  return results.some(({ severity, target }) => severity === 'error' && isNode(target) && nodes.includes(target.node));
}

function isNode(target: OutcomeContext['results'][number]['target']): target is Target {
  return typeof target === 'object' && 'node' in target;
}
