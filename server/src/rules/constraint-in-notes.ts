import type { SourceField, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { keysOf } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import { parseType } from '../model/type-parser.ts';
import type { Change } from '../syntax/change.ts';
import type { ScalarNode } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import { scalarAt } from './contract/fields.ts';
import type { WordedConstraint } from './notes-constraints.ts';
import { constraintsIn } from './notes-constraints.ts';
import type { Finding, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { excerpt } from './words.ts';

interface Found {
  readonly field: SourceField | TargetField;
  readonly notes: ScalarNode;
  readonly constraint: WordedConstraint;
}

/** Notes that say what a facet should. */
export const constraintInNotes: Rule = {
  id: 'constraint-in-notes',
  severity: 'warning',
  title: 'Limit said in notes',
  explanation:
    '`notes` say in words what a key of the field could say: “max 50” or “at most 50 characters” (`max_length`), “at least 3 characters” (`min_length`), for numbers “max 100”, “min 1”, “never negative” (`maximum`, `minimum`), “always UTC” (`timezone`), “one of a, b, c” or “allowed values: a, b” (`enum`), “never null”, “may be null” (`nullable`), in the source “default if absent: 0” or “defaults to 0” (`default`). Nothing checks a note, and the executor need not obey it; a facet is held against everything that is mapped. Where the field has the facet already, nothing is said. The fix adds the facet, and takes the words out of the note where they stand by themselves.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    name: { type: string, required: true, source_path: name, notes: "As on the invoice, max 50" }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    name: { type: string, mapped_from: source.name, transformation: exact copy, required: true }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    name: { type: string, required: true, max_length: 50, source_path: name, notes: As on the invoice }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    name: { type: string, mapped_from: source.name, transformation: exact copy, required: true }\n  not_written: {}',
  },
  checkSourceField: (field, values) => (hasNotes(field) ? findings(constraintsOn(field, true, values)) : undefined),
  checkTargetField: ({ target }, values) => (hasNotes(target) ? findings(constraintsOn(target, false, values)) : undefined),
  fix(finding, { spec }) {
    const node = nodeOf(finding);
    const found = [...constraintsOf(spec)].find(({ notes, constraint }) => notes === node && constraint.facet === finding.data?.['facet']);
    if (found?.field.entry.value?.kind !== 'map') return [];
    const { field, notes, constraint: { facet, value, removal } } = found;
    const order = keysOf(spec.schemaOf(field.entry)).map((key) => key.name);
    const insert: Change = { kind: 'insertEntry', into: found.field.entry.value, entry: { key: facet, value }, order };
    const entry = entryOf(field.entry.value, 'notes');
    const rest = removal && (notes.text.slice(0, removal.start) + notes.text.slice(removal.end)).trim();
    if (!removal || !entry) return [{ title: `Add \`${facet}\``, changes: [insert], preferred: true }];
    const remove: Change = rest === '' ? { kind: 'removeEntry', entry } : { kind: 'replaceSlice', of: notes, slice: removal, text: '' };
    return [{ title: `Move it to \`${facet}\``, changes: [insert, remove], preferred: true }];
  },
};

function* findings(constraints: Iterable<Found>): Generator<Finding> {
  for (const { field, notes, constraint } of constraints) {
    const words = excerpt(notes.text.slice(constraint.slice.start, constraint.slice.end));
    yield {
      target: { node: notes, slice: constraint.slice },
      message: `The notes on \`${field.path}\` say “${words}”, which nothing checks: \`${constraint.facet}: ${excerpt(constraint.shown)}\` would be held against every mapping.`,
      data: { facet: constraint.facet },
    };
  }
}

/** What the notes of a spec say in words, and no facet says. */
function* constraintsOf(spec: Spec): Generator<Found> {
  for (const contract of spec.contracts) {
    for (const field of allFields(contract.sourceFields)) yield* constraintsOn(field, true, spec);
    for (const field of allFields(contract.targetFields)) yield* constraintsOn(field, false, spec);
  }
}

function hasNotes(field: SourceField | TargetField): boolean {
  return entryOf(field.entry.value, 'notes') !== undefined;
}

function* constraintsOn(field: SourceField | TargetField, isSource: boolean, spec: Values): Generator<Found> {
  const { value } = field.entry;
  const notes = scalarAt(value, 'notes', spec);
  const type = scalarAt(value, 'type', spec);
  if (!notes || !type || field.entry.merged || value?.origin || entryOf(value, 'notes')?.merged) return;
  const parsed = parseType(type.text);
  if (parsed.faults.length > 0) return;
  for (const constraint of constraintsIn(notes.text, parsed.type.kind, isSource)) {
    const isGiven = entryOf(value, constraint.facet) !== undefined || (constraint.facet === 'max_length' && parsed.type.kind === 'string' && parsed.type.maxLength !== undefined);
    if (!isGiven) yield { field, notes, constraint };
  }
}
