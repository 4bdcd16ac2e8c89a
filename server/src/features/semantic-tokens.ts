/**
 * Colours that need more than the grammar's patterns: what the author named, what refers to it, the words of phrases and
 * the quantities in them, the systems. Each token lies on one line, and none overlaps another.
 */
import type { Schema } from '../model/schema.ts';
import { childSchema, itemSchema, specSchema } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import { destinationsOf, sameText } from '../rules/sections/destinations.ts';
import { systemsOf } from '../rules/sections/systems.ts';
import type { Entry, SyntaxNode, TextRange } from '../syntax/tree.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from './advertised.ts';
import { EntryMemory, isKept } from './entry-memory.ts';
import { EVERYWHERE, FIELD_ROWS, ownEntries, sliceRange, touches } from './places.ts';
import { transformationKind } from './transformation-kind.ts';
import type { Modifier, TokenType } from './value-pieces.ts';
import { piecesOf } from './value-pieces.ts';

/**
 * Tokens, five numbers each, in the order of the text: line and first character, both from 0, length in UTF-16 code units,
 * the place of the type among `TOKEN_TYPES`, a bit for each modifier. Of tens of thousands, objects would take their time.
 */
export type PlacedTokens = readonly number[];

/** How many numbers a token has. */
export const TOKEN_SIZE = 5;

/** The tokens that touch a range. */
export function semanticTokens(spec: Spec, within: TextRange): PlacedTokens {
  const tokens = new TokenCollector(spec, within);
  tokens.collect(spec.root, specSchema);
  return inOrder(tokens.found);
}

/** In the order of the text, and none that overlaps one before it. */
function inOrder(tokens: PlacedTokens): PlacedTokens {
  // Nearly always they are collected so.
  if (isInOrder(tokens)) return tokens;
  const single = Array.from({ length: tokens.length / TOKEN_SIZE }, (_, at) => tokens.slice(at * TOKEN_SIZE, (at + 1) * TOKEN_SIZE));
  single.sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0) || (one[2] ?? 0) - (other[2] ?? 0));
  const found: number[] = [];
  for (const token of single) if (isInOrder([...found.slice(-TOKEN_SIZE), ...token])) found.push(...token);
  return found;
}

function isInOrder(tokens: PlacedTokens): boolean {
  let lineBefore = -1;
  let end = -1;
  for (let at = 0; at < tokens.length; at += TOKEN_SIZE) {
    const [line, character, length] = [tokens[at] ?? 0, tokens[at + 1] ?? 0, tokens[at + 2] ?? 0];
    if (line < lineBefore || (line === lineBefore && character < end) || length <= 0) return false;
    lineBefore = line;
    end = character + length;
  }
  return true;
}

/** The tokens as LSP sends them: lines and characters are counted from the token before. */
export function encodeTokens(tokens: PlacedTokens): number[] {
  const data = [...tokens];
  for (let at = tokens.length - TOKEN_SIZE; at >= TOKEN_SIZE; at -= TOKEN_SIZE) {
    const step = (tokens[at] ?? 0) - (tokens[at - TOKEN_SIZE] ?? 0);
    data[at] = step;
    if (step === 0) data[at + 1] = (tokens[at + 1] ?? 0) - (tokens[at - TOKEN_SIZE + 1] ?? 0);
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

/** An entry's tokens, with what they go by beside the entry: how the one beside it has a `transformation` read, and the places that there were, where that made a difference. */
interface EntryTokens {
  readonly tokens: PlacedTokens;
  readonly how: ReturnType<typeof transformationKind>;
  readonly places: string | undefined;
}

const ofEntries = new EntryMemory<EntryTokens>(({ tokens, ...rest }, lines) => ({ tokens: tokens.map((number, at) => (at % TOKEN_SIZE === 0 ? number + lines : number)), ...rest }));

const TYPE_NUMBERS: ReadonlyMap<TokenType, number> = new Map(TOKEN_TYPES.map((type, at) => [type, at]));
const MODIFIER_BITS: ReadonlyMap<Modifier, number> = new Map(TOKEN_MODIFIERS.map((modifier, at) => [modifier, 1 << at]));

/** Collects the tokens of a document. What entries hold that stand since an earlier version of the text is known. */
class TokenCollector {
  readonly found: number[] = [];
  readonly #spec: Spec;
  readonly #within: TextRange;
  readonly #places: readonly string[];
  /** Whether it was asked for the places. */
  #asksForPlaces = false;

  constructor(spec: Spec, within: TextRange, places = placesOf(spec)) {
    this.#spec = spec;
    this.#within = within;
    this.#places = places;
  }

  collect(node: SyntaxNode | undefined, schema: Schema | undefined, entry?: Entry): void {
    if (!node || node.origin || !touches(node, this.#within)) return;
    if (node.kind === 'scalar') {
      for (const { slice, type, modifiers } of entry ? piecesOf({ node, entry, schema }, (name) => this.#isPlace(name)) : []) {
        const range = sliceRange(this.#spec, node, slice);
        if (range) this.#add(range, type, modifiers);
      }
    } else if (node.kind === 'list') {
      for (const item of node.items) this.collect(item, itemSchema(schema), entry);
    } else {
      const isRow = FIELD_ROWS.has(schema?.['x-row'] ?? '');
      for (const each of ownEntries(node)) {
        if (isKept(node, each)) this.#addKept(each, schema, isRow);
        else this.#addEntry(each, schema, isRow);
      }
    }
  }

  #addEntry(entry: Entry, schema: Schema | undefined, isRow: boolean): void {
    const key = isRow ? this.#spec.tree.rangeOf({ node: entry, part: 'key' }) : undefined;
    if (key && touches(key, this.#within)) this.#add(key, 'property', isReference(entry) ? [] : ['declaration']);
    this.collect(entry.value, childSchema(schema, entry.key.text), entry);
  }

  #addKept(entry: Entry, schema: Schema | undefined, isRow: boolean): void {
    const { start } = entry;
    const end = Math.max(entry.end, entry.value?.end ?? 0);
    if (!touches({ start, end }, this.#within)) return;
    const tokens = this.#kept(entry, schema, isRow);
    const isWhole = this.#within.start <= start && end <= this.#within.end;
    for (let at = 0; at < tokens.length; at += TOKEN_SIZE) {
      if (!isWhole && !this.#isWithin(tokens[at] ?? 0, tokens[at + 1] ?? 0, tokens[at + 2] ?? 0)) continue;
      for (let offset = at; offset < at + TOKEN_SIZE; offset += 1) this.found.push(tokens[offset] ?? 0);
    }
  }

  #isWithin(line: number, character: number, length: number): boolean {
    const start = this.#spec.tree.offsetAt({ line, character });
    return touches({ start, end: start + length }, this.#within);
  }

  #kept(entry: Entry, schema: Schema | undefined, isRow: boolean): PlacedTokens {
    const how = entry.key.text === 'transformation' ? transformationKind(entry) : undefined;
    return ofEntries.of(entry, this.#spec.tree, () => {
      const own = new TokenCollector(this.#spec, EVERYWHERE, this.#places);
      own.#addEntry(entry, schema, isRow);
      return { tokens: inOrder(own.found), how, places: own.#asksForPlaces ? placesKey(this.#places) : undefined };
    }, (made) => made.how === how && (made.places === undefined || made.places === placesKey(this.#places))).tokens;
  }

  #isPlace(name: string): boolean {
    this.#asksForPlaces = true;
    return this.#places.some((place) => sameText(place, name));
  }

  #add(range: TextRange, type: TokenType, modifiers: readonly Modifier[] = []): void {
    const { tree } = this.#spec;
    let set = 0;
    for (const modifier of modifiers) set |= MODIFIER_BITS.get(modifier) ?? 0;
    for (const { start, end } of linesOf(tree.text, range)) {
      const { line, character } = tree.positionAt(start);
      this.found.push(line, character, end - start, TYPE_NUMBERS.get(type) ?? 0, set);
    }
  }
}

function placesKey(places: readonly string[]): string {
  return JSON.stringify(places);
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

/** The places that data is read from and written to, by what they are called. */
function placesOf(spec: Spec): readonly string[] {
  const { source, target } = systemsOf(spec);
  const { deadLetterQueue, report } = destinationsOf(spec);
  return [source.name, target.name, deadLetterQueue, report].flatMap((stated) => stated?.value ?? []);
}
