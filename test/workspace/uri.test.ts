import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uriKey } from '../../server/src/workspace/uri.ts';

/** Spellings of one document each. */
const SAME: readonly (readonly string[])[] = [
  ['file:///a%20b/c.yaml', 'file:///a b/c.yaml'],
  ['file:///c%3A/x.yaml', 'file:///C:/x.yaml', 'file:///c:/x.yaml', 'file:///C%3a/x.yaml'],
  ['file:///a/%C3%BC.yaml', 'file:///a/ü.yaml', 'file:///a/%c3%bc.yaml'],
  ['file:///a/%5Bx%5D.yaml', 'file:///a/[x].yaml'],
  ['untitled:Untitled-1'],
  ['vscode-vfs://github/o/r/a%2Bb.yaml', 'vscode-vfs://github/o/r/a+b.yaml'],
];

/** Different documents, however alike. */
const DIFFERENT: readonly (readonly [string, string])[] = [
  ['file:///a/b.yaml', 'file:///a/B.yaml'],
  ['file:///a/b.yaml', 'file:///a/b.yml'],
  ['file:///a/100%.yaml', 'file:///a/100.yaml'],
  ['file:///cc:/x.yaml', 'file:///CC:/x.yaml'],
  ['untitled:Untitled-1', 'untitled:Untitled-2'],
];

describe('URIs as keys', () => {
  for (const spellings of SAME) it(`are one for ${spellings.join(' and ')}`, () => assert.equal(new Set(spellings.map(uriKey)).size, 1));
  for (const [one, other] of DIFFERENT) it(`tell ${one} from ${other}`, () => assert.notEqual(uriKey(one), uriKey(other)));

  it('are there for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(typeof uriKey(text), 'string')));
    for (const text of ['', '%', '%zz', 'file:///%', 'file:///%E0%A4%A']) assert.equal(typeof uriKey(text), 'string');
  });

  it('are the same for a text and its escaped form', () => {
    fc.assert(fc.property(fc.webPath(), (path) => {
      const decoded = `file://${decodeURIComponent(path).replaceAll('%', '')}`;
      assert.equal(uriKey(encodeURI(decoded)), uriKey(decoded));
    }));
  });
});
