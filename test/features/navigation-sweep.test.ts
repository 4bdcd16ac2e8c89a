/** Navigation at every offset: it never throws, and what it says holds together. */
import assert from 'node:assert/strict';
import { occurrencesAt } from '../../server/src/features/occurrences/index.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { specOf } from '../helpers/features.ts';
import type { TestFile } from '../helpers/files.ts';
import { examples, filesIn } from '../helpers/files.ts';
import { definitions, highlights, linked, prepared, references, renamed } from '../helpers/navigation.ts';
import { crlf } from '../helpers/text.ts';

const PATIENCE = 300_000;
/** A rename reads the whole text again: it is tried at one in so many offsets. */
const RENAME_EVERY = 61;

const FILES: readonly TestFile[] = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml'), ...filesIn('test/fixtures', '.intspec.yaml')];

/** What does not hold at an offset. */
function problemAt(spec: Spec, offset: number): string | undefined {
  const found = occurrencesAt(spec, offset);
  const [declared, all, marked] = [definitions(spec, offset), references(spec, offset), highlights(spec, offset)];
  if (found.length === 0) return all.length > 0 || marked.length > 0 ? 'references of nothing' : undefined;
  if (found.some(({ range }) => (range.start > offset || range.end < offset) || range.start >= range.end)) return 'a range elsewhere';
  if (declared.length === 0 || declared.some((each) => !all.includes(each))) return `declared at ${declared.join()}, which is no reference`;
  if (all.join() !== marked.join()) return 'highlights that are no references';
  if (prepared(spec, offset) === undefined) return 'no word about renaming';
  const together = linked(spec, offset);
  return together && together.join() !== all.map((each) => each.replace(/^(\d+):(\d+) "(.*)"$/, (_, line: string, column: string, name: string) => `${line}:${String(Number(column) + 1)} ${name}`)).join() ? 'links that are not all' : undefined;
}

function sweep(text: string): { readonly named: number; readonly problems: string[] } {
  const spec = specOf(text);
  const problems: string[] = [];
  let named = 0;
  for (let offset = 0; offset <= text.length; offset += 1) {
    const problem = problemAt(spec, offset);
    if (problem !== undefined) problems.push(`${String(offset)}: ${problem}`);
    if (occurrencesAt(spec, offset).length > 0) named += 1;
    if (offset % RENAME_EVERY === 0) renamed(spec, offset, 'new name');
  }
  return { named, problems };
}

describe('navigation at every offset', function () {
  this.timeout(PATIENCE);
  for (const { name, text } of FILES) {
    it(`holds together in ${name}`, () => {
      const { named, problems } = sweep(text);
      assert.deepEqual(problems, []);
      assert.ok(named > 0 || !text.includes('data_contract'));
    });
  }
  for (const { name, text } of examples.slice(0, 1)) {
    it(`holds together in ${name}, with CRLF`, () => assert.deepEqual(sweep(crlf(text)).problems, []));
  }
  for (const { name, text } of examples) {
    it(`holds together in ${name}, cut off anywhere`, () => {
      for (let end = 0; end < text.length; end += 997) {
        const cut = text.slice(0, end);
        const spec = specOf(cut);
        for (let offset = Math.max(0, end - 80); offset <= end; offset += 1) assert.equal(problemAt(spec, offset), undefined, `${String(offset)} of ${String(end)}`);
      }
    });
  }
});
