/** Settings files: what they say, how they lie over each other, which files they make specs, and what is wrong in them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { settingsFormat } from '../../server/src/model/format.ts';
import { specSchema, childSchema, keysOf, usualKeys } from '../../server/src/model/schema.ts';
import { settingsSchema } from '../../server/src/model/settings-schema.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { rules } from '../../server/src/rules/index.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { readSettingsFile } from '../../server/src/workspace/settings-file.ts';
import type { FileSettings } from '../../server/src/workspace/settings-file.ts';
import { SettingsIndex } from '../../server/src/workspace/settings-index.ts';
import { mergeSettings, NO_EDITOR_SETTINGS } from '../../server/src/workspace/settings.ts';
import { matchesPatterns, searchPatterns } from '../../server/src/workspace/spec-patterns.ts';
import { allFixes, assertFindings, fix } from '../helpers/check.ts';

function settingsOf(text: string): Spec {
  return new Spec(parseSyntax(text), settingsFormat);
}

function allMessages(text: string): string[] {
  return runRules(settingsOf(text)).map(({ message }) => message);
}

function read(text: string): FileSettings {
  return readSettingsFile(settingsOf(text));
}

const NOTHING: FileSettings = { rules: {}, patterns: undefined, skills: {}, naming: {}, approvers: {} };

const FULL = `rules:
  section-order: warning
  spec-id-year: off
files:
  patterns: ["specs/**/*.yaml", "!specs/drafts/**"]
skills:
  rest-api-standards: Paging and retries
  shopify:
naming:
  source_fields: snake_case
  target_fields: camelCase
  failure_classes: SCREAMING_SNAKE_CASE
  criteria: kebab-case
approvers:
  technical_reviewer: [Theo Marchetti, Priya Raman]
  approved_for_execution:
    - Dana Reyes
`;

describe('a settings file', () => {
  const CASES: readonly (readonly [string, string, Partial<FileSettings>])[] = [
    ['nothing', '', {}],
    ['a list', '- rules\n', {}],
    ['a word', 'rules', {}],
    ['prose', 'no settings yet\n', {}],
    ['keys without values', 'rules:\nfiles:\nskills:\nnaming:\napprovers:\n', {}],
    ['all keys', FULL, {
      rules: { 'section-order': 'warning', 'spec-id-year': 'off' },
      patterns: ['specs/**/*.yaml', '!specs/drafts/**'],
      skills: { 'rest-api-standards': 'Paging and retries', shopify: '' },
      naming: { source_fields: 'snake_case', target_fields: 'camelCase', failure_classes: 'SCREAMING_SNAKE_CASE', criteria: 'kebab-case' },
      approvers: { technical_reviewer: ['Theo Marchetti', 'Priya Raman'], approved_for_execution: ['Dana Reyes'] },
    }],
    ['one mistake a group', 'rules: { nonsense: off, invalid-date: of, title-format: hint }\nnaming: { criteria: Snake, fields: snake_case, source_fields: kebab-case }\napprovers: { reviewer: [A], author: B, technical_reviewer: [C, [D]] }\nskills: { a: [b], c: d }\nfiles: { patterns: [] }\n', {
      rules: { 'title-format': 'hint' }, naming: { source_fields: 'kebab-case' }, approvers: { technical_reviewer: ['C'] }, skills: { c: 'd' },
    }],
    ['placeholders', 'rules: { title-format: <severity> }\nskills: { a: TBD }\napprovers: { author: [TBD, A] }\nfiles: { patterns: [???] }\n', { skills: { a: '' }, approvers: { author: ['A'] } }],
    ['broken YAML', 'rules:\n  title-format: hint\nskills:\n  a: b: c\n  "d\nnaming:\n  criteria: snake_case\n', { rules: { 'title-format': 'hint' }, skills: { a: 'b: c' }, naming: { criteria: 'snake_case' } }],
    ['half-typed keys', 'rules:\n  title-format: hint\n  inv\nnam\n', { rules: { 'title-format': 'hint' } }],
    ['names from objects of JavaScript', 'rules: { constructor: off, toString: off }\nnaming: { __proto__: snake_case }\napprovers: { constructor: [A] }\n', {}],
    ['a skill called as an object’s prototype', 'skills: { __proto__: x }\n', { skills: Object.defineProperty({}, '__proto__', { value: 'x', enumerable: true }) as Record<string, string> }],
    ['anchors', 'approvers:\n  author: &them [A, B]\n  technical_reviewer: *them\n', { approvers: { author: ['A', 'B'], technical_reviewer: ['A', 'B'] } }],
    ['a key given twice', 'rules: { title-format: hint }\nrules: { title-format: off }\n', { rules: { 'title-format': 'hint' } }],
  ];
  for (const [what, text, expected] of CASES) {
    it(`is read from ${what}`, () => assert.deepEqual(read(text), { ...NOTHING, ...expected }));
    it(`is read from ${what}, with Windows line ends`, () => assert.deepEqual(read(text.replaceAll('\n', '\r\n')), { ...NOTHING, ...expected }));
  }

  it('is read from anything', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'rules:files{}[]- \n"\'#&*<'), maxLength: 60 }), (text) => {
      const { patterns, ...records } = read(text);
      assert.ok(patterns === undefined || patterns.length > 0);
      for (const record of Object.values(records)) assert.equal(typeof record, 'object');
    }));
  });
});

describe('settings over settings', () => {
  it('are those of the nearer file, key by key; skills are united', () => {
    const outer = read(FULL);
    const inner = read('rules: { section-order: off, title-format: hint }\nskills: { shopify: Orders, netsuite: "" }\nnaming: { criteria: snake_case }\napprovers: { technical_reviewer: [Someone Else] }\n');
    assert.deepEqual(mergeSettings([outer, inner]), {
      rules: { 'section-order': 'off', 'spec-id-year': 'off', 'title-format': 'hint' },
      skills: { 'rest-api-standards': 'Paging and retries', shopify: 'Orders', netsuite: '' },
      conventions: {
        naming: { source_fields: 'snake_case', target_fields: 'camelCase', failure_classes: 'SCREAMING_SNAKE_CASE', criteria: 'snake_case' },
        approvers: { technical_reviewer: ['Someone Else'], approved_for_execution: ['Dana Reyes'] },
      },
      inlayHints: NO_EDITOR_SETTINGS.inlayHints,
    });
  });

  it('give way to the editor’s severities', () => {
    assert.deepEqual(mergeSettings([read(FULL)], { ...NO_EDITOR_SETTINGS, rules: { 'spec-id-year': 'error' }, patterns: ['x'] }).rules, { 'section-order': 'warning', 'spec-id-year': 'error' });
  });

  it('are none without any', () => assert.deepEqual(mergeSettings([]), { rules: {}, skills: {}, conventions: { naming: {}, approvers: {} }, inlayHints: NO_EDITOR_SETTINGS.inlayHints }));
});

describe('patterns of specs', () => {
  const CASES: readonly (readonly [string, readonly string[], boolean])[] = [
    ['specs/a.yaml', ['specs/*.yaml'], true],
    ['specs/b/a.yaml', ['specs/*.yaml'], false],
    ['specs/b/a.yaml', ['specs/**/*.yaml'], true],
    ['specs/a.yaml', ['specs/**/*.yaml'], true],
    ['a.yml', ['*.{yaml,yml}'], true],
    ['a.yml', ['./*.yml'], true],
    ['a.yml', ['/*.yml'], true],
    ['a.yml', ['../*.yml'], false],
    ['specs/a.yaml', ['specs/**', '!specs/a.*'], false],
    ['specs/b.yaml', ['!specs/a.*', 'specs/**'], true],
    ['specs/b.yaml', ['!specs/a.*'], false],
    ['specs/b.intspec.yaml', ['!specs/a.*', '!drafts/**'], true],
    ['specs/a.intspec.yaml', ['!specs/a.*'], false],
    ['node_modules/b.intspec.yaml', ['!specs/a.*'], false],
    ['.a.yaml', ['*.yaml'], false],
    ['node_modules/a.yaml', ['**'], false],
    ['x/.git/a.yaml', ['**', 'x/.git/*'], false],
    ['a b/c.yaml', ['a b/*'], true],
    ['a.yaml', ['[a'], false],
  ];
  for (const [path, patterns, expected] of CASES) {
    it(`${patterns.join(' ')} ${expected ? 'take' : 'leave'} ${path}`, () => assert.equal(matchesPatterns(path, patterns), expected));
  }

  it('are searched for from a folder above, whatever that folder is called', () => {
    assert.deepEqual(searchPatterns('', ['a/*', '!b', './c']), ['a/*', 'c']);
    assert.deepEqual(searchPatterns('x/[y] {z}', ['*.yaml']), ['x/?y? ?z?/*.yaml']);
    assert.deepEqual(searchPatterns('x', ['!drafts/**']), ['x/**/*.intspec.yaml', 'x/**/*.intspec.yml']);
  });
});

describe('the settings files of a workspace', () => {
  function indexOf(files: Readonly<Record<string, string>>, folders = ['file:///w']): SettingsIndex {
    const index = new SettingsIndex();
    index.setFolders(folders);
    for (const [path, text] of Object.entries(files)) index.setFile(`file:///${path}`, settingsOf(text));
    return index;
  }
  const severities = (index: SettingsIndex, path: string) => mergeSettings(index.above(`file:///${path}`)).rules;
  const rule = (severity: string): string => `rules: { title-format: ${severity} }\n`;

  it('hold for what is below them, the nearer one first, and for nothing else', () => {
    const index = indexOf({ 'w/.intspec.yaml': rule('hint'), 'w/a/.intspec.yaml': 'rules: { invalid-date: off }\n', 'w/a/b/.intspec.yml': rule('off'), '.intspec.yaml': rule('error'), 'wider/.intspec.yaml': rule('error') });
    assert.deepEqual(severities(index, 'w/x.intspec.yaml'), { 'title-format': 'hint' });
    assert.deepEqual(severities(index, 'w/a/b/x.intspec.yaml'), { 'title-format': 'off', 'invalid-date': 'off' });
    assert.deepEqual(severities(index, 'w/ab/x.intspec.yaml'), { 'title-format': 'hint' });
    assert.deepEqual(severities(index, 'wider/x.intspec.yaml'), {});
    assert.deepEqual(severities(index, 'elsewhere/x.intspec.yaml'), {});
  });

  it('end at the innermost workspace folder', () => {
    const index = indexOf({ 'w/.intspec.yaml': rule('hint'), 'w/a/.intspec.yaml': 'rules: { invalid-date: off }\n' }, ['file:///w/', 'file:///w/a']);
    assert.deepEqual(severities(index, 'w/a/x.intspec.yaml'), { 'invalid-date': 'off' });
  });

  it('with both names in one folder: `.intspec.yaml` wins', () => {
    assert.deepEqual(severities(indexOf({ 'w/.intspec.yaml': rule('hint'), 'w/.intspec.yml': 'rules: { title-format: off, invalid-date: off }\n' }), 'w/x.yaml'), { 'title-format': 'hint', 'invalid-date': 'off' });
  });

  it('count as they are typed, and as they are saved once they are closed', () => {
    let changes = 0;
    const index = new SettingsIndex(() => { changes += 1; });
    index.setFolders(['file:///w']);
    index.setFile('file:///w/.intspec.yaml', settingsOf(rule('hint')));
    const typed = settingsOf(rule('off'));
    index.setOpen('file:///w/%2Eintspec.yaml', typed);
    index.setOpen('file:///w/.intspec.yaml', typed);
    assert.deepEqual(severities(index, 'w/x.yaml'), { 'title-format': 'off' });
    index.setOpen('file:///w/.intspec.yaml', settingsOf(`# the same\n${rule('off')}`));
    assert.equal(changes, 2, 'what means the same is no change');
    index.close('file:///w/.intspec.yaml');
    assert.deepEqual(severities(index, 'w/x.yaml'), { 'title-format': 'hint' });
    index.removeFile('file:///w/.intspec.yaml');
    assert.deepEqual([severities(index, 'w/x.yaml'), changes], [{}, 4]);
  });

  it('say which files are specs: the nearest that says it decides', () => {
    const index = indexOf({ 'w/.intspec.yaml': 'files: { patterns: ["specs/*.yaml"] }\n', 'w/specs/.intspec.yaml': 'rules: {}\n', 'w/own/.intspec.yaml': 'files: { patterns: ["*.spec.yaml"] }\n' });
    const isSpec = (path: string): boolean => index.isSpec(`file:///w/${path}`);
    assert.deepEqual(['specs/a.yaml', 'a.intspec.yaml', 'own/a.spec.yaml', 'own/a.intspec.yaml'].map(isSpec), [true, false, true, false]);
    assert.deepEqual(index.searchPatterns(), ['**/*.intspec.yaml', '**/*.intspec.yml', 'specs/*.yaml', 'own/*.spec.yaml']);
    assert.deepEqual(['a.intspec.yaml', 'a.yaml'].map((name) => index.isSpec(`file:///elsewhere/${name}`)), [true, false]);
    const usual = indexOf({});
    assert.deepEqual(['a.intspec.yaml', 'x/a.intspec.yml', 'a.yaml'].map((path) => usual.isSpec(`file:///w/${path}`)), [true, true, false]);
  });
});

describe('mistakes in settings', () => {
  it('are found where they stand', () => {
    assertFindings(`rule: #! unknown-key: rule
  section-order: warning
rules:
  secton-order: off #! unknown-key: secton-order
  title-format: of #! invalid-value: of
  invalid-date: [off, hint] #! invalid-value: [off, hint]
  spec-id-year: #! empty-value: spec-id-year
  unknown-key: TBD #! unfilled-placeholder: TBD
  title-format: hint #! duplicate-key: title-format
files:
  pattern: [a] #! unknown-key: pattern
skills:
  a: b #c #! swallowed-text
  d: { e: f } #! invalid-value
naming:
  criteria: snake case #! invalid-value
  fields: snake_case #! unknown-key
approvers:
  author: Dana #! invalid-value: Dana
  technical_reviewer: [] #! empty-value
  approved_for_execution: [] # intspec-disable-line empty-value -- to be decided
  target_system_owner: [A] # intspec-disable-line empty-value -- nothing is empty #! unused-suppression
--- #! multiple-documents
rules: {}
`, {}, settingsFormat);
  });

  it('are patterns that can match no file', () => {
    assertFindings(`files:
  patterns:
    - ../other/*.yaml #! invalid-value: ../other/*.yaml
    - "!../other/*.yaml" #! invalid-value
    - specs/../a.yaml #! invalid-value
    - specs/[a.yaml #! invalid-value: specs/[a.yaml
    - specs/*.{yaml,yml #! invalid-value
    - "specs/{a,[bc}.yaml" #! invalid-value
    - "" #! invalid-value
    - "!" #! invalid-value
    - ./ #! invalid-value
    - specs/ #! invalid-value: specs/
    - specs\\drafts\\*.yaml #! invalid-value
    - .github/*.yaml #! invalid-value
    - x/node_modules/**/*.yaml #! invalid-value
`.replaceAll('\\\\', '\\'), {}, settingsFormat);
    const said = (pattern: string): string[] => allMessages(`files: { patterns: ['${pattern}'] }\n`);
    assert.deepEqual(said('specs/'), ['The pattern `specs/` can match no file: it names a folder; for all files in it, write `specs/**`.']);
    assert.deepEqual(said('../a'), ['The pattern `../a` can match no file: patterns are relative to the folder of this file, and do not leave it.']);
    assert.deepEqual(said('a[b'), ['The pattern `a[b` can match no file: its `[` is not closed.']);
  });

  it('are no patterns that may match one', () => {
    for (const pattern of ['specs/**/*.yaml', '!specs/drafts/**', './specs/*.yaml', '/specs/*.yaml', '*.{yaml,yml}', '[a-c]*.yaml', '[[]a.yaml', '[!(]*.yaml', 'a\\[b.yaml', '@(a|b).yaml', 'a..b.yaml', '...yaml', '!node_modules/**', '!.github/**', '**', '.a.yaml', '(a).yaml']) {
      assert.deepEqual(allMessages(`files: { patterns: ['${pattern}'] }\n`), [], pattern);
    }
  });

  it('are none in settings without any, nor in empty or half-typed ones', () => {
    for (const text of [FULL, '', '# to come\n', 'rules:\n', 'rul', 'naming:\n\nskills:\n  a:\n']) assertFindings(text, {}, settingsFormat);
  });

  it('are found at the top level', () => {
    assertFindings('- rules #! invalid-value\n', {}, settingsFormat);
    assertFindings('Only a few words. #! invalid-value\n', {}, settingsFormat);
    assertFindings('rules: { #! yaml-syntax\n  title-format: hint\n', {}, settingsFormat);
  });

  it('come with fixes', () => {
    const mended = (text: string, title: string): string => fix(text, title, {}, settingsFormat);
    assert.equal(mended('rules:\n  secton-order: off\n', 'Rename to `section-order`'), 'rules:\n  section-order: off\n');
    assert.equal(mended('rules:\n  title-format: of\n', 'Change to `off`'), 'rules:\n  title-format: off\n');
    assert.equal(mended('rules:\n  title-format:\n', 'Change to `hint`'), 'rules:\n  title-format: hint\n');
    assert.equal(mended('naming: { criteria: snakecase }\n', 'Change to `snake_case`'), 'naming: { criteria: snake_case }\n');
    assert.ok(allFixes('rules:\n  nonsense: off\n', {}, settingsFormat).every(({ title }) => !title.includes('undefined')));
  });

  it('have no say for a spec: what is about specs is not judged', () => {
    for (const text of ['spec_id: 7\n', 'data_contract:\n  source_record:\n    a: { type: nonsense, required: true, source_path: a }\n  target_record: { b: { mapped_from: x } }\n']) {
      assert.deepEqual(allFixes(text, {}, settingsFormat).map(({ result }) => result.rule.id), ['unknown-key']);
    }
  });

  it('speak of no executor, who reads no settings', () => {
    const text = 'rules:\n  spec-id-year:\n  unknown-key: TBD\napprovers: { author: [] }\nx: 1\nnaming: a\n';
    for (const { result } of allFixes(text, {}, settingsFormat)) assert.doesNotMatch(result.message, /executor/);
  });
});

describe('the schema of settings', () => {
  it('is one for every other editor, too', () => {
    const text = readFileSync(new URL('../../schemas/intspec-settings.schema.json', import.meta.url), 'utf8');
    const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).addVocabulary(['x-row']).compile(JSON.parse(text) as object);
    const faults = (yaml: string): string[] => (validate(parse(yaml)) ? [] : [...new Set((validate.errors ?? []).filter(({ keyword }) => keyword !== 'const').map(({ instancePath, keyword }) => `${instancePath} ${keyword}`))]);
    assert.deepEqual(faults(FULL), []);
    assert.deepEqual(faults('rules: { a: off, title-format: on }\nnaming: { criteria: Snake }\nfiles: { patterns: [""] }\napprovers: { author: [] }\nskills: { a: [] }\nx: 1\n'), [
      ' additionalProperties', '/rules additionalProperties', '/rules/title-format anyOf', '/files/patterns/0 minLength', '/skills/a type', '/naming/criteria anyOf', '/approvers/author minItems',
    ]);
  });

  it('has each rule once, with its own words', () => {
    const keys = keysOf(childSchema(settingsSchema, 'rules'));
    assert.deepEqual(
      keys.map(({ name, schema }) => [name, schema.title, schema.description, schema.default]),
      rules.map(({ id, title, explanation, severity }) => [id, title, explanation, severity]),
      'stale: npm run generate',
    );
  });

  it('has the rows of the approval', () => {
    const approval = childSchema(specSchema, 'spec_approval');
    assert.deepEqual(keysOf(childSchema(settingsSchema, 'approvers')).map(({ name }) => name), keysOf(approval).map(({ name }) => name));
  });

  it('requires nothing', () => {
    const visit = (schema: typeof settingsSchema): void => {
      assert.equal(usualKeys(schema).size, 0);
      for (const key of keysOf(schema)) visit(key.schema);
    };
    visit(settingsSchema);
  });

  it('says of each key what it is about', () => {
    const visit = (schema: typeof settingsSchema, path: string): void => {
      for (const { name, schema: inner } of keysOf(schema)) {
        assert.match(inner.title ?? '', /\S/, `${path}${name}`);
        assert.match(inner.description ?? '', /\.$/, `${path}${name}`);
        visit(inner, `${path}${name}.`);
      }
    };
    visit(settingsSchema, '');
  });
});
