import assert from 'node:assert/strict';
import { bundledPackages, thirdPartyNotices } from '../../scripts/lib/notices.mjs';
import { Sandbox } from '../cli/run.ts';

const metafile = (...inputs: readonly (readonly [string, number])[]) => ({ outputs: { 'a.js': { inputs: Object.fromEntries(inputs.map(([path, bytesInOutput]) => [path, { bytesInOutput }])) } } });

describe('the notices on third parties', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  it('name each package of which there is code in a bundle', () => {
    const first = metafile(['src/a.ts', 9], ['node_modules/b/x.js', 1], ['node_modules/b/y.js', 1], ['node_modules/unused/x.js', 0]);
    const generated = metafile(['server/generated/validators.cjs', 1]);
    const second = metafile(['node_modules/@s/c/x.js', 1], ['node_modules/b/node_modules/d/lib/x.js', 1], ['../node_modules/e/x.js', 1]);
    assert.deepEqual(bundledPackages([generated]), ['node_modules/ajv']);
    assert.deepEqual(bundledPackages([first, second]), ['../node_modules/e', 'node_modules/@s/c', 'node_modules/b', 'node_modules/b/node_modules/d']);
  });

  it('have the text of each licence, and refuse a package without one', () => {
    box.write('node_modules/b/package.json', '{ "name": "b", "version": "1.2.3", "license": "MIT" }');
    box.write('node_modules/b/LICENCE.md', 'Permission\r\nto b\r\n');
    box.write('node_modules/b/NOTICE', 'Made by b\n');
    box.write('node_modules/c/package.json', '{ "name": "c", "version": "1.0.0", "license": "MIT" }');
    const text = thirdPartyNotices([metafile(['node_modules/b/x.js', 1])], `${box.path}/`);
    assert.match(text, /^b 1\.2\.3 \(MIT\)\n-+\n\nPermission\nto b\n\nMade by b\n$/m);
    assert.throws(() => thirdPartyNotices([metafile(['node_modules/c/x.js', 1])], `${box.path}/`), /node_modules\/c is bundled, but has no licence/);
  });

  it('have the known text where a manifest says the licence and whose the work is', () => {
    box.write('node_modules/b/package.json', '{ "name": "b", "version": "1.0.0", "license": "MIT", "author": "Ann" }');
    box.write('node_modules/c/package.json', '{ "name": "c", "version": "1.0.0", "license": "MIT", "author": { "name": "Cid" } }');
    box.write('node_modules/d/package.json', '{ "name": "d", "version": "1.0.0", "license": "WTFPL", "author": "Dee" }');
    const text = thirdPartyNotices([metafile(['node_modules/b/x.js', 1], ['node_modules/c/x.js', 1])], `${box.path}/`);
    assert.match(text, /Copyright \(c\) Ann\n\nPermission is hereby granted/);
    assert.match(text, /Copyright \(c\) Cid\n/);
    assert.throws(() => thirdPartyNotices([metafile(['node_modules/d/x.js', 1])], `${box.path}/`), /node_modules\/d is bundled/);
  });
});
