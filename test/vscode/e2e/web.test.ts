import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { type EditorSession, openEditor } from './harness.js';

const HEADER = readFileSync(new URL('../../fixtures/faulty/header-only.intspec.yaml', import.meta.url), 'utf8');

describe('the extension in the browser', () => {
  let editor: EditorSession;
  const requested: string[] = [];

  before(async () => {
    editor = await openEditor({
      files: { 'header-only.intspec.yaml': HEADER, 'twin.intspec.yaml': 'spec_id: INT-2025-101\n' },
      // As on vscode.dev: the extension runs in the page, where there is neither Node nor a process to start.
      settings: { 'remote.extensionKind': { 'intspec.intspec': ['web'] } },
      onRequest: (url) => requested.push(decodeURIComponent(url)),
    });
  });

  after(() => editor.close());

  it('finds the same as elsewhere, in files that are closed, too', async () => {
    await editor.open('header-only.intspec.yaml');
    const rules = await editor.until(ownRules, (found) => found.includes('duplicate-spec-id'));
    assert.equal(rules.length, 12);
    assert.deepEqual(rules.filter((rule) => rule !== 'missing-section').sort(), ['duplicate-spec-id', 'missing-required-field']);
  });

  /** The rules of the problems of the file, when all twelve are listed: while they come in, the list may be read in the middle of a change. */
  async function ownRules(): Promise<(string | undefined)[]> {
    const rows = await editor.problems();
    const at = rows.indexOf('header-only.intspec.yaml12');
    return at < 0 ? [] : rows.slice(at + 1, at + 13).map((row) => /intspec([a-z-]+)\[/.exec(row)?.[1]);
  }

  it('completes', async () => {
    await editor.press('Mod+End');
    await editor.type('spec_status: ');
    const labels = await editor.until(() => editor.suggestions(), (found) => found.length > 0);
    assert.deepEqual(labels, ['Draft', 'Under Review', 'Approved']);
  });

  it('lists the specs', async () => {
    await editor.page.locator('.activitybar a[aria-label="Specs"]').click();
    const names = editor.page.locator('.part.sidebar .pane-body .monaco-list-row .label-name');
    assert.deepEqual(await editor.until(() => names.allInnerTexts(), (found) => found.length === 2), ['INT-2025-101', 'INT-2025-101']);
  });

  it('previews a spec, and leads from there to its text, by mouse and by keyboard', async () => {
    await editor.focusEditor();
    await editor.press('Mod+Home', 'Mod+K', 'v');
    const frame = await preview();
    const line = (): Promise<string> => editor.page.locator('[id="status.editor.selection"]').innerText();
    await frame.locator('#author').dblclick();
    await editor.until(line, (text) => text.startsWith(`Ln ${lineOf('author:')},`));
    await frame.locator('h1').focus();
    await editor.press('ArrowDown', 'ArrowDown', 'Enter');
    await editor.until(line, (text) => text.startsWith(`Ln ${lineOf('title:')},`));
  });

  /** The frame that shows the spec, when it does. */
  async function preview(): Promise<Frame> {
    const frames = await editor.until(async () => {
      const shown = await Promise.all(editor.page.frames().map(async (frame) => ({ frame, count: await frame.locator('main #spec_id').count().catch(() => 0) })));
      return shown.flatMap(({ frame, count }) => (count > 0 ? [frame] : []));
    }, (found) => found.length > 0);
    return frames[0] as Frame;
  }

  function lineOf(start: string): number {
    return HEADER.split('\n').findIndex((text) => text.startsWith(start)) + 1;
  }

  it('is the one built for the browser', () => {
    assert.ok(requested.some((url) => url.includes('/client/dist/browser.js')));
    assert.equal(requested.some((url) => url.includes('/client/dist/extension.cjs')), false);
  });
});
