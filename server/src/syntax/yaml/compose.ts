/** Running the YAML parser over a stretch of a text, its traps masked. */
import type { CST, Document } from 'yaml';
import { Composer, Parser } from 'yaml';
import type { Lines } from '../lines.ts';
import { depthOf, findTabs, findTraps, Mask } from './traps.ts';
import type { Trap } from './traps.ts';

/** Masking one trap may lay bare the next on the same line; more rounds than this no line needs. */
const MAX_ROUNDS = 8;
/** The parser goes down by recursion; deeper than this it is not asked to. */
const MAX_COMPOSED_DEPTH = 250;
/** The characters of indentation that so many levels take at least, the first with none. */
const LEAST_TOO_DEEP = (MAX_COMPOSED_DEPTH * (MAX_COMPOSED_DEPTH + 1)) / 2;

export interface Composed {
  readonly doc: Document.Parsed;
  readonly tokens: readonly CST.Token[];
}

/** Whether the parser has read a stretch, and without an error. */
export function isSound(composed: Composed | undefined): composed is Composed {
  return composed?.doc.errors.length === 0;
}

/** Composes stretches of one text; what is masked for one stays masked for the next. */
export class StretchComposer {
  readonly mask: Mask;
  readonly traps: Trap[] = [];
  readonly #onCompose: (characters: number) => void;

  /** `onCompose` is told of each run of the parser, and of how many characters it was given. */
  constructor(text: string, onCompose: (characters: number) => void) {
    this.mask = new Mask(text);
    this.#onCompose = onCompose;
  }

  /** The stretch as a document of its own, with offsets in the whole text; undefined where it is nested too deep for the parser. */
  compose(from: number, to: number): Composed | undefined {
    if (isIndentedTooDeep(this.mask, from, to)) return undefined;
    try {
      for (let round = 0; ; round += 1) {
        this.#onCompose(to - from);
        const text = this.mask.slice(from, to);
        const parser = new Parser();
        parser.offset = from;
        const tokens = [...parser.parse(text)];
        if (depthOf(tokens) > MAX_COMPOSED_DEPTH) return undefined;
        const traps = round < MAX_ROUNDS ? findTraps(tokens, text, from) : [];
        if (traps.length === 0) {
          const composer = new Composer({ uniqueKeys: false, keepSourceTokens: true, prettyErrors: false, logLevel: 'silent', version: '1.2' });
          const doc = [...composer.compose(tokens, true, to)][0];
          if (!doc) return undefined;
          if (round < MAX_ROUNDS && doc.errors.some((error) => error.code === 'TAB_AS_INDENT')) traps.push(...findTabs(tokens, text, from));
          if (traps.length === 0) return { doc, tokens };
        }
        for (const trap of traps) this.#disarm(trap);
      }
    } catch (error) {
      // The parser ran out of stack all the same.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Whole lines of the text as a document of its own. */
  composeLines(lines: Lines, first: number, last: number): Composed | undefined {
    return this.compose(lines.start(first), lines.next(last));
  }

  /** A line of the text, masked. */
  maskedLine(lines: Lines, line: number): string {
    return this.mask.slice(lines.start(line), lines.end(line));
  }

  #disarm(trap: Trap): void {
    this.traps.push(trap);
    if (trap.kind === 'tab') this.mask.blank(trap.at, trap.at + 1);
    else if (trap.kind === 'type') this.mask.blank(trap.at, trap.end);
    else if (trap.kind === 'bracket') this.mask.hide(trap.at, trap.end, /[[\]{},]/);
    else this.mask.hide(trap.at, trap.at + 1);
  }
}

/**
 * Whether lines are indented more levels deep than the parser is asked to go: it hands each blank line up through all of them.
 * Lines of a text over several lines count too, which nobody indents so often.
 */
function isIndentedTooDeep(mask: Mask, from: number, to: number): boolean {
  if (to - from < LEAST_TOO_DEEP) return false;
  const open: number[] = [];
  for (const [line] of mask.slice(from, to).matchAll(/^ *[^\s#]/gm)) {
    const indent = line.length - 1;
    while ((open.at(-1) ?? -1) >= indent) open.pop();
    open.push(indent);
    if (open.length > MAX_COMPOSED_DEPTH) return true;
  }
  return false;
}
