/** What the items of a list have alike is said once, and each item still means what it meant. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList, Range } from 'vscode-languageserver-types';
import type { DefaultsSupport } from '../../server/src/features/completion-defaults.ts';
import { withDefaults } from '../../server/src/features/completion-defaults.ts';
import { complete, FULL_CLIENT } from '../helpers/features.ts';

const ALL: DefaultsSupport = { editRange: true, insertTextFormat: true, insertTextMode: true };
const NONE: DefaultsSupport = { editRange: false, insertTextFormat: false, insertTextMode: false };

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
        const items = complete(marked, options).map(({ item }) => item);
        for (const support of [ALL, NONE, { ...NONE, editRange: true }, { ...ALL, editRange: false }]) {
          const list = withDefaults(items, true, support);
          assert.deepEqual(expanded(list), items);
          assert.equal(list.isIncomplete, true);
        }
      });
    }
  }

  it('stand in no item', () => {
    const [range, other] = [0, 1].map((line): Range => ({ start: { line, character: 2 }, end: { line, character: 4 } }));
    assert.ok(range && other);
    const item = (label: string, newText: string, at: Range, insertTextFormat: 1 | 2): CompletionItem => ({ label, insertTextFormat, insertTextMode: 1, textEdit: { range: at, newText } });
    assert.deepEqual(withDefaults([item('a', 'a', range, 2), item('b', 'b: $1', { ...range }, 2)], false, ALL), {
      isIncomplete: false,
      itemDefaults: { editRange: range, insertTextFormat: 2, insertTextMode: 1 },
      items: [{ label: 'a' }, { label: 'b', textEditText: 'b: $1' }],
    });
    assert.deepEqual(withDefaults([item('a', 'a', range, 2), item('b', 'b', other, 1)], false, ALL), {
      isIncomplete: false,
      itemDefaults: { insertTextMode: 1 },
      items: [{ label: 'a', insertTextFormat: 2, textEdit: { range, newText: 'a' } }, { label: 'b', insertTextFormat: 1, textEdit: { range: other, newText: 'b' } }],
    });
    assert.deepEqual(withDefaults([item('a', 'a', range, 2)], false, NONE).itemDefaults, {});
  });
});
