/** References to source fields: `source.a.b` and `item.a`, in `mapped_from` and inside expressions. */
import type { MapNode, ScalarNode, TextRange } from '../syntax/tree.ts';
import type { Mapping, SourceField } from './contract.ts';
import { fieldAt, fieldNamed } from './fields.ts';

/** One reference in the text of a value. */
export interface Reference {
  readonly scope: 'source' | 'item';
  /** The names behind the scope. */
  readonly names: readonly string[];
  readonly node: ScalarNode;
  /** The names in the decoded text of the node, the scope left out. */
  readonly slice: TextRange;
  /** Each of the names, its backticks included. */
  readonly nameSlices: readonly TextRange[];
  /** The field it names; undefined where none of that name is declared. */
  readonly field: SourceField | undefined;
  /** The array whose element `item` is; undefined where `item` names nothing. */
  readonly itemOf: SourceField | undefined;
}

/** What a reference looks like, given the letters and the digits; its names are identifiers, or stand in backticks. */
function referenceOf(letters: string, digits: string, flags: string): RegExp {
  const name = `(?:[${letters}_$][${letters}${digits}_$-]*(?![${letters}${digits}_$-])|\`[^\`]+\`)`;
  return new RegExp(`(?<![${letters}${digits}_.$\`])(source|item)\\s*\\.\\s*(${name}(?:\\s*\\.\\s*${name}(?!\\s*\\())*)(?!\\s*\\()`, flags);
}

const REFERENCE = referenceOf('\\p{L}', '\\p{N}', 'gu');
/** The same for texts of plain characters, as nearly all are: all letters there are take milliseconds to be made ready for a search. */
const PLAIN_REFERENCE = referenceOf('A-Za-z', '0-9', 'g');
const PLAIN = /^[\0-\x7f]*$/;
/** In a mapping nothing but the reference can stand, so any name without a dot will do. */
const MAPPED = /^(\s*(source|item)\s*\.\s*)(.*)$/s;

/** What a target field reads: its mapping, or the references in its derived expression. */
export function referencesIn(
  mapping: Mapping | undefined, transformation: ScalarNode | undefined, fields: readonly SourceField[], itemOf: SourceField | undefined,
): Reference[] {
  if (mapping?.kind === 'source' || mapping?.kind === 'item') {
    const match = MAPPED.exec(mapping.node.text);
    // Blanks at the end are no matter for the pattern, which would look for their end from each of them.
    const path = match?.[3]?.trimEnd();
    if (!match || !path) return [];
    const start = match[1]?.length ?? 0;
    return [reference(mapping.kind, path, mapping.node, { start, end: start + path.length }, fields, itemOf)];
  }
  if (mapping?.kind !== 'derived' || !transformation) return [];
  const found: Reference[] = [];
  const { text } = transformation;
  for (const match of withoutStrings(text).matchAll(PLAIN.test(text) ? PLAIN_REFERENCE : REFERENCE)) {
    const [whole, scope, path] = match;
    if (!path) continue;
    const end = match.index + whole.length;
    found.push(reference(scope === 'item' ? 'item' : 'source', path, transformation, { start: end - path.length, end }, fields, itemOf));
  }
  return found;
}

/** The names that a mapping gives behind its scope, where each stands in the text; none where it is not mapped so. */
export function mappedNames(mapping: Mapping | undefined): readonly TextRange[] {
  return referencesIn(mapping, undefined, [], undefined)[0]?.nameSlices ?? [];
}

/**
 * Whether each of these still names the field that it named when it was read; `fields`: those of the record, by name.
 * `record`: the map that they stand in, where no name is given twice in it: a field that still stands there is the one named.
 */
export function stillNames(references: readonly Reference[], fields: ReadonlyMap<string, SourceField>, record: MapNode | undefined): boolean {
  for (const { scope, names, field, itemOf } of references) {
    if (record && field?.entry.parent === record && names.length === 1 && scope === 'source') continue;
    const [name = '', ...rest] = names;
    const first = scope === 'item' ? fieldNamed(itemOf?.children ?? [], name) : fields.get(name);
    if (field !== (rest.length === 0 ? first : first && fieldAt(first.children, rest))) return false;
  }
  return true;
}

/** A path that needs no splitting. */
const ONE_NAME = /^\w+$/;

function reference(
  scope: 'source' | 'item', path: string, node: ScalarNode, slice: TextRange, fields: readonly SourceField[], itemOf: SourceField | undefined,
): Reference {
  const parts = ONE_NAME.test(path) ? [{ name: path, slice }] : splitPath(path, slice.start);
  const names = parts.map(({ name }) => name);
  const start = scope === 'item' ? (itemOf?.children ?? []) : fields;
  return { scope, names, node, slice, nameSlices: parts.map((part) => part.slice), field: fieldAt(start, names), itemOf: scope === 'item' ? itemOf : undefined };
}

/** The names of a path that begins at an offset of its text, and where each stands. */
function splitPath(path: string, offset: number): { readonly name: string; readonly slice: TextRange }[] {
  return [...path.matchAll(/`([^`]+)`|([^.`]+)/g)].flatMap((match) => {
    const written = match[0].trim();
    const name = (match[1] ?? written).trim();
    const start = offset + match.index + match[0].indexOf(written);
    return name === '' ? [] : [{ name, slice: { start, end: start + written.length } }];
  });
}

/** A name in backticks, or where a string literal may begin. */
const NAME_OR_QUOTE = /`[^`\n\r]*`|['"]/g;
const LITERALS: ReadonlyMap<string, RegExp> = new Map([["'", /'(?:[^'\\]|\\.)*'/sy], ['"', /"(?:[^"\\]|\\.)*"/sy]]);

/** The text with its string literals blanked out, so that offsets stay the same. Quotes in a name in backticks begin none. */
function withoutStrings(text: string): string {
  let bare = '';
  let end = 0;
  // Behind a quote that is closed nowhere no other of its kind is closed: that is not to be looked for from each of them.
  const open = new Set<string>();
  NAME_OR_QUOTE.lastIndex = 0;
  for (let found = NAME_OR_QUOTE.exec(text); found; found = NAME_OR_QUOTE.exec(text)) {
    const { 0: quote, index } = found;
    const literal = open.has(quote) ? undefined : LITERALS.get(quote);
    if (!literal) continue;
    literal.lastIndex = index;
    if (literal.test(text)) {
      bare += text.slice(end, index) + ' '.repeat(literal.lastIndex - index);
      end = literal.lastIndex;
      NAME_OR_QUOTE.lastIndex = end;
    } else open.add(quote);
  }
  return bare + text.slice(end);
}
