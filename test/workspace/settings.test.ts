import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_EDITOR_SETTINGS, readSettings } from '../../server/src/workspace/settings.ts';
import type { EditorSettings } from '../../server/src/workspace/settings.ts';

const CASES: readonly (readonly [string, unknown, Partial<EditorSettings>])[] = [
  ['nothing', undefined, {}],
  ['null', null, {}],
  ['text', 'off', {}],
  ['a list', ['rules'], {}],
  ['an empty object', {}, {}],
  ['severities', { rules: { 'unknown-key': 'warning', 'duplicate-key': 'off', 'section-order': 'hint', 'invalid-value': 'information', 'empty-value': 'error' } }, {
    rules: { 'unknown-key': 'warning', 'duplicate-key': 'off', 'section-order': 'hint', 'invalid-value': 'information', 'empty-value': 'error' },
  }],
  ['a severity that is none', { rules: { 'unknown-key': 'fatal', 'duplicate-key': 2, 'section-order': null, 'invalid-value': 'Off', 'empty-value': ['off'] } }, {}],
  ['a rule that is none', { rules: { nonsense: 'off', __proto__x: 'off', constructor: 'off', toString: 'off' } }, {}],
  ['one bad value among good ones', { rules: { 'unknown-key': 'fatal', 'duplicate-key': 'hint' } }, { rules: { 'duplicate-key': 'hint' } }],
  ['rules of another kind', { rules: 'off' }, {}],
  ['patterns', { files: { patterns: ['specs/*.yaml'] } }, { patterns: ['specs/*.yaml'] }],
  ['no patterns at all', { files: { patterns: [] } }, { patterns: [] }],
  ['patterns that are not set', { files: { patterns: null } }, {}],
  ['patterns of another kind', { files: { patterns: 'specs/*.yaml' } }, {}],
  ['a pattern of another kind', { files: { patterns: ['a', 7] } }, {}],
  ['files of another kind', { files: 7 }, {}],
  ['some hints', { inlayHints: { quantities: false, sourceTypes: true } }, { inlayHints: { sourceTypes: true, resultTypes: true, quantities: false } }],
  ['hints of another kind', { inlayHints: { quantities: 'off', sourceTypes: 0, resultTypes: null } }, {}],
  ['hints as one', { inlayHints: false }, {}],
  ['both', { rules: { 'unknown-key': 'off' }, files: { patterns: ['x'] }, trace: { server: 'off' } }, { rules: { 'unknown-key': 'off' }, patterns: ['x'] }],
];

describe('the editor’s settings', () => {
  for (const [what, section, expected] of CASES) {
    it(`are read from ${what}`, () => assert.deepEqual(readSettings(section), { ...NO_EDITOR_SETTINGS, ...expected }));
  }

  it('are read from anything', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), (rules, files) => {
      for (const section of [rules, { rules, files }, { rules: { 'unknown-key': rules }, files: { patterns: files } }]) {
        const settings = readSettings(section);
        assert.ok((settings.patterns === undefined || Array.isArray(settings.patterns)) && typeof settings.rules === 'object');
      }
    }));
  });
});
