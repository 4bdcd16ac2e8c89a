/** Completion and hover in settings files, and what settings add to those in specs. */
import assert from 'node:assert/strict';
import { settingsFormat } from '../../server/src/model/format.ts';
import { keysOf } from '../../server/src/model/schema.ts';
import { settingsSchema } from '../../server/src/model/settings-schema.ts';
import { rules } from '../../server/src/rules/index.ts';
import { accepted, complete, FULL_CLIENT, hover, insertions, labels } from '../helpers/features.ts';
import type { Completed } from '../helpers/features.ts';

const IDS = rules.map(({ id }) => id);
const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'];
const STYLES = ['snake_case', 'camelCase', 'PascalCase', 'kebab-case', 'SCREAMING_SNAKE_CASE'];
const ROWS = ['author', 'source_system_owner', 'target_system_owner', 'technical_reviewer', 'approved_for_execution'];

function inSettings(marked: string): Completed[] {
  return complete(marked, FULL_CLIENT, settingsFormat);
}

describe('completion in a settings file', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ['all keys in an empty one', '<|>', ['rules', 'files', 'skills', 'naming', 'approvers']],
    ['all keys for the first letters', 'ru<|>', ['rules', 'files', 'skills', 'naming', 'approvers']],
    ['the keys that are missing', 'rules:\n  title-format: off\nnaming:\n  criteria: snake_case\n<|>', ['files', 'skills', 'approvers']],
    ['rule ids', 'rules:\n  <|>', IDS],
    ['the rule ids that are not set yet', 'rules:\n  title-format: off\n  <|>\n', IDS.filter((id) => id !== 'title-format')],
    ['rule ids in braces', 'rules: { <|> }\n', IDS],
    ['severities', 'rules:\n  title-format: <|>\n', SEVERITIES],
    ['severities in braces', 'rules: { title-format: <|> }\n', SEVERITIES],
    ['severities in place of another', 'rules:\n  title-format: err<|>\n', SEVERITIES],
    ['kinds of names', 'naming:\n  <|>', ['source_fields', 'target_fields', 'failure_classes', 'criteria']],
    ['styles', 'naming:\n  criteria: <|>', STYLES],
    ['rows of the approval', 'approvers:\n  <|>', ROWS],
    ['the rows that are open', 'approvers:\n  author: [A]\n  <|>', ROWS.slice(1)],
    ['a new skill', 'skills:\n  <|>', ['new skill']],
    ['the usual patterns', 'files:\n  patterns:\n    - <|>', ['**/*.intspec.yaml', '**/*.intspec.yml']],
    ['nothing on the line of a key that has keys of its own', 'rules: <|>', []],
    ['nothing for what only the author knows', 'approvers:\n  author: [<|>]\n', []],
  ];
  for (const [what, marked, expected] of CASES) it(`offers ${what}`, () => assert.deepEqual(labels(inSettings(marked)), expected));

  it('writes keys with what they are about to hold', () => {
    assert.deepEqual(insertions(inSettings('<|>')), {
      rules: 'rules: $1', naming: 'naming: $1', approvers: 'approvers: $1',
      files: 'files:\n  patterns:\n    - "${1:**/*.intspec.yaml}"\n    - "${2:**/*.intspec.yml}"',
      skills: 'skills:\n  ${1:name}: ${2:<what the skill is for>}',
    });
    assert.equal(accepted(inSettings('rules:\n  <|>\n'), 'section-order').replace(/<[^>]*>/g, ''), 'rules:\n  section-order: information\n');
    assert.equal(accepted(inSettings('approvers:\n  <|>\n'), 'author'), 'approvers:\n  author:\n    - <name>\n');
    assert.equal(accepted(inSettings('naming: { criteria: <|> }\n'), 'kebab-case'), 'naming: { criteria: kebab-case }\n');
  });

  it('says what rules find, and what keys are about', () => {
    const item = inSettings('rules:\n  <|>').find(({ label }) => label === 'unknown-key')?.item;
    assert.deepEqual(item?.labelDetails, { description: 'Unknown key' });
    assert.match(JSON.stringify(item?.documentation), /The format has no such key/);
    assert.deepEqual(inSettings('<|>').map(({ item: { labelDetails } }) => labelDetails?.description), keysOf(settingsSchema).map(({ schema }) => schema.title));
  });

  it('offers no settings in a spec, and nothing of a spec in settings', () => {
    assert.ok(!labels(complete('<|>')).includes('rules'));
    assert.ok(!labels(inSettings('<|>')).includes('spec_id'));
    assert.deepEqual(labels(inSettings('data_contract:\n  target_record:\n    a: { type: <|> }\n')), []);
  });
});

describe('hover in a settings file', () => {
  const at = (marked: string): string | undefined => hover(marked, { format: settingsFormat })?.markdown;
  const CASES: readonly (readonly [string, string, RegExp])[] = [
    ['a key', 'ru<|>les: {}\n', /^\*\*`rules`\*\* — severities of rules · optional\n\nHow severe/],
    ['a rule', 'rules:\n  unknown-<|>key: off\n', /^\*\*`unknown-key`\*\* — Unknown key[\s\S]*no such key[\s\S]*- `off`: The rule is not applied\./],
    ['a severity', 'rules:\n  unknown-key: o<|>ff\n', /^\*\*`off`\*\*\n\nThe rule is not applied\.$/],
    ['a style', 'naming:\n  criteria: snake<|>_case\n', /words joined by/],
    ['a row of the approval', 'approvers:\n  technical_<|>reviewer: [A]\n', /the contract and the error handling/],
    ['patterns', 'files:\n  pat<|>terns: []\n', /relative to the folder of this file/],
  ];
  for (const [what, marked, expected] of CASES) it(`explains ${what}`, () => assert.match(at(marked) ?? '', expected));
  it('has nothing to say of other words', () => {
    for (const marked of ['skills:\n  a: so<|>me\n', 'spec<|>_id: 1\n', 'rules:\n  nonsen<|>se: off\n', '# a com<|>ment\n']) assert.equal(at(marked), undefined);
  });
});

describe('skills that settings name', () => {
  const SKILLS = { shopify: 'Paging of Shopify', netsuite: '', 'rest-api-standards': 'Ours' };
  const section = (rest: string): string => `agent_execution_instructions:\n  skills_to_load:${rest}\n`;
  const offered = (rest: string, skills = {}): string[] => labels(complete(section(rest), { ...FULL_CLIENT, skills }));

  it('are offered beside the template’s own, those that are there left out', () => {
    assert.deepEqual(offered('\n    - <|>'), ['rest-api-standards']);
    assert.deepEqual(offered('\n    - <|>', SKILLS), ['shopify', 'netsuite', 'rest-api-standards']);
    assert.deepEqual(offered('\n    - shopify\n    - <|>', SKILLS), ['netsuite', 'rest-api-standards']);
    assert.deepEqual(offered(' [netsuite, <|>]', { shopify: '', netsuite: '' }), ['shopify', 'rest-api-standards']);
    assert.deepEqual(offered(' <|>', { shopify: '' }), ['shopify', 'rest-api-standards']);
  });

  it('are written as items, or as the first item of a list', () => {
    assert.equal(accepted(complete(section('\n    - <|>'), { ...FULL_CLIENT, skills: SKILLS }), 'shopify'), section('\n    - shopify'));
    assert.equal(accepted(complete(section('<|>'), { ...FULL_CLIENT, skills: SKILLS }), 'shopify'), section('\n    - shopify'));
  });

  it('are offered nowhere else', () => {
    assert.ok(!labels(complete('agent_execution_instructions:\n  not_authorized:\n    - <|>\n', { ...FULL_CLIENT, skills: SKILLS })).includes('shopify'));
  });

  it('show what they are for', () => {
    assert.equal(hover(section('\n    - shop<|>ify'), { skills: SKILLS })?.markdown, '**`shopify`**\n\nPaging of Shopify');
    for (const [rest, skills] of [['\n    - net<|>suite', SKILLS], ['\n    - shop<|>ify', {}], ['\n    - to<|>String', SKILLS]] as const) assert.equal(hover(section(rest), { skills }), undefined);
    assert.equal(hover('agent_execution_instructions:\n  not_authorized: [shop<|>ify]\n', { skills: SKILLS }), undefined);
  });
});
