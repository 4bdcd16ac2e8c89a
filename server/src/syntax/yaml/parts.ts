/**
 * A document as the parts that it is read in. A later version of the text takes over each part whose lines, and the keys
 * above it, have stayed the same, and reads the others. So a text read anew and one that has been changed step by step
 * give the same: both are divided by the look of their lines alone, and what a part holds goes by its own lines.
 */
import type { LineChange, Lines } from '../lines.ts';
import { ownText } from '../own-text.ts';
import type { TextChange } from '../text-change.ts';
import type { Comment, SyntaxNode, SyntaxProblem } from '../tree.ts';
import { AnchorTable } from './anchor-scope.ts';
import type { BlockKind } from './block.ts';
import { Block } from './block.ts';
import { MAX_EXPANSION } from './bounds.ts';
import type { Part, Stretch } from './divide.ts';
import { divide, isDivision, isStillDivided, isWithin } from './divide.ts';
import type { Member } from './divided-map.ts';
import { DividedEntry, Division, putInPlace } from './divided-map.ts';
import type { Extent } from './document.ts';
import type { LineKinds, LineLook } from './line-kinds.ts';
import type { StyleFacts } from './style.ts';
import { styleFacts } from './style.ts';

/** What the parts of one version of a text are. */
interface Contents {
  readonly blocks: readonly Block[];
  readonly division: Division | undefined;
  /** The entries whose values are divided, by the block of their key. */
  readonly holders: ReadonlyMap<Block, DividedEntry>;
  /** Whether something in the text bears a name, or stands for what bears one. */
  readonly hasNames: boolean;
  /** The blocks in which something is wrong. */
  readonly faulty: readonly Block[];
  /** The blocks with comments. */
  readonly commented: readonly Block[];
}

/** The parts of one version of a text. */
export class DocumentParts {
  /** All blocks, in the order of the text. */
  readonly blocks: readonly Block[];
  /** The top level; undefined where the document had to be read as a whole. */
  readonly division: Division | undefined;
  readonly #contents: Contents;
  readonly #lines: Lines;
  readonly #kinds: LineKinds;

  private constructor(kinds: LineKinds, contents: Contents) {
    this.#lines = kinds.lines;
    this.#kinds = kinds;
    this.#contents = contents;
    this.blocks = contents.blocks;
    this.division = contents.division;
  }

  /** Reads a text. `onCompose` is told of each run of the YAML parser, and of how many characters it was given. */
  static read(kinds: LineKinds, extent: Extent, onCompose: (characters: number) => void, before?: Earlier): DocumentParts {
    const divided = divide(kinds, extent.first, extent.last);
    let division: Division | undefined;
    let reading = new Reading(kinds.lines, before, onCompose);
    if (divided) {
      if (divided.above) reading.block(divided.above, { kind: 'comments' }, undefined);
      const members = divided.parts.map((part) => reading.member(part, 0, undefined));
      // How much aliases may add is counted over the whole document.
      if (reading.expanded <= MAX_EXPANSION) {
        const known = before?.parts.division;
        division = known?.has(members) ? known : Division.of(members, undefined);
      } else reading = new Reading(kinds.lines, undefined, onCompose);
    }
    if (!division) reading.whole(extent);
    reading.place();
    const { blocks, holders } = reading;
    if (before) letGo(before.parts.#contents, { division, holders });
    return new DocumentParts(kinds, { blocks, division, holders, hasNames: blocks.some(({ anchors }) => !anchors.isIdle), faulty: blocks.filter(isFaulty), commented: blocks.filter(isCommented) });
  }

  /** The kinds of the lines of this text; those of the one that takes its place come from them. */
  get kinds(): LineKinds {
    return this.#kinds;
  }

  /**
   * The parts of a text that differs from this one only inside of one block, where no other line can tell: a few letters
   * typed, most often. `look`: that of the first of the lines before they changed. Undefined where that is not certain.
   */
  afterWithin(kinds: LineKinds, change: TextChange & LineChange, look: LineLook, onCompose: (characters: number) => void): DocumentParts | undefined {
    const { division, holders, hasNames } = this.#contents;
    const at = this.#indexAt(change.start);
    const block = this.blocks[at];
    if (!division || !block || hasNames || holders.has(block)) return undefined;
    const shift = change.newEnd - change.oldEnd;
    const { lines } = kinds;
    const end = block.offset + block.length + shift;
    // A line end taken away at the end of the block adds what stands behind to it.
    if (change.oldEnd >= end - shift && end < lines.text.length) return undefined;
    if (!isWithin(kinds, change, look, { first: lines.at(block.offset), last: lines.at(Math.max(block.offset, end - 1)) })) return undefined;
    if (change.was !== change.now && !this.#areStillDivided(block, lines, shift)) return undefined;
    const text = lines.text.slice(block.offset, end);
    if (text.includes('\t')) return undefined;
    const fresh = new Block(ownText(text), { kind: 'entries', depth: depthOf(block) }, block.key, new AnchorTable(), onCompose);
    const put = fresh.anchors.isIdle ? putInPlace(division, holders, block, fresh) : undefined;
    if (!put) return undefined;
    fresh.moveTo(block.offset);
    const blocks = this.blocks.slice();
    blocks[at] = fresh;
    if (shift !== 0) for (let next = at + 1; next < blocks.length; next += 1) blocks[next]?.moveTo((blocks[next]?.offset ?? 0) + shift);
    const { faulty, commented } = this.#contents;
    const again = (list: readonly Block[], belongs: (each: Block) => boolean): readonly Block[] => (belongs(block) || belongs(fresh) ? blocks.filter(belongs) : list);
    return new DocumentParts(kinds, { blocks, ...put, hasNames, faulty: again(faulty, isFaulty), commented: again(commented, isCommented) });
  }

  /** Whether the entries around a block, which has become longer by so many characters, still have enough lines to be divided. */
  #areStillDivided(block: Block, lines: Lines, shift: number): boolean {
    for (let head = block.key; head; head = head.key) {
      const end = endOf(this.#contents.holders.get(head) ?? head);
      if (!isStillDivided({ first: lines.at(head.offset), last: lines.at(end + shift - 1) })) return false;
    }
    return true;
  }

  /** The entry whose value is divided, by the block of its key. */
  holderOf(head: Block): DividedEntry | undefined {
    return this.#contents.holders.get(head);
  }

  get root(): SyntaxNode | undefined {
    return this.division ? this.division.map : this.blocks[0]?.root;
  }

  /** What is wrong in the text, where it stands now. */
  get problems(): SyntaxProblem[] {
    const found = this.#contents.faulty.flatMap((block) => block.problems.map((problem) => shifted(problem, block.offset)));
    if (this.division) found.push(...this.division.problems);
    for (const { division } of this.#contents.holders.values()) found.push(...division.problems);
    return found;
  }

  /** All comments, in the order of the text. */
  get comments(): Comment[] {
    return this.#contents.commented.flatMap(({ comments, offset }) => comments.map((comment) => ({ ...comment, start: comment.start + offset, end: comment.end + offset })));
  }

  /** What shows the document's style, in the order of the text. */
  *style(): Generator<StyleFacts> {
    if (!this.division) yield* this.blocks.map((block) => block.style(this.#lines));
    else yield* styleIn(this.division, this.#lines);
  }

  /** The block that holds an offset. */
  blockAt(offset: number): Block | undefined {
    return this.blocks[this.#indexAt(offset)];
  }

  #indexAt(offset: number): number {
    let [low, high] = [0, this.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.offset ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The parts of the text before, and the change that led from it to this one. */
interface Earlier {
  readonly parts: DocumentParts;
  readonly change: TextChange;
  readonly shift: number;
}

/** One run over a text: blocks come in the order of the text, so that those of the text before are met in theirs. */
class Reading {
  readonly blocks: Block[] = [];
  readonly #anchors = new AnchorTable();
  readonly #offsets: number[] = [];
  readonly #lines: Lines;
  readonly #before: Earlier | undefined;
  readonly #onCompose: (characters: number) => void;
  /** The entries whose values are divided, by the block of their key. */
  readonly holders = new Map<Block, DividedEntry>();
  /** The nodes that aliases have added. */
  expanded = 0;
  #next = 0;

  constructor(lines: Lines, before: Earlier | undefined, onCompose: (characters: number) => void) {
    this.#lines = lines;
    this.#before = before;
    this.#onCompose = onCompose;
  }

  member(part: Part, depth: number, key: Block | undefined): Member {
    if (!isDivision(part)) return this.block(part, { kind: 'entries', depth }, key);
    const head = this.block(part.key, { kind: 'entries', depth }, key);
    const members = part.parts.map((each) => this.member(each, depth + 1, head));
    const known = this.#before?.parts.holderOf(head);
    const own = head.entries[0]?.key;
    const entry = known?.division.has(members) ? known : own && new DividedEntry(own, head, (parent) => Division.of(members, parent));
    if (entry) this.holders.set(head, entry);
    return entry ?? head;
  }

  whole(extent: Extent): void {
    const { text } = this.#lines;
    this.blocks.push(new Block(text, { kind: 'document', extent }, undefined, this.#anchors, this.#onCompose));
    this.#offsets.push(0);
  }

  block({ first, last }: Stretch, kind: BlockKind, key: Block | undefined): Block {
    const [start, end] = [this.#lines.starts[first] ?? 0, this.#lines.next(last)];
    const block = this.#known(start, end, kind.kind, key) ?? this.#read(start, end, kind, key);
    if (!block.anchors.isIdle) this.#anchors.add(block.anchors);
    this.expanded += block.expanded;
    this.blocks.push(block);
    this.#offsets.push(start);
    return block;
  }

  /** Of the first version of a text nothing is copied: so no more than it and the one at hand are held in memory. */
  #read(start: number, end: number, kind: BlockKind, key: Block | undefined): Block {
    const text = this.#lines.text.slice(start, end);
    return new Block(this.#before ? ownText(text) : text, kind, key, this.#anchors, this.#onCompose);
  }

  /** Blocks move only when all have been met: till then they are found by where they stood. */
  place(): void {
    this.blocks.forEach((block, at) => {
      block.moveTo(this.#offsets[at] ?? 0);
    });
  }

  /** The block of the text before that had the same lines below the same keys. */
  #known(start: number, end: number, kind: BlockKind['kind'], key: Block | undefined): Block | undefined {
    if (!this.#before) return undefined;
    const { parts: { blocks }, change, shift } = this.#before;
    if (end > change.start && start < change.newEnd) return undefined;
    const was = end <= change.start ? start : start - shift;
    for (let block = blocks[this.#next]; block && block.offset < was; block = blocks[this.#next]) this.#next += 1;
    const found = blocks[this.#next];
    return found?.offset === was && found.length === end - start && found.kind === kind && found.key === key && found.anchors.holdsBelow(this.#anchors) ? found : undefined;
  }
}

/** Where the last line of a member ends. */
function endOf(member: Member): number {
  const last = member instanceof DividedEntry ? member.division.members.at(-1) : member;
  return last instanceof Block ? last.offset + last.length : last ? endOf(last) : 0;
}

/** How many keys stand above a block. */
function depthOf({ key }: Block): number {
  return key ? depthOf(key) + 1 : 0;
}

/** Lets go of the divisions of a text that do not stand in the one in its place. */
function letGo(before: Pick<Contents, 'division' | 'holders'>, now: Pick<Contents, 'division' | 'holders'>): void {
  const kept = new Set([now.division, ...[...now.holders.values()].map(({ division }) => division)]);
  for (const division of [before.division, ...[...before.holders.values()].map((holder) => holder.division)]) if (division && !kept.has(division)) division.letGo();
}

function isFaulty({ problems }: Block): boolean {
  return problems.length > 0;
}

function isCommented({ comments }: Block): boolean {
  return comments.length > 0;
}

function* styleIn({ members, map }: Division, lines: Lines): Generator<StyleFacts> {
  yield styleFacts([map], lines);
  for (const member of members) {
    if (member instanceof DividedEntry) yield* styleIn(member.division, lines);
    else yield member.style(lines);
  }
}

function shifted(problem: SyntaxProblem, by: number): SyntaxProblem {
  const { start, end, repair } = problem;
  const moved = repair && { ...repair, edits: repair.edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by })) };
  return { ...problem, start: start + by, end: end + by, ...(moved && { repair: moved }) };
}
