/** What the build says of sizes, and when it fails. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exceeded, loadableFrom, loadedWith, packageSize, sizeTable } from '../../scripts/lib/sizes.mjs';

describe('the budget of sizes', () => {
  it('is kept by what is no larger', () => {
    assert.deepEqual(exceeded({ server: 700_000, client: 0 }, { server: 700, client: 30 }), []);
  });

  it('says what is too large, by how much, and what to do', () => {
    const [fault, ...more] = exceeded({ server: 712_345, client: 30_000 }, { server: 700, client: 30 });
    assert.deepEqual(more, []);
    assert.match(fault ?? '', /^Too large: "server" is 713 kB, 13 kB more than scripts\/size-budget\.json allows\. .*--analyze.* raise the limit\.$/);
    assert.equal(exceeded({ server: 700_001, client: 30_001 }, { server: 700, client: 30 }).length, 2);
  });

  it('has a limit for everything, and for nothing else', () => {
    assert.deepEqual(exceeded({ server: 1 }, {}), ['scripts/size-budget.json does not say how large "server" may be: it is 1 kB.']);
    assert.deepEqual(exceeded({}, { server: 700 }), ['scripts/size-budget.json has a limit for "server", which is not built: take it out.']);
  });

  it('is shown beside the sizes', () => {
    assert.equal(sizeTable(new Map([['dist/a.cjs', 'x'.repeat(1001)], ['dist/a.cjs.map', 'x']]), { server: 1_234_000 }, { server: 700 }), [
      'dist/a.cjs      2 kB',
      '',
      'server       1234 kB of 700 kB',
    ].join('\n'));
  });
});

describe('what is loaded together', () => {
  const outputs = {
    'a.cjs': { imports: [{ path: 'b.cjs', kind: 'import-statement' }, { path: 'late.cjs', kind: 'dynamic-import' }, { path: 'node:fs', kind: 'import-statement' }] },
    'b.cjs': { imports: [{ path: 'c.cjs', kind: 'import-statement' }] },
    'c.cjs': { imports: [{ path: 'b.cjs', kind: 'import-statement' }] },
    'late.cjs': { imports: [{ path: 'd.cjs', kind: 'import-statement' }, { path: 'c.cjs', kind: 'import-statement' }] },
    'd.cjs': { imports: [] },
  };

  it('is what imports lead to, but for those that wait', () => {
    assert.deepEqual([...loadedWith(outputs, ['a.cjs'])].sort(), ['a.cjs', 'b.cjs', 'c.cjs']);
    assert.deepEqual([...loadedWith(outputs, ['a.cjs', 'late.cjs'])].sort(), ['a.cjs', 'b.cjs', 'c.cjs', 'd.cjs', 'late.cjs']);
  });

  it('may be more one day, but for what is not meant', () => {
    assert.deepEqual([...loadableFrom(outputs, ['a.cjs'])].sort(), ['a.cjs', 'b.cjs', 'c.cjs', 'd.cjs', 'late.cjs']);
    assert.deepEqual([...loadableFrom(outputs, ['a.cjs', 'c.cjs'], ['late.cjs', 'c.cjs'])].sort(), ['a.cjs', 'b.cjs', 'c.cjs']);
  });
});

describe('the size of the packed extension', () => {
  let root: string;
  beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'intspec-sizes-')); });
  afterEach(() => { rmSync(root, { recursive: true, force: true }); });

  function write(name: string, content: string | Buffer): void {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }

  it('counts what ships, compressed', () => {
    write('.vscodeignore', '# What ships.\n**\n!dist/*.js\n!package.json\r\n');
    write('package.json', '{}');
    assert.ok(packageSize(root) < 200);
    write('dist/a.js', randomBytes(50_000));
    write('dist/a.js.map', randomBytes(50_000));
    write('dist/inner/b.js', randomBytes(50_000));
    write('src/a.js', randomBytes(50_000));
    const size = packageSize(root);
    assert.ok(size > 50_000 && size < 51_000, String(size));
    write('dist/b.js', 'x'.repeat(100_000));
    assert.ok(packageSize(root) - size < 1000);
  });

  it('is known only where everything is shut out first', () => {
    for (const patterns of ['dist/**\n', '**\n!dist\nsrc\n']) {
      write('.vscodeignore', patterns);
      assert.throws(() => packageSize(root), /\.vscodeignore should shut out everything first/);
    }
  });
});
