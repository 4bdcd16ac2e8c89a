/** Completions accepted everywhere: whatever is offered, wherever, leaves the document as sound as it was. */
import assert from 'node:assert/strict';
import { examples } from '../helpers/files.ts';
import { specOf } from '../helpers/features.ts';
import { faultsOf, Sweep } from '../helpers/sweep.ts';
import { crlf } from '../helpers/text.ts';

/** All items are tried at every so many offsets; the first and the last at all. */
const ALL_ITEMS_EVERY = 41;

/** Doubles the indentation of every line. */
function widely(text: string): string {
  return text.replace(/^ +/gm, (blanks) => blanks + blanks);
}

function assertSound(sweep: Sweep): void {
  assert.ok(sweep.counts.offered > 0, 'something is offered');
  assert.deepEqual(sweep.faults, []);
}

function everywhere(text: string): Sweep {
  const spec = specOf(text);
  const before = faultsOf(spec);
  const sweep = new Sweep();
  for (let offset = 0; offset <= text.length; offset += 1) sweep.at(spec, before, offset, offset % ALL_ITEMS_EVERY === 0 ? 'all' : 'ends');
  return sweep;
}

describe('completions accepted at every offset', () => {
  for (const { name, text } of examples) {
    it(name, () => assertSound(everywhere(text)));
    it(`${name}, indented by four`, () => assertSound(everywhere(widely(text))));
  }
  // Line ends other than those that it has.
  for (const { name, text } of examples.filter((file) => file.name.startsWith('salesforce'))) {
    it(`${name}, with CRLF`, () => assertSound(everywhere(crlf(text))));
  }
});

describe('completions accepted in a line half typed', () => {
  /** One in so many keys is cut in its middle, and the rest of its line is gone. */
  const EVERY = 5;
  for (const { name, text } of examples) {
    it(name, () => {
      const sweep = new Sweep();
      const keys = [...text.matchAll(/(?<=^ *(?:- )?)"?\w+"?(?=:)/gm)].filter((_, at) => at % EVERY === 0);
      for (const { index, 0: key } of keys) {
        const cut = index + Math.ceil(key.length / 2);
        const lineEnd = cut + text.slice(cut).search(/\r?\n/);
        const typed = specOf(text.slice(0, cut) + text.slice(lineEnd));
        const before = faultsOf(typed);
        for (let offset = index; offset <= cut; offset += 1) sweep.at(typed, before, offset, offset === cut ? 'all' : 'ends');
      }
      assertSound(sweep);
    });
  }
});

describe('completions accepted in an empty line', () => {
  const COLUMNS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  for (const { name, text } of examples) {
    it(name, () => {
      const sweep = new Sweep();
      for (const at of linesAtEachLevel(text)) {
        for (const column of COLUMNS) {
          const spec = specOf(`${text.slice(0, at)}${' '.repeat(column)}\n${text.slice(at)}`);
          sweep.at(spec, faultsOf(spec), at + column, 'ends');
        }
      }
      assertSound(sweep);
    });
  }
});

/** Where a line starts that changes the indentation: one place for each pair of neighbouring indentations. */
function linesAtEachLevel(text: string): number[] {
  const places = new Map<string, number>();
  let before = '';
  for (const { index, 0: line } of text.matchAll(/^.*$/gm)) {
    const shape = /^ *(- )?/.exec(line)?.[0] ?? '';
    const ending = /[:>|-]\s*$/.exec(before)?.[0].trim() ?? '';
    places.set(`${/^ *(- )?/.exec(before)?.[0] ?? ''}|${ending}|${shape}`, index);
    before = line;
  }
  return [...places.values(), text.length];
}
