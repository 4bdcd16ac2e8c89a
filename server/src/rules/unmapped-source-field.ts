import { assign } from '../model/assignable.ts';
import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { allFields, fieldAt } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import { assignPresence } from '../model/presence.ts';
import { keysOf } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Change, Draft, DraftEntry } from '../syntax/change.ts';
import type { Entry, MapNode } from '../syntax/tree.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import { whenAbsent } from './contract/judgement.ts';
import { typedContracts } from './contract/mapping.ts';
import { setKey } from './contract/transform-fixes.ts';
import { sourceFieldOf, withoutOrigin } from './contract-fields.ts';
import { meantField } from './contract-suggestions.ts';
import type { Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';

/** Facets that a new target field takes over from its source. */
const TAKEN_OVER = ['nullable', 'timezone', 'classification', 'max_length'];
/** More target fields than this are no choice for a menu. */
const MOST_CHOICES = 5;

/** A source leaf that is neither mapped nor listed as not written. Source: template, section 6. */
export const unmappedSourceField: Rule = {
  id: 'unmapped-source-field',
  severity: 'error',
  title: 'Source field neither mapped nor listed as not written',
  explanation:
    'A field of the source record is read by no mapping and no expression, and `not_written` does not name it. The template demands that the absence of a mapping is intentional, not accidental: otherwise the executor drops the field, and nobody notices until the data is needed. In a nested record each innermost field counts; naming the record in `not_written` covers all its fields. The fixes map the field to a new target field of the same type and name, to a target field that has no mapping yet, or list it in `not_written` with a place for the reason.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    note: { type: string(500), required: true, source_path: note }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    note: { type: string(500), required: true, source_path: note }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written:\n    note: Free text in which customers put personal data; no report needs it',
  },
  *check({ spec }) {
    for (const contract of spec.contracts) {
      const { forgotten, unknown } = coverageOf(contract);
      // A misspelled reference is reported where it stands, not at the field that it means as well.
      const meant = new Set([...unknown.map(({ reference }) => meantField(reference, contract)), ...fieldsNamedWithoutScope(contract)]);
      for (const field of forgotten) {
        if (meant.has(field) || field.entry.merged) continue;
        yield {
          target: { node: field.entry, part: 'key' },
          message: `\`${field.path}\` is neither mapped nor listed in \`not_written\`: the executor would drop it, and nobody would notice.`,
          data: { contract: contract.kind, field: field.path },
        };
      }
    }
  },
  fix(finding, { spec }) {
    const entry = nodeOf(finding);
    const contract = spec.contracts.find((each) => each.kind === finding.data?.['contract']);
    const field = contract && entry?.kind === 'entry' ? sourceFieldOf(entry, contract) : undefined;
    if (!contract || !field) return [];
    return [...mapToNew(field, contract, spec), ...mapToExisting(field, contract, spec), listAsNotWritten(field, contract, spec)];
  },
};

/** `mapped_from: order_id` is reported as a value that names no origin; the field that it names is not forgotten. */
function* fieldsNamedWithoutScope(contract: Contract): Generator<SourceField | undefined> {
  for (const { field: { itemOf }, mapping } of withoutOrigin(contract)) {
    const names = mapping.node.text.trim().split('.');
    yield fieldAt(itemOf?.children ?? [], names) ?? fieldAt(contract.sourceFields, names);
  }
}

function mapToNew(field: SourceField, contract: Contract, spec: Spec): Fix[] {
  const { names, changes } = mapAllToNew([field], contract, spec);
  return names.map((name) => ({ title: `Map to a new target field \`${name}\``, changes, preferred: true }));
}

/** New target fields for source fields of a contract, each by a name that is free; those that have no place are left out. */
export function mapAllToNew(fields: readonly SourceField[], contract: Contract, spec: Spec): { readonly names: readonly string[]; readonly changes: readonly Change[] } {
  const names: string[] = [];
  const rows = new Map<Entry | MapNode, { readonly key: string; readonly taken: Set<string>; readonly rows: DraftEntry[] }>();
  for (const field of fields) {
    const place = targetPlace(field, contract);
    if (!place) continue;
    const group = rows.get(place.holder) ?? { key: place.key, taken: new Set(place.siblings.map((each) => each.name)), rows: [] };
    const name = [field.name, field.path.replaceAll('.', '_')].find((candidate) => !group.taken.has(candidate));
    if (name === undefined) continue;
    rows.set(place.holder, group);
    group.taken.add(name);
    names.push(name);
    group.rows.push({ key: name, value: targetRow(field, place.reference, contract, spec) });
  }
  return { names, changes: [...rows].flatMap(([holder, group]) => insertRows(holder, group.key, group.rows, contract, spec)) };
}

/** Rows in the map behind a key of a holder, which is made where there is none. */
function insertRows(holder: Entry | MapNode, key: string, rows: readonly DraftEntry[], contract: Contract, spec: Spec): Change[] {
  const into = entryOf(holder.kind === 'entry' ? holder.value : holder, key);
  if (into) return rows.map((entry) => ({ kind: 'insertEntry', into: into.value?.kind === 'map' ? into.value : into, entry }));
  return [{ kind: 'insertEntry', into: contract.map, entry: { key, value: { kind: 'map', entries: rows } }, order: keysOf(spec.schemaOf(contract.map)).map((each) => each.name) }];
}

/** Where a target field for a source field would stand; undefined where the array around it is not mapped. */
function targetPlace(field: SourceField, contract: Contract) {
  const array = ancestorArray(field);
  if (!array) return { holder: contract.map, key: 'target_record', siblings: contract.targetFields, reference: `source.${field.path}` };
  const target = [...allFields(contract.targetFields)].find((each) => each.children.length > 0 && each.references[0]?.field === array);
  if (!target) return undefined;
  return { holder: target.entry, key: 'fields', siblings: target.children, reference: `item.${field.path.slice(array.path.length + 1)}` };
}

function ancestorArray(field: SourceField): SourceField | undefined {
  for (let at = field.parent; at; at = at.parent) if (at.isArray) return at;
  return undefined;
}

/** The row of a target field that takes over a source field. */
export function targetRow(field: SourceField, reference: string, contract: Contract, spec: Spec): Draft {
  const { value } = field.entry;
  const text = (key: string): string | undefined => {
    const node = entryOf(value, key)?.value;
    return spec.hasValue(node) ? textOf(node) : undefined;
  };
  const optional = isOptional(field, spec);
  const entries: DraftEntry[] = [
    { key: 'type', value: text('type') === undefined ? { kind: 'hole', label: 'type of the target field' } : { kind: 'text', text: text('type') ?? '' } },
    { key: 'mapped_from', value: { kind: 'text', text: reference } },
    { key: 'transformation', value: { kind: 'text', text: 'exact copy' } },
    { key: 'required', value: { kind: 'literal', value: !optional } },
  ];
  for (const key of TAKEN_OVER) {
    const node = entryOf(value, key)?.value;
    if (node?.kind !== 'scalar' || !spec.hasValue(node)) continue;
    entries.push({ key, value: typeof node.value === 'string' ? { kind: 'text', text: node.value } : { kind: 'literal', value: node.value } });
  }
  if (optional && !spec.hasValue(entryOf(contract.map, 'when_absent')?.value)) entries.push({ key: 'when_absent', value: { kind: 'text', text: 'omit' } });
  return { kind: 'map', entries };
}

/** Whether the key may be missing, seen from the record (an array's element counts as a record). */
function isOptional(field: SourceField, spec: Spec): boolean {
  for (let at: SourceField | undefined = field; at && (at === field || !at.isArray); at = at.parent) {
    const required = entryOf(at.entry.value, 'required')?.value;
    const nullable = entryOf(at.entry.value, 'nullable')?.value;
    const isTrue = (node: typeof required): boolean => spec.hasValue(node) && /^(true|yes)$/i.test(textOf(node) ?? '');
    if (!isTrue(required) || (at !== field && isTrue(nullable))) return true;
  }
  return false;
}

const open = new WeakMap<Contract, readonly TargetField[]>();

/** The target fields of a contract whose `mapped_from` is still to be filled in. */
function openTargets(contract: Contract, spec: Spec): readonly TargetField[] {
  let targets = open.get(contract);
  if (!targets) open.set(contract, (targets = [...allFields(contract.targetFields)].filter(({ entry }) => !spec.hasValue(entryOf(entry.value, 'mapped_from')?.value))));
  return targets;
}

/** What maps a source field to each of them that may take it. */
function mapToExisting(field: SourceField, contract: Contract, spec: Spec): Fix[] {
  const array = ancestorArray(field);
  const fixes: Fix[] = [];
  for (const target of openTargets(contract, spec)) {
    if (fixes.length === MOST_CHOICES) break;
    if (target.itemOf !== array) continue;
    const reference = array ? `item.${field.path.slice(array.path.length + 1)}` : `source.${field.path}`;
    const changes = mappingChanges(field, target, contract, reference, spec);
    if (changes) fixes.push({ title: `Map to target field \`${target.path}\``, changes });
  }
  return fixes;
}

/** What maps a target field from a source field; undefined where no transformation makes that legal by itself. */
function mappingChanges(field: SourceField, target: TargetField, contract: Contract, reference: string, spec: Spec): Change[] | undefined {
  const typed = typedContracts(spec).find((each) => each.contract === contract);
  if (!typed || target.children.length > 0 || target.entry.value?.kind !== 'map') return undefined;
  const [from, to] = [typed.fieldOf(field), typed.fieldOf(target)];
  const refusal = assign({ ...from.type, nullable: false }, { ...to.type, nullable: true });
  const transformation = refusal ? refusal.offers[0] : 'exact copy';
  const presence = { required: !isOptional(field, spec), hasDefault: from.hasDefault, nullable: from.nullable };
  const isPresent = assignPresence(presence, { required: to.required ?? false, nullable: to.nullable, whenAbsent: whenAbsent(target, typed, spec) }) === undefined;
  const given = target.transformation && spec.hasValue(target.transformation) ? target.transformation.text.trim().toLowerCase() : undefined;
  const agrees = given === undefined || given === transformation;
  if (transformation === undefined || transformation === 'map values' || !isPresent || !agrees) return undefined;
  const text = (value: string): Draft => ({ kind: 'text', text: value });
  return [
    setKey(target, 'mapped_from', { key: 'mapped_from', value: text(reference) }, spec),
    ...(given === undefined ? [setKey(target, 'transformation', { key: 'transformation', value: text(transformation) }, spec)] : []),
  ];
}

/** The fix that lists a source field in `not_written`, with a place for the reason. */
export function listAsNotWritten(field: SourceField, contract: Contract, spec: Spec): Fix {
  const row: DraftEntry = { key: field.path, value: { kind: 'hole', label: 'reason it is not written' } };
  const entry = entryOf(contract.map, 'not_written');
  const change: Change = entry
    ? { kind: 'insertEntry', into: entry.value?.kind === 'map' ? entry.value : entry, entry: row }
    : { kind: 'insertEntry', into: contract.map, entry: { key: 'not_written', value: { kind: 'map', entries: [row] } }, order: keysOf(spec.schemaOf(contract.map)).map((key) => key.name) };
  return { title: `List \`${field.path}\` in \`not_written\``, changes: [change] };
}
