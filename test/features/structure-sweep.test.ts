/** The features that show a structure, all over texts of every kind: they answer, and stay in the text. */
import assert from 'node:assert/strict';
import type { Range } from 'vscode-languageserver-types';
import { specOf, URI } from '../helpers/features.ts';
import { growsTooFast } from '../helpers/growth.ts';
import { examples, filesIn } from '../helpers/files.ts';
import { ALL_HINTS, ODD_YAML, selectionsFrom, tokenPlaces } from '../helpers/structure.ts';
import { crlf } from '../helpers/text.ts';
import { codeLenses } from '../../server/src/features/code-lenses.ts';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols, flatSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { mentionsIn, namesOf } from '../../server/src/features/spec-names.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';

const FILES = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml'), ...filesIn('test/fixtures', '.intspec.yaml'), { name: 'odd YAML', text: ODD_YAML }]
  .flatMap((file) => [file, { name: `${file.name}, with CRLF`, text: crlf(file.text) }]);

/** Asks every feature about a whole text; each place must be in it. */
function askAll(text: string): void {
  const spec = specOf(text);
  const { tree } = spec;
  const inside = ({ start, end }: Range): void => {
    const [from, to] = [tree.offsetAt(start), tree.offsetAt(end)];
    assert.ok(from <= to && to <= text.length);
    assert.deepEqual([tree.positionAt(from), tree.positionAt(to)], [start, end], 'a place that there is');
  };
  const whole = { start: 0, end: text.length };
  for (const { location } of flatSymbols(documentSymbols(spec), URI)) inside(location.range);
  for (const { range } of [...namesOf(spec).fields, ...mentionsIn(spec)]) inside(range);
  for (const { startLine, endLine } of foldingRanges(spec)) assert.ok(startLine < endLine && endLine < text.split('\n').length);
  for (const { range } of documentLinks(spec, { specsWithId: () => [{ uri: URI, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }], firstFile: () => URI })) inside(range);
  for (const { range } of codeLenses(spec, new RuleRun(spec), { uri: URI, usesOf: () => [] })) inside(range);
  for (const { position } of inlayHints(spec, whole, ALL_HINTS)) inside({ start: position, end: position });
  for (const { start, end } of tokenPlaces(spec, whole)) assert.ok(start < end && end <= text.length && !text.slice(start, end).includes('\n'));
}

describe('the structure of any text', function () {
  this.timeout(60_000);

  for (const { name, text } of FILES) {
    it(`of ${name} is told from every place`, () => {
      askAll(text);
      const spec = specOf(text);
      for (let offset = 0; offset <= text.length; offset += 1) {
        const last = selectionsFrom(spec, offset).at(-1);
        assert.equal(last, text);
        if (offset % 7 > 0) continue;
        assert.ok(inlayHints(spec, { start: offset, end: offset }, ALL_HINTS).length < 20);
        assert.ok(semanticTokens(spec, { start: offset, end: offset }).length < 200);
      }
    });
  }

  it('is told of texts that end anywhere', () => {
    for (const text of [ODD_YAML, ...examples.slice(0, 1).map((file) => file.text)]) {
      for (let end = 0; end < text.length; end += Math.ceil(text.length / 60)) askAll(text.slice(0, end));
    }
  });

  it('grows no faster than the text', () => {
    const spec = (fields: number): string => {
      const lines = (of: (at: number) => string): string => Array.from({ length: fields }, (_, at) => `    ${of(at)}\n`).join('');
      return `data_contract:\n  source_record:\n${lines((at) => `a${String(at)}: { type: string(9), required: true, source_path: a${String(at)} }`)}  target_record:\n${lines((at) => `b${String(at)}: { type: string(5), mapped_from: source.a${String(at)}, transformation: truncate to 5 }`)}`;
    };
    const prepared = new Map([500, 1000, 2000].map((fields) => [fields, specOf(spec(fields))] as const));
    const answer = (fields: number): void => {
      const read = prepared.get(fields) ?? assert.fail();
      const whole = { start: 0, end: read.tree.text.length };
      documentSymbols(read);
      namesOf(read);
      foldingRanges(read);
      semanticTokens(read, whole);
      for (let at = 0; at < whole.end; at += whole.end / 10) inlayHints(read, { start: Math.floor(at), end: Math.floor(at) + 2000 }, ALL_HINTS);
    };
    // Reading the contracts, which is done once, is not what is measured here.
    for (const fields of prepared.keys()) answer(fields);
    assert.ok(!growsTooFast(answer, [1000, 2000]));
  });
});
