/** What the schema finds, section by section, as facts about nodes: the rules give them their words. */
import type { ErrorObject } from 'ajv';
import { settings } from '../../generated/settings-validator.cjs';
import validators from '../../generated/validators.cjs';
import { specFormat } from '../model/format.ts';
import { isSection, keysOf, sections } from '../model/schema.ts';
import type { Schema } from '../model/schema.ts';
import { Selection } from '../model/list-versions.ts';
import { remember } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import { nearest } from './words.ts';

export type Violation =
  /** Keys that must be there and are not; `at` is the map, or the document where there is none. */
  | { readonly kind: 'missing'; readonly at: MapNode | 'document'; readonly keys: readonly string[] }
  /** A key that the format does not know there. */
  | { readonly kind: 'unknown'; readonly entry: Entry; readonly schema: Schema; /** The keys that the map may still have. */ readonly absent: readonly string[]; /** The one of these that it most likely is. */ readonly meant: string | undefined }
  /** A value that the format does not allow; `keyword` is JSON Schema's. */
  | { readonly kind: 'value'; readonly node: SyntaxNode; readonly schema: Schema; readonly keyword: string };

/** What the schema of a document finds in it. */
export function findViolations(spec: Spec): readonly Violation[] {
  return spec.format === specFormat ? specViolations(spec) : settingsViolations(spec);
}

/** Validates the header and each section by itself; one that is broken hides nothing in another. */
function specViolations(spec: Spec): Violation[] {
  const { root } = spec;
  const own = (root?.entries ?? []).filter((entry) => !entry.incomplete);
  const header = own.filter((entry) => !isSection(entry.key.text));
  const found = [...violationsIn('header', valueOfEntries(header), spec.tree.root, spec)];
  for (const { key } of sections) {
    const node = entryOf(root, key)?.value;
    if (node) found.push(...inSection(node, key, spec));
  }
  return found;
}

/** What is found in a section that is the same object, or in a row of its contract, is the same. */
const inSection = remember((node: SyntaxNode, key: string, spec: Spec): readonly Violation[] => {
  if (key !== 'data_contract' || node.kind !== 'map') return violationsIn(key, valueOf(node), node, spec);
  const found = [...violationsIn(key, frameOf(node), node, spec)];
  const reverse = entryOf(node, 'reverse')?.value;
  for (const contract of [node, reverse]) {
    for (const rows of ROWS) {
      const map = entryOf(contract, rows)?.value;
      // What an alias repeats stands elsewhere, and may be of another kind there.
      if (map?.kind === 'map') found.push(...(map.origin || contract?.origin ? rowsViolations(map, rows, spec) : inRows(map, rows, spec)));
    }
  }
  return found;
});

const inRows = remember(rowsViolations);

function rowsViolations(map: MapNode, rows: string, spec: Spec): readonly Violation[] {
  const selection = map.isDivided ? selections.get(rows) : undefined;
  return selection ? selection.of(map.entries, spec).flat() : map.entries.flatMap((entry) => rowViolations(entry, rows, spec) ?? []);
}

function rowViolations({ incomplete, value }: Entry, rows: string, spec: Spec): readonly Violation[] | undefined {
  if (incomplete || !value) return undefined;
  const found = violationsIn(rows, valueOf(value), value, spec);
  return found.length > 0 ? found : undefined;
}

/** The maps of a contract that have a row for each field. */
const ROWS: readonly string[] = ['source_record', 'target_record', 'not_written'];

/** What is found in the rows of such a map, most of which stand in the next text too. */
const selections = new Map(ROWS.map((rows) => [rows, new Selection((entry: Entry, spec: Spec) => rowViolations(entry, rows, spec))]));

/** A contract as a plain value, each of these maps with no row, or with one in place of all. */
function frameOf(contract: MapNode): object {
  return valueOfEntries(contract.entries.filter((entry) => !entry.incomplete), ({ key, value }) => {
    if (ROWS.includes(key.text) && value?.kind === 'map') return value.entries.some((entry) => !entry.incomplete) ? { row: null } : {};
    return key.text === 'reverse' && value?.kind === 'map' ? frameOf(value) : plainValueOf(value);
  });
}

function settingsViolations(spec: Spec): readonly Violation[] {
  const { root } = spec.tree;
  // A word alone is a key whose colon is still to be typed.
  const isHalfTyped = root?.kind === 'scalar' && /^[\w-]*$/.test(root.text);
  return root && !isHalfTyped ? violationsBy(settings, valueOf(root), root, spec) : [];
}

/** What one of the validators finds in a value, which stands at a node. */
function violationsIn(name: string, value: unknown, base: SyntaxNode | undefined, spec: Spec): readonly Violation[] {
  const validate = validators[name];
  return validate ? violationsBy(validate, value, base, spec) : NOTHING;
}

function violationsBy(validate: typeof settings, value: unknown, base: SyntaxNode | undefined, spec: Spec): readonly Violation[] {
  if (validate(value)) return NOTHING;
  const found: Violation[] = [];
  collect(spec, validate.errors ?? [], base, found);
  return found.filter((violation) => violation.kind !== 'value' || spec.hasValue(violation.node) || isEmptyCollection(violation.node));
}

const NOTHING: readonly Violation[] = [];

function isEmptyCollection(node: SyntaxNode): boolean {
  return node.kind === 'map' ? node.entries.length === 0 : node.kind === 'list' && node.items.length === 0;
}

function collect(spec: Spec, errors: readonly ErrorObject[], base: SyntaxNode | undefined, found: Violation[]): void {
  // A choice reports each of its values as an error of its own; the choice itself is what matters.
  const choices = errors.filter((error) => error.keyword === 'anyOf');
  const missing = new Map<SyntaxNode | undefined, string[]>();
  const judged = new Set<SyntaxNode>();
  const byKey = new Map<SyntaxNode, Map<string, Entry>>();
  const absentKeysOf = new Map<SyntaxNode, readonly string[]>();
  for (const error of errors) {
    if (error.keyword === 'if' || choices.some((choice) => choice !== error && error.schemaPath.startsWith(`${choice.schemaPath}/`))) continue;
    const node = nodeAt(base, error.instancePath);
    if (node && spec.placeholderOf(node) !== undefined) continue;
    if (error.keyword === 'required') {
      missing.set(node, [...(missing.get(node) ?? []), stringParam(error, 'missingProperty')]);
    } else if (error.keyword === 'additionalProperties') {
      const entry = entryIn(node, stringParam(error, 'additionalProperty'), byKey);
      const schema = node && spec.schemaOf(node);
      if (!entry || !schema) continue;
      const absent = absentKeysOf.get(node) ?? absentKeys(schema, node);
      absentKeysOf.set(node, absent);
      found.push({ kind: 'unknown', entry, schema, absent, meant: nearest(entry.key.text, absent) });
    } else if (node && !judged.has(node)) {
      const schema = spec.schemaOf(node);
      if (!schema) continue;
      judged.add(node);
      found.push({ kind: 'value', node, schema, keyword: error.keyword });
    }
  }
  for (const [node, keys] of missing) {
    // A key that is only misspelled, or lacks its colon yet, is reported where it stands.
    const halfTyped = new Set(node?.kind === 'map' ? node.entries.flatMap((entry) => (entry.incomplete ? [entry.key.text] : [])) : []);
    const order = keysOf(node ? spec.schemaOf(node) : spec.format.schema).map((key) => key.name);
    const absent = [...new Set(keys)].filter((key) => !isMisspelled(found, node, key) && !halfTyped.has(key)).sort((a, b) => order.indexOf(a) - order.indexOf(b));
    if (absent.length > 0) found.push({ kind: 'missing', at: node?.kind === 'map' ? node : 'document', keys: absent });
  }
}

/** Whether an unknown key of the map is this one, mistyped. */
export function isMisspelled(violations: readonly Violation[], map: SyntaxNode | undefined, key: string): boolean {
  return violations.some((other) => other.kind === 'unknown' && other.entry.parent === map && other.meant === key);
}

function absentKeys(schema: Schema, map: SyntaxNode): string[] {
  return keysOf(schema).filter((key) => !entryOf(map, key.name)).map((key) => key.name);
}

/** As `entryOf`, for a map with very many entries that are all asked for. */
function entryIn(map: SyntaxNode | undefined, key: string, byKey: Map<SyntaxNode, Map<string, Entry>>): Entry | undefined {
  if (map?.kind !== 'map') return undefined;
  let entries = byKey.get(map);
  if (!entries) {
    entries = new Map([...map.entries].reverse().map((entry) => [entry.key.text, entry]));
    byKey.set(map, entries);
  }
  return entries.get(key);
}

function stringParam(error: ErrorObject, name: string): string {
  const params: Readonly<Record<string, unknown>> = error.params;
  return String(params[name]);
}

function nodeAt(base: SyntaxNode | undefined, pointer: string): SyntaxNode | undefined {
  let node = base;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    node = node?.kind === 'list' ? node.items[Number(name)] : entryOf(node, name)?.value;
  }
  return node;
}

/** A node as the plain value that JSON Schema speaks of. */
function valueOf(node: SyntaxNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(valueOf);
  return valueOfEntries(node.entries.filter((entry) => !entry.incomplete));
}

function plainValueOf(value: SyntaxNode | undefined): unknown {
  return value ? valueOf(value) : null;
}

function valueOfEntries(entries: readonly Entry[], read = ({ value }: Entry): unknown => plainValueOf(value)): object {
  const result: Record<string, unknown> = {};
  for (const entry of entries) {
    const { text } = entry.key;
    // The first of two equal keys counts.
    if (Object.hasOwn(result, text)) continue;
    // Defined, not assigned.
    if (text === '__proto__') Object.defineProperty(result, text, { value: read(entry), enumerable: true, configurable: true });
    else result[text] = read(entry);
  }
  return result;
}
