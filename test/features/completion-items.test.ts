/** What the items of a list have alike is said once, and each item still means what it meant. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList, Range } from 'vscode-languageserver-types';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Completion, DefaultsSupport } from '../../server/src/features/completion-items.ts';
import { completionAnswer, completionItems } from '../../server/src/features/completion-items.ts';
import { completionsAt } from '../../server/src/features/completion.ts';
import { FULL_CLIENT, specOf } from '../helpers/features.ts';
import { cursorIn } from '../helpers/text.ts';

const ALL: DefaultsSupport = { editRange: true, insertTextFormat: true, insertTextMode: true };
const NONE: DefaultsSupport = { editRange: false, insertTextFormat: false, insertTextMode: false };

/** The completions for a client that takes lists. */
function listOf(completions: readonly Completion[], isIncomplete: boolean, defaults: DefaultsSupport, options = FULL_CLIENT): CompletionList {
  const answer = completionAnswer(completions, isIncomplete, { ...options, defaults });
  assert.ok(!Array.isArray(answer));
  return answer;
}

/** The items as a client reads them. Source: LSP 3.17, *CompletionList.itemDefaults*. */
function expanded({ items, itemDefaults = {} }: CompletionList): CompletionItem[] {
  const { editRange, ...defaults } = itemDefaults;
  return items.map(({ textEditText, ...item }) => {
    const range = editRange as Range | undefined;
    return { ...defaults, ...item, ...(!item.textEdit && range && { textEdit: { range, newText: textEditText ?? item.label } }) };
  });
}

const PLACES: Readonly<Record<string, string>> = {
  'a choice': 'spec_status: <|>\n',
  'a key with all that it holds': 'rollback_plan:\n  <|>\n',
  'a name': 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    name: { type: string(9), required: true, source_path: name }\n  target_record:\n    id: { type: integer, mapped_from: source.<|>\n',
  'steps, each over its own slice': 'error_handling:\n  failure_classes:\n    source_unavailable:\n      action: pause 2 minutes; retry 7<|>\n',
  'nothing': 'title: x<|>\n',
};

describe('defaults of a list of completions', () => {
  for (const [place, marked] of Object.entries(PLACES)) {
    for (const [client, options] of [['with', FULL_CLIENT], ['without', { snippets: false, asIs: false }]] as const) {
      it(`mean the same items: ${place}, ${client} snippets`, () => {
        const { text, offset } = cursorIn(marked);
        const completions = completionsAt(specOf(text), offset, options);
        const items = completionItems(completions, options);
        assert.equal(items.length > 0, place !== 'nothing');
        for (const support of [ALL, NONE, { ...NONE, editRange: true }, { ...ALL, editRange: false }]) {
          const list = listOf(completions, true, support, options);
          assert.deepEqual(expanded(list), items);
          assert.equal(list.isIncomplete, true);
        }
      });
    }
  }

  it('stand in no item', () => {
    const [range, other] = [0, 1].map((line): Range => ({ start: { line, character: 2 }, end: { line, character: 4 } }));
    assert.ok(range && other);
    const completion = (label: string, text: string, at: Range): Completion => ({ label, kind: CompletionItemKind.Field, text, filter: label, range: at, detail: undefined, documentation: undefined, preselect: false });
    const said = { kind: CompletionItemKind.Field, insertTextFormat: 2, insertTextMode: 1 };
    const sorted = (label: string, sortText: string): Partial<CompletionItem> => ({ label, filterText: label, sortText });
    const { kind, ...defaults } = said;
    assert.deepEqual(listOf([completion('a', 'a', range), completion('b', 'b: $1', { ...range })], false, ALL), {
      isIncomplete: false,
      itemDefaults: { editRange: range, ...defaults },
      items: [{ ...sorted('a', '0000'), kind }, { ...sorted('b', '0001'), kind, textEditText: 'b: $1' }],
    });
    assert.deepEqual(listOf([completion('a', 'a', range), completion('b', 'b', other)], false, ALL), {
      isIncomplete: false,
      itemDefaults: defaults,
      items: [{ ...sorted('a', '0000'), kind, textEdit: { range, newText: 'a' } }, { ...sorted('b', '0001'), kind, textEdit: { range: other, newText: 'b' } }],
    });
    assert.deepEqual(listOf([completion('a', 'a', range)], false, NONE), {
      isIncomplete: false,
      itemDefaults: {},
      items: [{ ...sorted('a', '0000'), ...said, textEdit: { range, newText: 'a' } }],
    });
    assert.deepEqual(listOf([], false, ALL), { isIncomplete: false, itemDefaults: {}, items: [] });
  });

  it('are left out for clients that take none', () => {
    assert.deepEqual(completionAnswer([], false, FULL_CLIENT), []);
    assert.deepEqual(completionAnswer([], true, FULL_CLIENT), { isIncomplete: true, items: [] });
  });
});
