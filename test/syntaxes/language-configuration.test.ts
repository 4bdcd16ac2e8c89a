import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface LanguageConfiguration {
  readonly onEnterRules: readonly { readonly beforeText: string; readonly action: { readonly indent: string } }[];
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
}

const configuration = JSON.parse(readFileSync('language-configuration.json', 'utf8')) as LanguageConfiguration;

describe('Enter', () => {
  const lines: Record<string, boolean> = {
    'data_contract:': true,
    '    line_items:   # all of them': true,
    '"odd: key":': true,
    "  'it''s' :": true,
    '  transformation: >-': true,
    '  detail: |2- # text': true,
    '  defaults: &defaults': true,
    '  - name:': true,
    '  urn:x:y:': true,
    'title: exact copy': false,
    '  - item': false,
    '# note:': false,
    '  key: value # see:': false,
    '  url: https://example.com': false,
    '  time: 10:': false,
    '  f: { type: string, required:': false,
    '': false,
  };
  for (const [line, indents] of Object.entries(lines)) {
    it(`${indents ? 'indents' : 'keeps the indentation'} after ${JSON.stringify(line)}`, () => {
      const rule = configuration.onEnterRules.find(({ beforeText }) => new RegExp(beforeText).test(line));
      assert.equal(rule?.action.indent === 'indent', indents);
    });
  }

  it('comes at once on a long line', () => {
    const start = performance.now();
    for (const { beforeText } of configuration.onEnterRules) {
      new RegExp(beforeText).test(`key: ${'a b:c '.repeat(2000)}`);
      new RegExp(beforeText).test(`${'a '.repeat(2000)}x`);
    }
    assert.ok(performance.now() - start < 500);
  });
});

describe('a word', () => {
  const texts: Record<string, readonly string[]> = {
    'spec_id: INT-2026-001': ['spec_id', 'INT-2026-001'],
    'source.line_items[].sku': ['source', 'line_items', 'sku'],
    'truncate(source.name, 40)': ['truncate', 'source', 'name', '40'],
    'hard_limit: 0.5': ['hard_limit', '0.5'],
    'größe → zahl$': ['größe', 'zahl$'],
  };
  for (const [text, words] of Object.entries(texts)) {
    it(`in ${JSON.stringify(text)}`, () => {
      const { pattern, flags } = configuration.wordPattern;
      assert.deepEqual(text.match(new RegExp(pattern, `${flags}g`)), words);
    });
  }
});
