/** Which declared field a reference to an undeclared one most likely means. */
import type { Contract, SourceField } from '../model/contract.ts';
import { allFields, fieldAt } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import type { Reference } from '../model/references.ts';
import { candidatesOf, MOST_SUGGESTIONS, nearestOf } from './words.ts';
import type { Candidate } from './words.ts';

const known = new WeakMap<Contract, ReadonlyMap<Reference, readonly string[] | undefined>>();

/** The names behind the scope as they should be; undefined where nothing comes near, and behind the first so many. */
export function meantBy(reference: Reference, contract: Contract): readonly string[] | undefined {
  let meant = known.get(contract);
  if (!meant) {
    const first = coverageOf(contract).unknown.slice(0, MOST_SUGGESTIONS);
    known.set(contract, (meant = new Map(first.map(({ reference: each }) => [each, meantPath(each.names, startOf(each, contract))]))));
  }
  return meant.get(reference);
}

/** The fields that a path begins at. */
function startOf({ scope, itemOf }: Reference, contract: Contract): readonly SourceField[] {
  return scope === 'item' ? (itemOf?.children ?? []) : contract.sourceFields;
}

/** The same for a path of names from the fields given. */
export function meantPath(names: readonly string[], start: readonly SourceField[]): string[] | undefined {
  const fixed: string[] = [];
  let fields = start;
  for (const name of names) {
    const exact = fields.find((field) => field.name === name);
    const near = exact ? undefined : nearestOf(name, namesOf(fields));
    const found = exact ?? fields.find((field) => field.name === near);
    if (!found) break;
    fixed.push(found.name);
    fields = found.children;
  }
  if (fixed.length === names.length) return fixed;
  // The right name at the wrong depth: `first_name` for `customer.first_name`.
  const last = names.at(-1);
  const elsewhere = [...allFields(start)].filter((field) => field.name === last);
  return elsewhere.length === 1 ? pathFrom(start, elsewhere[0]) : undefined;
}

const names = new WeakMap<readonly SourceField[], readonly Candidate[]>();

function namesOf(fields: readonly SourceField[]): readonly Candidate[] {
  let candidates = names.get(fields);
  if (!candidates) names.set(fields, (candidates = candidatesOf(fields.map((field) => field.name))));
  return candidates;
}

function pathFrom(start: readonly SourceField[], field: SourceField | undefined): string[] | undefined {
  const path: string[] = [];
  for (let at = field; at; at = at.parent) {
    path.unshift(at.name);
    if (start.includes(at)) return path;
  }
  return undefined;
}

/** The declared field that a reference means, by its own names or by the nearest ones. */
export function meantField(reference: Reference, contract: Contract): SourceField | undefined {
  const names = meantBy(reference, contract);
  return names && fieldAt(startOf(reference, contract), names);
}

/** A path as it is written in `mapped_from` (backticks are not needed there) or in an expression. */
export function writtenPath(names: readonly string[], inExpression: boolean): string {
  return names.map((name) => (inExpression && !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `\`${name}\`` : name)).join('.');
}
