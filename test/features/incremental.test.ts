/** What is shown of a text changed step by step is what is shown of the text read anew. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completionsAt } from '../../server/src/features/completion.ts';
import { fileMentions } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding.ts';
import { encodeTokens, semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { SyntaxTree } from '../../server/src/syntax/tree.ts';
import { randomEdit, randomEditInLine, withEdit, withEditInLine } from '../helpers/edits.ts';
import { FULL_CLIENT } from '../helpers/features.ts';
import { examples, fixture } from '../helpers/files.ts';
import { ODD_YAML } from '../helpers/structure.ts';
import { crlf } from '../helpers/text.ts';

/** For one seed, so that a run can be repeated. */
const SEEDED = { seed: 20261128 } as const;

const SOURCES = [...examples, { name: 'base', text: fixture('base.intspec.yaml') }, { name: 'odd YAML', text: ODD_YAML }];

function shown(tree: SyntaxTree): unknown {
  const spec = new Spec(tree);
  const named = tree.text.lastIndexOf(': source.');
  return {
    names: named < 0 ? [] : completionsAt(spec, named + ': source.'.length, FULL_CLIENT),
    tokens: encodeTokens(semanticTokens(spec, { start: 0, end: tree.text.length })),
    symbols: documentSymbols(spec),
    folds: foldingRanges(spec),
    files: fileMentions(spec),
  };
}

/** Holds what is shown of each of some texts, one made of the other, against what is shown of it alone. */
function assertSame(texts: readonly string[]): void {
  let tree = parseSyntax(texts[0] ?? '');
  shown(tree);
  for (const text of texts.slice(1)) {
    tree = parseSyntax(text, { previous: tree });
    assert.deepEqual(shown(tree), shown(parseSyntax(text)));
  }
}

describe('what is shown of a spec changed step by step', () => {
  for (const { name, text } of SOURCES) {
    for (const [ends, start] of [['LF', text], ['CRLF', crlf(text)]] as const) {
      it(`is what is shown of one read anew: ${name}, ${ends}`, () => {
        const edits = fc.array(fc.oneof(randomEdit.map((edit) => (before: string) => withEdit(before, edit)), randomEditInLine.map((edit) => (before: string) => withEditInLine(before, edit))), { minLength: 1, maxLength: 6 });
        fc.assert(fc.property(edits, (steps) => {
          const texts = [start];
          for (const step of steps) texts.push(step(texts.at(-1) ?? ''));
          assertSame(texts);
        }), { ...SEEDED, numRuns: 12 });
      });
    }
  }

  const base = fixture('base.intspec.yaml').replace(/^( {6}type: .*)$/m, '$1\n      notes: See docs/a.md');
  /** A field of so many lines that its own entries are read one by one. */
  const long = base.replace(/^( {6}mapped_from: source\..*)$/m, `$1\n      transformation: lower case, default to "x"\n${Array.from({ length: 12 }, (_, at) => `      notes_${String(at)}: x\n`).join('')}`.trimEnd());
  const swaps: readonly (readonly [string, RegExp, string])[] = [
    ['the name of a system, which others mention', /^( {2}system_name:) .*/m, '$1 Elsewhere'],
    ['the name of a section', /^data_contract:/m, 'data_contracts:'],
    ['the name of a record', /^ {2}source_record:/m, '  target_record:'],
    ['the name of a source field', /^ {4}(\w+):\n( {6}type: .*)$/m, '    renamed_$1:\n$2'],
    ['what a transformation is', /^( {6}mapped_from:) source\..*/m, '$1 derived'],
    ['lines above everything', /^/, '# one\n\n'],
    ['a line below a field', /^( {6}required: true)$/m, '$1\n      # deeper'],
  ];
  for (const [what, find, put] of swaps) {
    it(`is what is shown of one read anew, to and fro: ${what}`, () => {
      for (const before of [base, long]) {
        const changed = before.replace(find, put);
        assert.notEqual(changed, before);
        assertSame([before, changed, before, changed]);
      }
    });
  }
});
