/** Completions accepted everywhere: whatever is offered, wherever, leaves the document as sound as it was. */
import assert from 'node:assert/strict';
import { examples } from '../helpers/files.ts';
import { completeAt, specOf } from '../helpers/features.ts';
import { faultsOf, Sweep } from '../helpers/sweep.ts';
import { crlf } from '../helpers/text.ts';

/** All items are tried at every so many offsets; the first and the last at all of them. */
const ALL_ITEMS_EVERY = 41;

/** Doubles the indentation of every line. */
function widely(text: string): string {
  return text.replace(/^ +/gm, (blanks) => blanks + blanks);
}

function assertSound(sweep: Sweep): void {
  assert.ok(sweep.counts.offered > 0, 'something is offered');
  assert.deepEqual(sweep.faults, []);
}

function everywhere(text: string, allEvery = Infinity): Sweep {
  const spec = specOf(text);
  const before = faultsOf(spec);
  const sweep = new Sweep();
  for (let offset = 0; offset <= text.length; offset += 1) sweep.at(spec, before, offset, offset % allEvery === 0 ? 'all' : 'ends');
  return sweep;
}

/** Thousands of documents are read; on a busy machine that takes its time. */
const PATIENCE = 300_000;

describe('completions accepted at every offset', function () {
  this.timeout(PATIENCE);
  for (const { name, text } of examples) {
    it(name, () => assertSound(everywhere(text, ALL_ITEMS_EVERY)));
    it(`${name}, indented by four`, () => assertSound(everywhere(widely(text))));
  }
  // Line ends other than those that it has.
  for (const { name, text } of examples.filter((file) => file.name.startsWith('salesforce'))) {
    it(`${name}, with CRLF`, () => assertSound(everywhere(crlf(text))));
  }
});

describe('completions accepted in a line half typed', function () {
  this.timeout(PATIENCE);
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

describe('completions accepted in an empty line', function () {
  this.timeout(PATIENCE);
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

describe('completions accepted by a client that indents by itself', () => {
  for (const { name, text } of examples) {
    it(`lead to the same text in ${name}`, () => {
      for (const at of linesAtEachLevel(text)) {
        for (const column of [0, 3, 6]) {
          const spec = specOf(`${text.slice(0, at)}${' '.repeat(column)}\n${text.slice(at)}`);
          const [told, untold] = [true, false].map((asIs) => {
            const items = completeAt(spec, at + column, { snippets: true, asIs }).filter(({ inserted }) => inserted.includes('\n'));
            return items.slice(0, 3).map((item) => item.document);
          });
          assert.deepEqual(untold, told, `line ${String(spec.tree.positionAt(at).line + 1)}, column ${String(column)}`);
        }
      }
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
