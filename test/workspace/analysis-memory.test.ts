/** What outlives a version of a text, and what must not. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileMentions } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { specFormat } from '../../server/src/model/format.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { Analysis } from '../../server/src/workspace/analysis.ts';
import { examples } from '../helpers/files.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects garbage till nothing more goes: weak references are let go of between turns. */
async function collected(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    collect();
  }
}

/** Asks for what is remembered of each entry. */
function show(spec: Spec): void {
  assert.ok(documentSymbols(spec).length + semanticTokens(spec, { start: 0, end: spec.tree.text.length }).length + fileMentions(spec).length > 0);
}

/** A text that is edited and analysed, version by version; it knows which of these are still in memory. */
class EditedText {
  readonly #lines: string[];
  readonly #roots: { readonly version: number; readonly root: WeakRef<object> }[] = [];
  #analysis: Analysis | undefined;
  #version = 0;

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** Makes so many versions, each with an edit in one of the lines that are wanted; gives the number of the last one. */
  async edit(times: number, isWanted: (line: string, section: string) => boolean): Promise<number> {
    let section = '';
    const places = this.#lines.flatMap((line, at) => {
      section = /^\w+(?=:)/.exec(line)?.[0] ?? section;
      return /^ *[a-z_]+:/.test(line) && isWanted(line, section) ? [at] : [];
    });
    for (let time = 0; time < times; time += 1) {
      const at = places[(time * 7) % places.length] ?? assert.fail();
      const line = this.#lines[at] ?? '';
      this.#lines[at] = line.endsWith('#v') ? line.slice(0, -4) : `${line}  #v`;
      this.#analysis = new Analysis(this.#lines.join('\n'), specFormat, this.#analysis);
      assert.ok(this.#analysis.run('', {}).results.length >= 0);
      show(this.#analysis.spec);
      this.#version += 1;
      for (const root of [this.#analysis.spec.tree, this.#analysis.spec.root ?? assert.fail()]) this.#roots.push({ version: this.#version, root: new WeakRef(root) });
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    return this.#version;
  }

  /** The versions of which the tree or the root is in memory; those of which both are, twice. */
  async alive(): Promise<number[]> {
    await collected();
    return this.#roots.flatMap(({ version, root }) => (root.deref() === undefined ? [] : [version]));
  }
}

describe('an analysis after another', () => {
  for (const { name, text: source } of examples) {
    it(`keeps no version before the last: ${name}`, async () => {
      const text = new EditedText(source);
      let before = await text.edit(40, (line) => line.startsWith('    '));
      // What was read of sections that stand is kept, and must hold on to no text that it was read in.
      const isContract = (_line: string, section: string): boolean => section === 'data_contract';
      for (const isWanted of [isContract, (line: string, section: string) => !isContract(line, section)]) {
        const last = await text.edit(10, isWanted);
        const old = (await text.alive()).filter((version) => version <= before);
        assert.deepEqual(old, []);
        before = last;
      }
      const alive = await text.alive();
      assert.ok(alive.length <= 6, `versions ${alive.join(', ')} are alive`);
    });
  }

  it('keeps no text for the parts of it that are shown of entries', async () => {
    const types = Array.from({ length: 20 }, () => 'string');
    let analysis: Analysis | undefined;
    const read = (): void => {
      const fields = types.map((type, at) => `    f${String(at)}:\n      type: ${type}\n      notes: See docs/fields/number-${String(at)}.md\n`).join('');
      analysis = new Analysis(`# ${'x'.repeat(1_000_000)}\ndata_contract:\n  source_record:\n${fields}  target_record: {}\n`, specFormat, analysis);
      show(analysis.spec);
    };
    read();
    await collected();
    const before = process.memoryUsage().heapUsed;
    for (const at of types.keys()) {
      types[at] = 'integer';
      read();
    }
    await collected();
    const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
    assert.ok(megabytes < 5, `${megabytes.toFixed(1)} MB more are held, of 20 texts of one`);
  });

  it('of texts that nobody reads is no chain', () => {
    let analysis = new Analysis('a: 1\n');
    assert.equal(analysis.spec.root?.entries.length, 1);
    for (let version = 0; version < 20_000; version += 1) analysis = new Analysis(`a: ${String(version)}\n`, specFormat, analysis);
    assert.equal(analysis.spec.root?.entries.length, 1);
  });
});
