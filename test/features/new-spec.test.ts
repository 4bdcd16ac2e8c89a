import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf, specOf } from '../helpers/features.ts';
import { resolveSnippet } from '../helpers/snippet.ts';
import { newSpec, nextSpecId } from '../../server/src/features/new-spec.ts';
import { topLevelKeys } from '../../server/src/model/schema.ts';
import { valueAt } from '../../server/src/syntax/tree.ts';
import type { SyntaxNode } from '../../server/src/syntax/tree.ts';

const ANSWERS = { source: 'Shopify', target: 'NetSuite', purpose: 'Sales orders', date: '2025-03-03' };

/** The kinds of findings that the text of a new spec has. */
function kindsOf(answers: Partial<typeof ANSWERS & { author: string }>): string[] {
  return [...new Set(findingsOf(resolveSnippet(newSpec({ ...ANSWERS, ...answers }, []).snippet)))];
}

describe('the id of a new spec', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['is the first of the year where there is none', [], 'INT-2025-001'],
    ['follows the highest of the year', ['INT-2025-001', 'INT-2025-014', 'INT-2025-003'], 'INT-2025-015'],
    ['leaves other years alone', ['INT-2024-200', 'INT-2026-001'], 'INT-2025-001'],
    ['passes over what is no id', ['INT-2025-x', 'TBD', 'int-2025-900', 'INT-2025-07', ''], 'INT-2025-001'],
    ['goes on beyond three digits', ['INT-2025-999'], 'INT-2025-1000'],
    ['goes on from four digits', ['INT-2025-1041', 'INT-2025-999'], 'INT-2025-1042'],
  ];
  for (const [title, used, expected] of cases) it(title, () => assert.equal(nextSpecId('2025', used), expected));
});

describe('the file name of a new spec', () => {
  const cases: readonly (readonly [string, Partial<typeof ANSWERS>, string])[] = [
    ['names systems and purpose', {}, 'shopify-to-netsuite-sales-orders.intspec.yaml'],
    ['has no marks on letters', { source: 'Büro Straße', target: 'Café ÅS' }, 'buro-strasse-to-cafe-as-sales-orders.intspec.yaml'],
    ['keeps letters of other scripts', { source: '東京', target: '서울', purpose: '同期' }, '東京-to-서울-同期.intspec.yaml'],
    ['leaves symbols out', { source: 'A/B (beta)', target: '../C:\\D', purpose: '*?' }, 'a-b-beta-to-c-d.intspec.yaml'],
    ['is `new` where nothing is left', { source: '→', target: '!!', purpose: '…' }, 'new.intspec.yaml'],
    ['goes without a system that leaves nothing', { source: '***' }, 'netsuite-sales-orders.intspec.yaml'],
    ['is cut where it is very long', { purpose: 'x'.repeat(500) }, `shopify-to-netsuite-${'x'.repeat(40)}.intspec.yaml`],
    ['is not cut inside a character', { source: '𝒳'.repeat(80) }, `${'x'.repeat(60)}.intspec.yaml`],
    ['does not end in a hyphen when cut', { source: 'a'.repeat(59), target: 'b' }, `${'a'.repeat(59)}.intspec.yaml`],
  ];
  for (const [title, answers, expected] of cases) it(title, () => assert.equal(newSpec({ ...ANSWERS, ...answers }, []).fileName, expected));

  it('is one that every file system takes', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string(), (source, target, purpose) => {
      const { fileName } = newSpec({ ...ANSWERS, source, target, purpose }, []);
      assert.match(fileName, /^[\p{L}\p{N}-]{1,60}\.intspec\.yaml$/u);
    }));
  });
});

describe('the text of a new spec', () => {
  const { snippet, specId } = newSpec({ ...ANSWERS, author: 'Dana Reyes' }, ['INT-2025-014']);
  const text = resolveSnippet(snippet);
  const at = (...keys: string[]): unknown => plainOf(valueAt(specOf(text).tree.root, ...keys));

  it('has everything, in the template’s order', () => {
    assert.deepEqual(specOf(text).root?.entries.map((entry) => entry.key.text), topLevelKeys);
    assert.equal(text.endsWith('\n'), true);
    assert.doesNotMatch(text, /\s\n\n|\n\n\n|[ \t]\n/);
  });

  it('says what is known', () => {
    assert.equal(specId, 'INT-2025-015');
    assert.equal(at('spec_id'), 'INT-2025-015');
    assert.equal(at('title'), 'Shopify → NetSuite: Sales orders');
    assert.equal(at('date'), '2025-03-03');
    assert.equal(at('author'), 'Dana Reyes');
    assert.equal(at('source_system', 'system_name'), 'Shopify');
    assert.equal(at('target_system', 'system_name'), 'NetSuite');
    assert.deepEqual(at('agent_execution_instructions', 'authorized_actions', 'read_from'), ['Shopify']);
    assert.deepEqual(at('agent_execution_instructions', 'authorized_actions', 'write_to'), ['NetSuite']);
  });

  it('has a tab stop for each value that only the author knows, and nothing else to find', () => {
    assert.deepEqual(kindsOf({ author: 'Dana Reyes' }), ['unfilled-placeholder']);
    const holes = findingsOf(text).length;
    assert.ok([...snippet.matchAll(/\$\{\d+[:|]/g)].length >= holes && holes > 20);
  });

  it('has tab stops in the order of the text', () => {
    const stops = [...snippet.matchAll(/\$\{(\d+)[:|]/g)].map((match) => Number(match[1]));
    assert.deepEqual(stops, [...stops].sort((a, b) => a - b));
  });

  it('leaves the author open where nobody is named', () => assert.match(resolveSnippet(newSpec(ANSWERS, []).snippet), /^author: <author of the spec>$/m));

  const usual = kindsOf({});
  for (const name of ['A "quoted" name', "It's", 'C# API', '# hash', '{x}', '[y]', '$HOME', '${1:x}', 'back\\slash', 'yes', '42', '*star', '&and', '!bang', '- dash', '%', '@at', '`tick`', 'a, b', 'ünïcödé', '   blanks   ']) {
    it(`stands any name, such as ${name}`, () => {
      assert.deepEqual(kindsOf({ source: name, target: 'T', purpose: 'p' }), usual);
      const root = specOf(resolveSnippet(newSpec({ ...ANSWERS, source: name }, []).snippet)).tree.root;
      assert.equal(plainOf(valueAt(root, 'source_system', 'system_name')), name);
    });
  }

  it('is sound YAML whatever the answers', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string(), (source, target, purpose) => {
      const resolved = specOf(resolveSnippet(newSpec({ ...ANSWERS, source, target, purpose }, []).snippet));
      assert.deepEqual(resolved.tree.problems, []);
      assert.deepEqual(resolved.root?.entries.map((entry) => entry.key.text), topLevelKeys);
    }), { numRuns: 60 });
  });
});

function plainOf(node: SyntaxNode | undefined): unknown {
  return node?.kind === 'list' ? node.items.map(plainOf) : node?.kind === 'scalar' ? node.text : undefined;
}
