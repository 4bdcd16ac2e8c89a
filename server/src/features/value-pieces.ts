/** What the text of a value is made of: the words of phrases and the quantities in them, what expressions name, the systems. */
import { FUNCTIONS } from '../expression/index.ts';
import { tokenize } from '../expression/lexer.ts';
import type { Token } from '../expression/lexer.ts';
import { readMapping } from '../model/contract.ts';
import { mappedNames } from '../model/references.ts';
import type { HoleKind, PhraseKind } from '../phrases/index.ts';
import { isPhraseKind, parsePhrase } from '../phrases/index.ts';
import { readTitle } from '../rules/title.ts';
import type { ScalarNode, TextRange } from '../syntax/tree.ts';
import type { TOKEN_MODIFIERS, TOKEN_TYPES } from './advertised.ts';
import type { ValuePlace } from './places.ts';
import { transformationKind } from './transformation-kind.ts';

export type TokenType = (typeof TOKEN_TYPES)[number];
export type Modifier = (typeof TOKEN_MODIFIERS)[number];

/** A token in the decoded text of a value. */
export interface Piece {
  readonly slice: TextRange;
  readonly type: TokenType;
  readonly modifiers?: readonly Modifier[];
}

const PLACE_KEYS: ReadonlySet<string> = new Set(['system_name', 'dead_letter_queue', 'report_to']);
const DESTINATION_LISTS: ReadonlySet<string> = new Set(['read_from', 'write_to']);

/** The pieces of a value; `isPlace` tells whether data is read from or written to a place of that name. */
export function piecesOf({ node, entry, schema }: ValuePlace, isPlace: (name: string) => boolean): Piece[] {
  const whole = wholeOf(node);
  if (PLACE_KEYS.has(entry.key.text)) return isPlace(node.text) ? [{ slice: whole, type: 'namespace', modifiers: ['declaration'] }] : [];
  if (DESTINATION_LISTS.has(entry.key.text)) return isPlace(node.text) ? [{ slice: whole, type: 'namespace' }] : [];
  const kind = schema?.['x-phrase'];
  if (kind === 'title') return titlePieces(node.text, isPlace);
  if (kind === 'mapping') return mappingPieces(node);
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
function titlePieces(text: string, isPlace: (name: string) => boolean): Piece[] {
  const title = readTitle(text);
  if (!title) return [];
  const behind = text.indexOf(title.arrow) + title.arrow.length;
  const parts = [{ name: title.source, start: text.indexOf(title.source) }, { name: title.target, start: text.indexOf(title.target, behind) }];
  return parts.filter(({ name }) => isPlace(name)).map(({ name, start }) => ({ slice: { start, end: start + name.length }, type: 'namespace' }));
}

function mappingPieces(node: ScalarNode): Piece[] {
  const word = /^\s*(source|item|derived|constant)\b/.exec(node.text);
  if (!word?.[1]) return [];
  const slice = { start: word[0].length - word[1].length, end: word[0].length };
  const names = mappedNames(readMapping(node));
  if (names.length === 0) return word[1] === 'source' || word[1] === 'item' ? [] : [{ slice, type: 'keyword' }];
  return [{ slice, type: 'variable', modifiers: ['defaultLibrary'] }, ...names.map((name): Piece => ({ slice: name, type: 'property' }))];
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
