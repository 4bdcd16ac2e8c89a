import assert from 'node:assert/strict';
import { findingsOf, specOf } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { resolveSnippet } from '../helpers/snippet.ts';
import { crlf } from '../helpers/text.ts';
import { applyEdits } from '../../server/src/features/text-edits.ts';
import { insertSection, sectionStates } from '../../server/src/features/sections.ts';
import { sections, topLevelKeys } from '../../server/src/model/schema.ts';

const KEYS = sections.map(({ key }) => key);

/** The text with a section inserted, as an editor would that inserts the snippet. */
function inserted(text: string, key: string): string {
  const edit = insertSection(specOf(text), key);
  assert.ok(edit, `${key} is there already`);
  assert.equal(edit.snippet, true);
  return applyEdits(text, [{ ...edit, newText: resolveSnippet(edit.newText) }]);
}

/** The text without a section, and without the comments in front of it. */
function without(text: string, key: string): string {
  const root = specOf(text).root;
  const at = root?.entries.findIndex((entry) => entry.key.text === key) ?? -1;
  const entry = root?.entries[at];
  assert.ok(root && entry);
  return text.slice(0, entry.start) + text.slice(root.entries[at + 1]?.start ?? text.length);
}

function keysIn(text: string): string[] {
  return specOf(text).root?.entries.map((entry) => entry.key.text) ?? [];
}

describe('sections', () => {
  it('come in the template’s order, each with a title and a description', () => {
    const states = sectionStates(specOf('rollback_plan: {}\n'));
    assert.deepEqual(states.map(({ key }) => key), KEYS);
    for (const { title, description } of states) assert.ok(title !== '' && description !== '');
    assert.deepEqual(states.filter(({ present }) => present).map(({ key }) => key), ['rollback_plan']);
  });

  it('are all absent from an empty document, a list and a text', () => {
    for (const text of ['', '- a\n', 'text\n', '# only a comment\n']) assert.equal(sectionStates(specOf(text)).some(({ present }) => present), false, text);
  });

  it('are all present in the examples', () => {
    for (const { text } of examples) assert.equal(sectionStates(specOf(text)).every(({ present }) => present), true);
  });
});

describe('the insertion of a section', () => {
  for (const { name, text } of [...examples, ...examples.slice(0, 2).map((file) => ({ name: `${file.name}, with CRLF`, text: crlf(file.text) }))]) {
    it(`puts every section of ${name} back in its place`, () => {
      for (const key of KEYS) {
        const before = without(text, key);
        const result = inserted(before, key);
        assert.deepEqual(keysIn(result), keysIn(text), key);
        // An alias may have lost its anchor with the section.
        assert.equal(specOf(result).tree.problems.length, specOf(before).tree.problems.length, key);
        assert.equal(findingsOf(result).includes('section-order'), false, key);
      }
    });

    it(`changes nothing else in ${name}`, () => {
      for (const key of KEYS) {
        const before = without(text, key);
        const edit = insertSection(specOf(before), key);
        assert.ok(edit);
        const result = inserted(before, key);
        assert.ok(result.startsWith(before.slice(0, edit.start)) && result.endsWith(before.slice(edit.end)), key);
        assert.equal(before.slice(edit.start, edit.end).includes('\n'), false, key);
      }
    });

    it(`keeps the line ends of ${name}`, () => {
      const result = inserted(without(text, 'rollback_plan'), 'rollback_plan');
      const bare = text.includes('\r\n') ? /(?<!\r)\n/ : /\r/;
      assert.doesNotMatch(result, bare);
    });
  }

  it('builds a whole spec from nothing, in any order', () => {
    for (const order of [KEYS, [...KEYS].reverse(), [...KEYS.slice(5), ...KEYS.slice(0, 5)]]) {
      let text = '';
      for (const key of order) text = inserted(text, key);
      assert.deepEqual(keysIn(text), KEYS);
      assert.deepEqual(specOf(text).tree.problems, []);
    }
  });

  it('goes behind a header without line end, and keeps what the last line says', () => {
    const header = 'author: Dana\nspec_status: Draft # {$HOME} costs \\ 5 $';
    for (const key of KEYS) {
      const result = inserted(header, key);
      assert.ok(result.startsWith(`${header}\n`), JSON.stringify(result));
      assert.deepEqual(keysIn(result), ['author', 'spec_status', key]);
    }
  });

  it('goes into documents that start with a marker, a byte-order mark or a comment', () => {
    for (const start of ['---\n', '\uFEFF', '# A spec\n', '%YAML 1.2\n---\n', '\uFEFF# x\n\n']) {
      for (const rest of ['', 'author: Dana\n', 'author: Dana']) {
        const result = inserted(start + rest, 'rollback_plan');
        assert.ok(result.startsWith(start + rest), JSON.stringify(result));
        assert.deepEqual(keysIn(result).slice(-1), ['rollback_plan'], JSON.stringify(result));
      }
    }
  });

  it('is not offered for a section that is there, or is none', () => {
    assert.equal(insertSection(specOf('rollback_plan:\n'), 'rollback_plan'), undefined);
    for (const key of ['author', 'nonsense', '', '__proto__']) assert.equal(insertSection(specOf(''), key), undefined);
    assert.deepEqual(topLevelKeys.filter((key) => KEYS.includes(key)), KEYS);
  });
});
