/**
 * Colours that need more than the grammar's patterns: what the author named, what refers to it, the words of phrases and
 * the quantities in them, the systems. Each token lies on one line, and none overlaps another.
 */
import { FUNCTIONS } from '../expression/index.ts';
import { tokenize } from '../expression/lexer.ts';
import type { Token } from '../expression/lexer.ts';
import type { Reference } from '../model/references.ts';
import { allFields } from '../model/contract.ts';
import type { Spec } from '../model/spec.ts';
import type { HoleKind, PhraseKind } from '../phrases/index.ts';
import { isPhraseKind, parsePhrase } from '../phrases/index.ts';
import { destinationsOf, sameText } from '../rules/sections/destinations.ts';
import { systemsOf } from '../rules/sections/systems.ts';
import { readTitle } from '../rules/title.ts';
import type { Entry, ScalarNode, TextRange } from '../syntax/tree.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from './advertised.ts';
import type { ValuePlace } from './places.ts';
import { fieldNamesIn, sliceRange, valuesIn } from './places.ts';
import { transformationKind } from './transformation-kind.ts';

type TokenType = (typeof TOKEN_TYPES)[number];
type Modifier = (typeof TOKEN_MODIFIERS)[number];

/** A token in offsets of the text. */
export interface SemanticToken extends TextRange {
  readonly type: TokenType;
  readonly modifiers: readonly Modifier[];
}

/** A token in the decoded text of a value. */
interface Piece {
  readonly slice: TextRange;
  readonly type: TokenType;
  readonly modifiers?: readonly Modifier[];
}

/** The tokens that touch a range, in the order of the text. */
export function semanticTokens(spec: Spec, within: TextRange): SemanticToken[] {
  const { tree } = spec;
  const tokens: SemanticToken[] = [];
  const add = (range: TextRange, type: TokenType, modifiers: readonly Modifier[] = []): void => {
    for (const line of linesOf(tree.text, range)) tokens.push({ ...line, type, modifiers });
  };
  for (const entry of fieldNamesIn(spec, within)) add(tree.rangeOf({ node: entry, part: 'key' }), 'property', isReference(entry) ? [] : ['declaration']);
  const mappings = mappingReferences(spec);
  const places = placesOf(spec);
  for (const value of valuesIn(spec, within)) {
    for (const { slice, type, modifiers } of piecesOf(value, mappings, places)) {
      const range = sliceRange(spec, value.node, slice);
      if (range) add(range, type, modifiers);
    }
  }
  let end = -1;
  return tokens.sort((a, b) => a.start - b.start || a.end - b.end).filter((token) => {
    if (token.start < end || !(token.start < token.end)) return false;
    end = token.end;
    return true;
  });
}

/** The tokens as LSP sends them: five numbers each, lines and characters counted from the token before. */
export function encodeTokens(spec: Spec, tokens: readonly SemanticToken[]): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { start, end, type, modifiers } of tokens) {
    const at = spec.tree.positionAt(start);
    const line = at.line - before.line;
    const set = modifiers.reduce((bits, modifier) => bits | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    data.push(line, line === 0 ? at.character - before.character : at.character, end - start, TOKEN_TYPES.indexOf(type), set);
    before = at;
  }
  return data;
}

/** The one edit that turns the numbers of a text before into those of now; none where nothing changed. */
export function tokenEdits(before: readonly number[], now: readonly number[]): { readonly start: number; readonly deleteCount: number; readonly data: number[] }[] {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before[start] === now[start]) start += 1;
  if (start === before.length && start === now.length) return [];
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return [{ start, deleteCount: before.length - start - tail, data: now.slice(start, now.length - tail) }];
}

/** The key of `not_written` names a field of the source record. */
function isReference(entry: Entry): boolean {
  return entry.parent.parent?.kind === 'entry' && entry.parent.parent.key.text === 'not_written';
}

/** The lines of a range, without the indentation of those behind the first. */
function* linesOf(text: string, { start, end }: TextRange): Generator<TextRange> {
  if (text.slice(start, end).includes('\n')) {
    let at = start;
    for (const line of text.slice(start, end).split('\n')) {
      const blanks = /^\s*/.exec(line)?.[0].length ?? 0;
      if (line.trim() !== '') yield { start: at + blanks, end: at + line.trimEnd().length };
      at += line.length + 1;
    }
  } else {
    yield { start, end };
  }
}

/** What each `mapped_from` names. */
function mappingReferences(spec: Spec): Map<ScalarNode, Reference> {
  const references = new Map<ScalarNode, Reference>();
  for (const contract of spec.contracts) {
    for (const { mapping, references: [first] } of allFields(contract.targetFields)) if (first && mapping?.node === first.node) references.set(first.node, first);
  }
  return references;
}

/** The places that data is read from and written to, by what they are called. */
function placesOf(spec: Spec): readonly string[] {
  const { source, target } = systemsOf(spec);
  const { deadLetterQueue, report } = destinationsOf(spec);
  return [source.name, target.name, deadLetterQueue, report].flatMap((stated) => stated?.value ?? []);
}

const PLACE_KEYS: ReadonlySet<string> = new Set(['system_name', 'dead_letter_queue', 'report_to']);
const DESTINATION_LISTS: ReadonlySet<string> = new Set(['read_from', 'write_to']);

function piecesOf({ node, entry, schema }: ValuePlace, mappings: ReadonlyMap<ScalarNode, Reference>, places: readonly string[]): Piece[] {
  const whole = wholeOf(node);
  if (PLACE_KEYS.has(entry.key.text)) {
    return places.some((place) => sameText(place, node.text)) ? [{ slice: whole, type: 'namespace', modifiers: ['declaration'] }] : [];
  }
  if (DESTINATION_LISTS.has(entry.key.text)) return places.some((place) => sameText(place, node.text)) ? [{ slice: whole, type: 'namespace' }] : [];
  const kind = schema?.['x-phrase'];
  if (kind === 'title') return titlePieces(node.text, places);
  if (kind === 'mapping') return mappingPieces(node, mappings.get(node));
  if (kind === undefined || !isPhraseKind(kind)) return [];
  if (kind !== 'transformation') return phrasePieces(kind, node.text);
  const how = transformationKind(entry);
  return how === 'expression' ? expressionPieces(node.text) : how === 'phrases' ? phrasePieces(kind, node.text) : [];
}

function wholeOf({ text }: ScalarNode): TextRange {
  const start = text.length - text.trimStart().length;
  return { start, end: Math.max(start, text.trimEnd().length) };
}

/** `Source → Target: Purpose`: the two, where they are the systems of sections 2 and 3. */
function titlePieces(text: string, places: readonly string[]): Piece[] {
  const title = readTitle(text);
  if (!title) return [];
  const behind = text.indexOf(title.arrow) + title.arrow.length;
  const parts = [{ name: title.source, start: text.indexOf(title.source) }, { name: title.target, start: text.indexOf(title.target, behind) }];
  return parts.filter(({ name }) => places.some((place) => sameText(place, name))).map(({ name, start }) => ({ slice: { start, end: start + name.length }, type: 'namespace' }));
}

function mappingPieces({ text }: ScalarNode, reference: Reference | undefined): Piece[] {
  const word = /^\s*(source|item|derived|constant)\b/.exec(text);
  if (!word?.[1]) return [];
  const slice = { start: word[0].length - word[1].length, end: word[0].length };
  if (!reference) return word[1] === 'source' || word[1] === 'item' ? [] : [{ slice, type: 'keyword' }];
  return [{ slice, type: 'variable', modifiers: ['defaultLibrary'] }, ...reference.nameSlices.map((name): Piece => ({ slice: name, type: 'property' }))];
}

/** The words of an expression, by what stands around them. */
function expressionPieces(text: string): Piece[] {
  const { tokens } = tokenize(text);
  return tokens.flatMap((token, at): Piece[] => {
    const type = expressionType(token, tokens[at - 1], tokens[at + 1]);
    if (!type) return [];
    const isOurs = (type === 'function' && FUNCTIONS.has(token.text)) || type === 'variable';
    return [{ slice: token.span, type, ...(isOurs && { modifiers: ['defaultLibrary'] }) }];
  });
}

const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

function expressionType(token: Token, before: Token | undefined, next: Token | undefined): TokenType | undefined {
  const isMember = before?.kind === 'symbol' && before.text === '.';
  const isCalled = next?.kind === 'symbol' && next.text === '(';
  switch (token.kind) {
    case 'name':
      if (isCalled) return 'function';
      if (isMember) return 'property';
      if (CONSTANTS.has(token.text)) return 'keyword';
      return token.text === 'source' || token.text === 'item' ? 'variable' : undefined;
    case 'quoted-name': return isMember ? 'property' : undefined;
    case 'string':
    case 'bytes': return 'string';
    case 'integer':
    case 'decimal':
    case 'number': return 'number';
    case 'symbol': return /^[.,()[\]{}]$/.test(token.text) ? undefined : 'operator';
    default: return undefined;
  }
}

const HOLE_TYPES: Readonly<Partial<Record<HoleKind, TokenType>>> = {
  count: 'number', amount: 'number', decimal: 'number', duration: 'number', seconds: 'number', long: 'number',
  text: 'string', nonempty: 'string', character: 'string', zone: 'string', format: 'string', channel: 'namespace',
};

/** The steps that are understood: their values, and the words around these. */
function phrasePieces(kind: PhraseKind, text: string): Piece[] {
  return parsePhrase(kind, text).steps.flatMap((step): Piece[] => {
    if (!step.match) return [];
    const holes = step.match.holes.flatMap(({ span, value }): Piece[] => {
      const type = HOLE_TYPES[value.kind];
      return type ? [{ slice: span, type }] : [];
    }).sort((a, b) => a.slice.start - b.slice.start);
    const pieces: Piece[] = [];
    let at = step.span.start;
    for (const hole of [...holes, undefined]) {
      pieces.push(...words(text, at, hole?.slice.start ?? step.span.end));
      if (hole) pieces.push(hole);
      at = hole?.slice.end ?? at;
    }
    return pieces;
  });
}

/** The words between two places of a text, as one token where only blanks part them. */
function words(text: string, start: number, end: number): Piece[] {
  return [...text.slice(start, end).matchAll(/[\p{L}\p{N}][\p{L}\p{N}’'-]*(?:\s+[\p{L}\p{N}][\p{L}\p{N}’'-]*)*/gu)].map(({ 0: word, index }) => ({ slice: { start: start + index, end: start + index + word.length }, type: 'keyword' }));
}
