import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type EditorSession, openEditor } from './harness.js';

const HEADER = readFileSync(new URL('../../fixtures/faulty/header-only.intspec.yaml', import.meta.url), 'utf8');
const YEAR = String(new Date().getFullYear());

/** The name that follows from the answers of the tests. */
const NEW_FILE = 'shopify-to-netsuite-paid-orders-to-sales-orders.intspec.yaml';

const SECTIONS = [
  ['integration_purpose', 'Integration Purpose'], ['source_system', 'Source System'], ['target_system', 'Target System'],
  ['error_handling', 'Error Handling'], ['volume_and_rate_limits', 'Volume & Rate Limits'], ['data_contract', 'Data Contract'],
  ['validation', 'Validation'], ['rollback_plan', 'Rollback Plan'], ['agent_execution_instructions', 'Agent Execution Instructions'],
  ['spec_approval', 'Spec Approval'],
] as const;

/** What the source system looks like after the answers that the tests type. */
const SOURCE_SYSTEM = `
source_system:
  system_name: Greenhouse
  system_type: GraphQL
  environment: Staging
  authentication:
    method: OAuth2
    scope: <read scope of the credential>
  rate_limits: <rate limits of the source>
  versioning: <API or schema version consumed>
  guaranteed_delivery: At-least-once
  contact:
    team: <responsible team>
    escalation: <escalation path>
`;

describe('a spec that is only a header, by keyboard', () => {
  let editor: EditorSession;

  before(async () => {
    editor = await openEditor({ files: { 'header-only.intspec.yaml': HEADER } });
  });

  after(() => editor.close());

  it('shows in the Problems view all that it lacks', async () => {
    await editor.open('header-only.intspec.yaml');
    const rows = await editor.until(() => editor.problems(), (found) => found.length === 12);
    assert.equal(rows[0], 'header-only.intspec.yaml11');
    const expected = SECTIONS.map(([key, title], at) => {
      const number = key === 'spec_approval' ? '' : `, section ${at + 1} of the template,`;
      return `\`${key}\` (${title})${number} is missing: the executor would have to guess all it says.intspecmissing-section[Ln 1, Col 1]`;
    });
    expected.push('The header lacks `target_system_owner` and `spec_status`, which are required.intspecmissing-required-field[Ln 1, Col 1]');
    assert.deepEqual(rows.slice(1).sort(), expected.sort());
  });

  it('offers under Ctrl+. to insert each of them, in the template’s order', async () => {
    await editor.press('Mod+Home');
    const titles = await editor.quickFixes();
    assert.deepEqual(titles.filter((title) => title.startsWith('Insert section')), SECTIONS.map(([key]) => `Insert section \`${key}\``));
    assert.deepEqual(titles.filter((title) => !title.startsWith('Insert section')), [
      'Insert `target_system_owner` and `spec_status`',
      'Disable `missing-section` for all sections of this file, with a reason', 'Disable `missing-required-field` for this file, with a reason',
    ]);
    await editor.press('Escape');
  });

  it('gets a section whose first value is typed at once, and choices with Tab', async () => {
    await editor.press('Mod+Home');
    await editor.takeQuickFix('Insert section `source_system`');
    await editor.until(() => editor.selected(), (text) => text === '<name of the source system>');
    await editor.type('Greenhouse');
    await editor.press('Tab');
    const types = await editor.until(() => editor.suggestions(), (labels) => labels.length > 0);
    assert.deepEqual(types, ['REST API', 'GraphQL', 'Database', 'Event bus', 'File system', 'Queue']);
    // A choice leads to the next value by itself.
    await editor.press('ArrowDown', 'Enter');
    const environments = await editor.until(() => editor.suggestions(), (labels) => labels[0] === 'Production');
    assert.deepEqual(environments, ['Production', 'Staging', 'Both']);
    await editor.press('ArrowDown', 'Enter', 'Escape');
    await editor.save();
    assert.equal(editor.read('header-only.intspec.yaml'), HEADER + SOURCE_SYSTEM);
  });

  it('completes a key that is half typed, and leads to its choices', async () => {
    await editor.press('Mod+Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'Enter');
    await editor.type('spec_s');
    const keys = await editor.until(() => editor.suggestions(), (labels) => labels.length > 0);
    assert.equal(keys[0], 'spec_status');
    await editor.press('Tab');
    const states = await editor.until(() => editor.suggestions(), (labels) => labels[0] === 'Draft');
    assert.deepEqual(states, ['Draft', 'Under Review', 'Approved']);
    await editor.press('ArrowDown', 'Enter', 'Escape');
    await editor.save();
    assert.equal(editor.read('header-only.intspec.yaml'), `${HEADER}spec_status: Under Review\n${SOURCE_SYSTEM}`);
  });

  it('shows the choices behind a key that is typed in full', async () => {
    await editor.press('Shift+Home', 'Delete');
    await editor.type('spec_status: ');
    const labels = await editor.until(() => editor.suggestions(), (found) => found[0] === 'Draft');
    assert.deepEqual(labels, ['Draft', 'Under Review', 'Approved']);
    await editor.press('Enter');
    await editor.save();
    assert.equal(editor.read('header-only.intspec.yaml'), `${HEADER}spec_status: Draft\n${SOURCE_SYSTEM}`);
  });

  it('gets a section that is picked from those that it lacks', async () => {
    await editor.command('Insert Section');
    const offered = await editor.until(() => editor.picks(), (labels) => labels[0] === 'Integration Purpose');
    assert.deepEqual(offered, SECTIONS.map(([, title]) => title).filter((title) => title !== 'Source System'));
    await editor.type('approval');
    await editor.until(() => editor.picks(), (labels) => labels.length === 1);
    await editor.press('Enter');
    await editor.until(() => editor.problems(), (rows) => rows.length > 0 && !rows.some((row) => row.startsWith('`spec_approval`')));
    await editor.save();
    const text = editor.read('header-only.intspec.yaml');
    const before = `${HEADER}spec_status: Draft\n${SOURCE_SYSTEM}`;
    assert.equal(text.slice(0, before.length), before);
    assert.match(text.slice(before.length), /^\nspec_approval:\n {2}author: .*\n(?: {2}.*\n)*$/);
  });
});

describe('a new spec, by keyboard', () => {
  let editor: EditorSession;

  before(async () => {
    editor = await openEditor({ files: { 'taken.intspec.yaml': `spec_id: INT-${YEAR}-007\n` } });
  });

  after(() => editor.close());

  it('asks three questions, refuses what cannot be a system’s name, and opens the whole template', async () => {
    await editor.command('New Integration Spec');
    await editor.answer('(1/3)', 'Shopify');
    await editor.answer('(2/3)', 'Net:');
    await editor.until(() => editor.inputMessage(), (text) => text.includes('no colon'));
    await editor.press('Backspace');
    await editor.answer('(2/3)', 'Suite');
    await editor.answer('(3/3)', 'Paid orders to sales orders');
    await editor.until(() => editor.selected(), (text) => text.startsWith('<author'));
    await editor.type('Dana Reyes');
    await editor.press('Tab');
    await editor.until(() => editor.selected(), (text) => text.startsWith('<owner of the source'));
    assert.equal(await editor.activeTab(), NEW_FILE);
  });

  it('is saved under the name that it proposes, with the next free id', async () => {
    await editor.press('Escape', 'Mod+S');
    const text = await editor.until(() => Promise.resolve(editor.exists(NEW_FILE) ? editor.read(NEW_FILE) : ''), (found) => found !== '');
    const lines = text.split('\n');
    assert.equal(lines[0], `spec_id: INT-${YEAR}-008`);
    assert.equal(lines[1], 'title: "Shopify → NetSuite: Paid orders to sales orders"');
    assert.equal(lines[2], 'template: integration-spec-v1.0');
    assert.equal(lines[4], 'author: Dana Reyes');
    assert.deepEqual(lines.filter((line) => /^[a-z_]+:$/.test(line)).map((line) => line.slice(0, -1)), SECTIONS.map(([key]) => key));
  });
});
