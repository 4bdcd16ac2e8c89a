/** What outlives a version of a text, and what must not. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { specFormat } from '../../server/src/model/format.ts';
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

describe('an analysis after another', () => {
  for (const { name, text } of examples) {
    it(`keeps no version before the last: ${name}`, async () => {
      const lines = text.split('\n');
      const places = [...lines.keys()].filter((line) => /^ {4,}[a-z_]+:/.test(lines[line] ?? ''));
      const roots: WeakRef<object>[] = [];
      let analysis: Analysis | undefined;
      for (let version = 0; version < 60; version += 1) {
        const line = places[(version * 7) % places.length] ?? 0;
        lines[line] = /#v$/.test(lines[line] ?? '') ? (lines[line] ?? '').slice(0, -4) : `${lines[line] ?? ''}  #v`;
        analysis = new Analysis(lines.join('\n'), specFormat, analysis);
        assert.ok(analysis.run('', {}).results.length >= 0);
        roots.push(new WeakRef(analysis.spec.tree), new WeakRef(analysis.spec.root ?? assert.fail()));
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
      await collected();
      const alive = roots.filter((root) => root.deref() !== undefined).length;
      assert.ok(alive <= 6, `${String(alive)} of ${String(roots.length)} trees and roots are alive`);
      assert.ok(analysis);
    });
  }

  it('of texts that nobody reads is no chain', () => {
    let analysis = new Analysis('a: 1\n');
    assert.equal(analysis.spec.root?.entries.length, 1);
    for (let version = 0; version < 20_000; version += 1) analysis = new Analysis(`a: ${String(version)}\n`, specFormat, analysis);
    assert.equal(analysis.spec.root?.entries.length, 1);
  });
});
