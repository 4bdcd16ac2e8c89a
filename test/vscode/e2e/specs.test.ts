/** The Specs view, the language status and the first steps, as a person sees them. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../../scripts/lib/run.mjs';
import { type EditorSession, openEditor } from './harness.js';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const GOOD = read('examples/shopify-orders-to-netsuite.intspec.yaml');
const EXAMPLE = read('walkthrough/example.intspec.yaml');

const ROWS = '.part.sidebar .pane-body .monaco-list-row';

/** The rows of the view, each as its label and what stands behind it. */
function rowsOf(editor: EditorSession): Promise<string[]> {
  return editor.page.locator(ROWS).evaluateAll((rows) =>
    rows.map((row) => [row.querySelector('.label-name')?.textContent, row.querySelector('.label-description')?.textContent].filter(Boolean).join(' | ')),
  );
}

async function showSpecs(editor: EditorSession): Promise<void> {
  await editor.page.locator('.activitybar a[aria-label="Specs"]').click();
  await editor.page.locator('.part.sidebar .title', { hasText: 'Specs' }).first().waitFor();
}

/** What the language status says of the active spec, with the level of each line. */
async function status(editor: EditorSession): Promise<string> {
  await editor.page.locator('#status\\.languageStatus').hover();
  const card = editor.page.locator('.hover-language-status').first();
  await card.waitFor();
  const lines = await editor.page.locator('.hover-language-status').allInnerTexts();
  await editor.page.mouse.move(0, 0);
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).join(' / ');
}

describe('the Specs view', () => {
  let editor: EditorSession;

  before(async () => {
    editor = await openEditor({
      files: {
        'good.intspec.yaml': GOOD,
        'specs/example.intspec.yaml': EXAMPLE,
        'broken.intspec.yaml': GOOD.replace('INT-2025-014', 'INT-2025-015').replace(/^date: .*$/m, 'date: 2025-13-40').replace('spec_status: Approved', 'spec_status: Under Review'),
      },
    });
  });

  after(() => editor.close());

  it('lists the specs of the workspace before any is opened, those with problems first', async () => {
    await showSpecs(editor);
    const rows = await editor.until(() => rowsOf(editor), (found) => found.length === 3);
    assert.match(rows[0] ?? '', /^INT-2025-110 \| 4 errors · Draft · 3 of 5 mapped · Zendesk → ServiceNow: Escalated tickets as incidents$/);
    assert.match(rows[1] ?? '', /^INT-2025-015 \| 1 error · Under Review · \d+ of \d+ mapped(?: · \d+ not written)? · Shopify → NetSuite: /);
    assert.match(rows[2] ?? '', /^INT-2025-014 \| Approved · \d+ of \d+ mapped/);
    await editor.screenshot(join(cacheDir, 'screenshots', 'specs-view.png'));
  });

  it('shows the findings of a spec, and leads to their places', async () => {
    await editor.page.locator(ROWS, { hasText: 'INT-2025-110' }).locator('.monaco-tl-twistie').click();
    const rows = await editor.until(() => rowsOf(editor), (found) => found.length === 7);
    assert.match(rows[2] ?? '', /^`summary` reads `source\.subjct`.* \| unknown-source-field \[Ln 75, Col 27\]$/);
    // What a screen reader says of a row: how bad it is too, which others see by the icon.
    const labels = await editor.page.locator(ROWS).evaluateAll((elements) => elements.map((row) => row.getAttribute('aria-label') ?? ''));
    assert.match(labels[0] ?? '', /^INT-2025-110, 4 errors, Draft, 3 of 5 mapped, /);
    assert.match(labels[2] ?? '', /^Error, `summary` reads `source\.subjct`.*, unknown-source-field, line 75, column 27/);
    assert.match(labels.find((label) => label.startsWith('INT-2025-014')) ?? '', /^INT-2025-014, no problems, Approved, /);
    await editor.page.locator(ROWS, { hasText: 'subjct' }).click();
    await editor.page.locator('.editor-instance .monaco-editor[data-uri$="/example.intspec.yaml"]').waitFor();
    await editor.until(() => editor.status(), (items) => items.some((item) => item.startsWith('Ln 75, Col ')));
    await editor.focusEditor();
    assert.equal(await editor.selected(), 'subjct');
  });

  it('follows the text, and the status does', async () => {
    assert.match(await status(editor), /4 errors block approval.*Draft.*Show Problems.*3 of 5 mapped.*2 unmapped.*Show in Specs View/);
    await editor.type('subject');
    const rows = await editor.until(() => rowsOf(editor), (found) => found[0]?.startsWith('INT-2025-110 | 3 errors') ?? false);
    assert.match(rows[0] ?? '', /4 of 5 mapped/);
    assert.match(await editor.until(() => status(editor), (text) => text.startsWith('3 errors')), /4 of 5 mapped.*1 unmapped/);
    await editor.screenshot(join(cacheDir, 'screenshots', 'specs-status.png'));
  });

  it('reveals the active spec', async () => {
    await editor.open('good.intspec.yaml');
    await editor.command('Integration Spec: Reveal in Specs View');
    const selected = editor.page.locator('.part.sidebar .monaco-list-row.selected .label-name');
    await editor.until(() => selected.allInnerTexts(), ([name]) => name === 'INT-2025-014');
  });

  it('reads files anew when all are to be checked', async () => {
    writeFileSync(join(editor.workspace, 'new.intspec.yaml'), GOOD.replace('INT-2025-014', 'INT-2025-016'));
    await editor.command('Integration Spec: Check All Specs');
    await editor.until(() => rowsOf(editor), (found) => found.some((row) => row.startsWith('INT-2025-016 | Approved')));
  });

  it('offers for a spec and for a finding what fits it', async () => {
    const menu = async (row: string): Promise<string[]> => {
      await editor.page.locator(ROWS, { hasText: row }).first().click({ button: 'right' });
      await editor.page.locator('.monaco-menu .action-label').first().waitFor();
      const items = await editor.page.locator('.monaco-menu .action-item:not(.disabled) .action-label').allInnerTexts();
      await editor.press('Escape');
      return items.map((item) => item.trim()).filter((item) => item !== '');
    };
    assert.deepEqual(await menu('INT-2025-014'), ['Open to the Side', 'Reveal in Explorer View', 'Copy Spec ID']);
    assert.deepEqual(await menu('is neither mapped nor'), ['Show the Rule’s Page']);
  });
});

describe('the first steps', () => {
  let editor: EditorSession;

  before(async () => {
    editor = await openEditor({ files: { 'readme.txt': 'nothing\n' } });
  });

  after(() => editor.close());

  it('begin in an empty Specs view', async () => {
    await showSpecs(editor);
    const welcome = editor.page.locator('.part.sidebar .welcome-view-content');
    await editor.until(() => welcome.innerText(), (text) => text.includes('There is no integration spec'));
    assert.deepEqual(await welcome.locator('.monaco-button').allInnerTexts(), ['New Integration Spec', 'Open an Example']);
    await editor.screenshot(join(cacheDir, 'screenshots', 'specs-welcome.png'));
  });

  it('are ticked off as they are taken', async () => {
    await editor.command('Welcome: Open Walkthrough...');
    await editor.page.locator('.quick-input-widget input.input').fill('Integration Specs');
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Integration Specs' }).first().click();
    const step = (id: string) => editor.page.locator(`[data-step-id$="#${id}"]`).first();
    const isDone = async (id: string): Promise<boolean> => (await step(id).locator('.codicon-getting-started-step-checked.complete').count()) > 0;
    await step('open').waitFor();
    assert.equal(await isDone('open'), false);
    await editor.page.locator('.getting-started-step .monaco-button', { hasText: 'Open an Example' }).click();
    // It comes beside the walkthrough; until it is there, the focus has to stay where it is.
    await editor.page.locator('.tab.active', { hasText: 'INT-2025-110' }).waitFor();
    await editor.until(() => editor.problems(), (rows) => rows.some((row) => row.includes('unmapped-source-field')));
    await editor.until(() => isDone('open'), Boolean);

    await step('fix').click();
    await editor.page.locator('.getting-started-step .monaco-button', { hasText: 'Fix All' }).click();
    await editor.until(() => editor.problems(), (rows) => rows.length > 0 && !rows.some((row) => row.includes('missing-required-field')));
    await editor.until(() => isDone('fix'), Boolean);
    assert.equal(await isDone('map'), false);

    await editor.page.locator('.markers-panel .monaco-list-row', { hasText: 'subjct' }).dblclick();
    await editor.until(() => editor.status(), (items) => items.some((item) => item.startsWith('Ln 75, Col ')));
    await editor.focusEditor();
    await editor.type('subject');
    await step('map').click();
    await editor.until(() => isDone('map'), Boolean);
    await editor.screenshot(join(cacheDir, 'screenshots', 'walkthrough.png'));
  });
});
