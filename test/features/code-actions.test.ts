import assert from 'node:assert/strict';
import { CodeActionKind } from 'vscode-languageserver-types';
import { actions, diagnosticsOf, editsOf, findingsOf, URI } from '../helpers/features.ts';
import type { ActionOptions } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { crlf } from '../helpers/text.ts';
import { FIX_ALL_KIND } from '../../server/src/features/advertised.ts';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { difference } from '../../server/src/features/text-edits.ts';

const [shopify] = examples.filter(({ name }) => name.startsWith('shopify'));
const TEXT = shopify?.text ?? '';

/** The example with a part of it replaced, which must be there. */
function edited(from: string, to: string): string {
  assert.ok(TEXT.includes(from), from);
  return TEXT.replace(from, to);
}

function titles(marked: string, options?: ActionOptions): string[] {
  return actions(marked, options).map(({ title }) => title);
}

describe('quick fixes', () => {
  const misspelled = edited('author: Dana', 'auth<|>ors: Dana');

  it('are those of the findings that the range touches, the preferred first', () => {
    const found = actions(edited('spec_status: Approved', 'spec_status: Appr<|>ove'));
    assert.deepEqual(found.map(({ title, kind, isPreferred }) => ({ title, kind, isPreferred: isPreferred ?? false })), [
      { title: 'Change to `Approved`', kind: 'quickfix', isPreferred: true },
      { title: 'Change to `Draft`', kind: 'quickfix', isPreferred: false },
      { title: 'Change to `Under Review`', kind: 'quickfix', isPreferred: false },
      { title: 'Disable `invalid-value` for this line, with a reason', kind: 'quickfix', isPreferred: false },
    ]);
    assert.equal(found[0]?.document, TEXT);
  });

  it('make their finding go away', () => {
    for (const { document, title } of actions(misspelled)) assert.equal(findingsOf(document).includes('unknown-key'), false, title);
  });

  it('are there at both ends of a finding, and over a wider range', () => {
    for (const marked of [edited('author: Dana', '<|>authors: Dana'), edited('author: Dana', 'authors<|>: Dana'), edited('author: Dana', '<<authors: Dana>>')]) {
      assert.equal(titles(marked)[0], 'Rename to `author`');
    }
  });

  it('are not there beside a finding', () => {
    for (const marked of [edited('author: Dana', 'authors: Da<|>na'), edited('author: Dana', '<|>author: Dana')]) assert.deepEqual(titles(marked), []);
  });

  it('of several findings come together', () => {
    const text = TEXT.replace('author: Dana', 'authors: Dana').replace('spec_status: Approved', 'spec_status: Approve');
    const found = titles(`<<${text}>>`, { only: ['quickfix'] });
    assert.ok(found.includes('Rename to `author`') && found.some((title) => title.includes('`Approved`')), found.join());
  });

  it('carry the diagnostics that they cure, and no others', () => {
    const text = TEXT.replace('author: Dana', 'authors: Dana');
    for (const action of actions(misspelled)) assert.deepEqual(action.diagnostics, diagnosticsOf(text).filter(({ code }) => code === 'unknown-key'));
  });

  it('tell findings of one rule at one place apart', () => {
    const found = actions('<|>author: Dana\n', { only: ['quickfix'] }).filter(({ title }) => title.startsWith('Insert section'));
    assert.equal(found.length, 10);
    for (const { diagnostics, title } of found) {
      assert.equal(diagnostics?.length, 1, title);
      const data: unknown = diagnostics[0]?.data;
      assert.deepEqual(data, { section: /`(.*)`/.exec(title)?.[1] });
    }
  });

  it('find their diagnostics without the data, for clients that do not keep it', () => {
    const bare = diagnosticsOf('authors: Dana\n').map(({ data: _, ...rest }) => rest);
    const [rename] = actions('auth<|>ors: Dana\n', { diagnostics: bare, only: ['quickfix'] });
    assert.deepEqual(rename?.diagnostics?.map(({ code }) => code), ['unknown-key']);
  });

  it('are there without any diagnostics from the client, and for diagnostics of others', () => {
    const foreign = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, message: 'no', code: 'unknown-key', source: 'another' };
    for (const diagnostics of [[], [foreign]]) {
      const [rename] = actions('auth<|>ors: Dana\n', { diagnostics, only: ['quickfix'] });
      assert.equal(rename?.title, 'Rename to `author`');
      assert.equal(rename.diagnostics, undefined);
    }
  });

  it('have nothing to offer on a spec without findings', () => {
    for (const { text } of examples) {
      assert.deepEqual(titles(`<<${text}>>`), []);
    }
  });
});

describe('the kinds of code actions', () => {
  const marked = edited('author: Dana Reyes\n', '').replace('spec_status: Approved', 'spec_status: Appr<|>ove');
  const kinds = (options: ActionOptions): string[] => [...new Set(actions(marked, options).map(({ kind }) => kind ?? ''))];

  const cases: readonly (readonly [string, ActionOptions, readonly string[]])[] = [
    ['all without a filter', {}, ['quickfix', FIX_ALL_KIND]],
    ['all where the user asks', { triggerKind: 1 }, ['quickfix', FIX_ALL_KIND]],
    ['quick fixes only where the cursor has moved', { triggerKind: 2 }, ['quickfix']],
    ['quick fixes', { only: [CodeActionKind.QuickFix] }, ['quickfix']],
    ['no part of quick fixes', { only: ['quickfix.import'] }, []],
    ['the fix of all by its own name', { only: [FIX_ALL_KIND] }, [FIX_ALL_KIND]],
    ['the fix of all as one of many', { only: [CodeActionKind.SourceFixAll] }, [FIX_ALL_KIND]],
    ['the fix of all as a source action', { only: [CodeActionKind.Source] }, [FIX_ALL_KIND]],
    ['no other fix of all', { only: ['source.fixAll.eslint'] }, []],
    ['nothing that only begins alike', { only: ['source.fix', 'quick'] }, []],
    ['no other source action', { only: [CodeActionKind.SourceOrganizeImports] }, []],
    ['no refactoring', { only: [CodeActionKind.Refactor] }, []],
    ['all for the empty kind', { only: [CodeActionKind.Empty] }, ['quickfix', FIX_ALL_KIND]],
    ['several at once', { only: [CodeActionKind.Refactor, CodeActionKind.SourceFixAll] }, [FIX_ALL_KIND]],
    ['nothing for no kind', { only: [] }, []],
  ];
  for (const [title, options, expected] of cases) it(title, () => assert.deepEqual(kinds(options), expected));
});

describe('the edits of code actions', () => {
  const marked = edited('author: Dana Reyes\n', '').replace('# Shopify', '<|># Shopify');
  const insert = (options: ActionOptions) => {
    const found = actions(marked, { only: ['quickfix'], ...options }).find(({ title }) => title === 'Insert `author`');
    assert.ok(found, titles(marked).join());
    return found;
  };

  it('are for the version that they were made for', () => {
    const { edit } = insert({ version: 17 });
    assert.deepEqual(edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument), [{ uri: URI, version: 17 }]);
    assert.equal(edit?.changes, undefined);
  });

  it('have tab stops where the client takes snippets', () => {
    const [only] = editsOf(insert({ snippetEdits: true }));
    assert.ok(only && 'snippet' in only);
    assert.deepEqual(only.snippet, { kind: 'snippet', value: 'author: ${1:<author of the spec>}\n' });
  });

  it('have placeholders where it does not', () => {
    const [only] = editsOf(insert({ snippetEdits: false }));
    assert.ok(only && 'newText' in only);
    assert.equal(only.newText, 'author: <author of the spec>\n');
  });

  it('lead to the same text', () => assert.equal(insert({ snippetEdits: true }).document, insert({ snippetEdits: false }).document));

  it('are plain where there is nothing to type', () => {
    const [rename] = actions(edited('author: Dana', 'auth<|>ors: Dana'), { snippetEdits: true });
    assert.ok(rename);
    assert.deepEqual(editsOf(rename).map((edit) => 'newText' in edit && edit.newText), ['author']);
  });
});

describe('the fix of all', () => {
  const all = (text: string) => actions(`<|>${text}`, { only: [FIX_ALL_KIND] });

  it('is not offered where nothing is safe to fix', () => {
    for (const { text } of examples) assert.deepEqual(all(text), []);
    assert.deepEqual(all(TEXT.replace('author: Dana', 'authors: Dana')), []);
  });

  it('makes all safe findings go away, and adds none but placeholders', () => {
    // While it is approved, what is still to be filled in is a fault of its own.
    const text = TEXT.replace('spec_status: Approved', 'spec_status: Draft').replace(/^rollback_plan:[\s\S]*?\n\n/m, '').replace('author: Dana Reyes\n', '').replace(/^ {2}versioning: .*\n/m, '');
    const [action] = all(text);
    assert.ok(action);
    assert.deepEqual([...new Set(findingsOf(action.document))], ['unfilled-placeholder']);
  });

  it('has plain text only, whatever the client takes', () => {
    const [action] = actions(edited('author: Dana Reyes\n', '<|>'), { only: [FIX_ALL_KIND], snippetEdits: true, version: 4 });
    assert.ok(action);
    assert.equal(editsOf(action).every((edit) => 'newText' in edit), true);
    assert.deepEqual(action.edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument.version), [4]);
  });

  for (const [name, text] of [['LF', TEXT], ['CRLF', crlf(TEXT)]] as const) {
    it(`touches nothing outside of what it changes, with ${name}`, () => {
      const eol = name === 'LF' ? '\n' : '\r\n';
      const [action] = all(text.replace(`author: Dana Reyes (`, 'author: Dana Reyes (').replace(`author: Dana Reyes${eol}`, ''));
      assert.ok(action);
      const [edit] = editsOf(action);
      assert.ok(edit && 'newText' in edit);
      assert.deepEqual(edit.range.start, edit.range.end);
      assert.equal(edit.newText.replace(/^\r?\n/, '').trimEnd(), 'author: <author of the spec>');
    });
  }

  it('has nothing to do a second time', () => {
    for (const text of ['', 'author: Dana\n', TEXT.replace('author: Dana Reyes\n', ''), 'rollback_plan:\nerror_handling:\n', 'data_contract: {}']) {
      const once = fixAll(text);
      assert.equal(fixAll(once), once, text);
    }
  });

  it('leaves alone what is silenced', () => {
    const text = TEXT.replace('author: Dana Reyes\n', '').replace('# Shopify', '# intspec-disable-file missing-required-field -- on purpose\n# Shopify');
    assert.deepEqual(all(text), []);
  });

  it('leaves alone what is switched off', () => {
    const marked = `<|>${TEXT.replace('author: Dana Reyes\n', '')}`;
    assert.deepEqual(titles(marked, { only: [FIX_ALL_KIND], run: { severities: { 'missing-required-field': 'off' } } }), []);
  });
});

describe('the difference of two texts', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['abc', 'abXc', '2-2 X'],
    ['abc', 'ac', '1-2 '],
    ['', 'abc', '0-0 abc'],
    ['abc', '', '0-3 '],
    ['aaa', 'aaaa', '3-3 a'],
    ['x\r\ny', 'x\ny', '1-3 \n'],
    ['x\ny', 'x\r\ny', '1-2 \r\n'],
    ['x\r\ny', 'x\r\n\r\ny', '3-3 \r\n'],
    ['😀', '😁', '0-2 😁'],
    ['a😀b', 'a😀😀b', '3-3 😀'],
  ];
  for (const [from, to, expected] of cases) {
    it(`${JSON.stringify(from)} → ${JSON.stringify(to)}`, () => {
      assert.deepEqual(difference(from, to).map(({ start, end, newText }) => `${String(start)}-${String(end)} ${newText}`), [expected]);
    });
  }

  it('of equal texts is none', () => assert.deepEqual(difference('a', 'a'), []));
});
