import assert from 'node:assert/strict';
import { anyLineNamesTemplate, changedLines, isSettingsFile, namesTemplate } from '../../client/src/detect.ts';
import type { LineRange, TextChange } from '../../client/src/detect.ts';

describe('detection of a spec', () => {
  const lines: Record<string, boolean> = {
    'template: integration-spec-v1.0': true,
    '"template": "integration-spec-v1.0"': true,
    "'template' : 'integration-spec-v1.0'": true,
    'template:\tintegration-spec-v1.0 \t': true,
    'template: integration-spec-v1.0 # the house template': true,
    'template: "integration-spec-v1.0"\t#': true,
    '\uFEFFtemplate: integration-spec-v1.0': true,
    ' template: integration-spec-v1.0': false,
    '# template: integration-spec-v1.0': false,
    '- template: integration-spec-v1.0': false,
    'template:integration-spec-v1.0': false,
    'template: integration-spec-v1.0#x': false,
    'template: integration-spec-v1.0 x': false,
    'template: integration-spec-v1.00': false,
    'template: integration-spec-v1x0': false,
    'template: "integration-spec-v1.0\'': false,
    'my_template: integration-spec-v1.0': false,
    'Template: integration-spec-v1.0': false,
    'template: ': false,
    '': false,
  };
  for (const [line, expected] of Object.entries(lines)) {
    it(`${expected ? 'takes' : 'leaves'} ${JSON.stringify(line)}`, () => {
      assert.equal(namesTemplate(line), expected);
    });
  }

  it('answers at once for a long line', () => {
    const start = performance.now();
    assert.equal(namesTemplate(`template: integration-spec-v1.0${' \t'.repeat(200_000)}x`), false);
    assert.equal(namesTemplate(`template${' '.repeat(400_000)}`), false);
    assert.ok(performance.now() - start < 500);
  });

  it('looks at the lines of the range only', () => {
    const text = ['a: 1', 'template: integration-spec-v1.0', 'b: 2'];
    const asked: number[] = [];
    const names = (first: number, last: number): boolean =>
      anyLineNamesTemplate({ first, last }, (line) => {
        asked.push(line);
        return text[line] ?? '';
      });
    assert.equal(names(2, 2), false);
    assert.equal(names(0, 0), false);
    assert.equal(names(0, 2), true);
    assert.deepEqual(asked, [2, 0, 0, 1]);
  });
});

describe('the lines that a change touched', () => {
  const change = (start: number, end: number, text: string): TextChange => ({ range: { start: { line: start }, end: { line: end } }, text });
  const cases: Record<string, readonly [TextChange[], LineRange[]]> = {
    'no change': [[], []],
    'one letter': [[change(4, 4, '0')], [{ first: 4, last: 4 }]],
    'a paste of three lines': [[change(4, 4, 'a\nb\r\nc')], [{ first: 4, last: 6 }]],
    'lines joined': [[change(4, 6, '')], [{ first: 4, last: 4 }]],
    'two cursors, reported from below': [
      [change(9, 9, 'x'), change(2, 2, 'a\nb')],
      [{ first: 2, last: 3 }, { first: 10, last: 10 }],
    ],
    'lines deleted above': [
      [change(1, 5, ''), change(8, 8, 'x')],
      [{ first: 1, last: 1 }, { first: 4, last: 4 }],
    ],
  };
  for (const [name, [changes, expected]] of Object.entries(cases)) {
    it(name, () => {
      assert.deepEqual(changedLines(changes), expected);
    });
  }
});

describe('the settings of a repository', () => {
  it('are no spec', () => {
    assert.equal(isSettingsFile('/repo/.intspec.yaml'), true);
    assert.equal(isSettingsFile('.intspec.yml'), true);
    assert.equal(isSettingsFile('/repo/orders.intspec.yaml'), false);
    assert.equal(isSettingsFile('/repo/.intspec.yaml/orders.intspec.yaml'), false);
  });
});
