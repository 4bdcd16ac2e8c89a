/**
 * Takes the pictures of the README from the running extension: `npm run screenshots`. They go to
 * media/screenshots, each 1280 × 800.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, ensureBrowser } from './lib/browser.mjs';
import { ensureEmbeddedVSCode, startServer } from './lib/embedded-vscode.mjs';
import { cacheDir, root, say } from './lib/run.mjs';

const SPEC = 'zendesk-to-servicenow.intspec.yaml';
const MAX_KILOBYTES = 250;
const WAIT = 20_000;

/** Nothing on the picture but the spec and what the extension says of it. */
const SETTINGS = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
  'editor.scrollBeyondLastLine': false,
  'breadcrumbs.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.scrollbar.horizontal': 'hidden',
  'problems.defaultViewMode': 'tree',
  'files.autoSave': 'off',
};

/** Drives the page: each picture begins with the spec as it is on disk, scrolled to its data contract. */
class Photographer {
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Puts the cursor at `line:column`. */
  async goTo(place) {
    await this.press('Control+G');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.waitFor({ timeout: WAIT });
    await input.fill(`:${place}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: WAIT });
  }

  async command(title) {
    await this.press('F1');
    await this.page.locator('.quick-input-widget input.input').fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor({ timeout: WAIT });
    await this.press('Enter');
  }

  shows(selector) {
    return this.page.locator(selector).first().waitFor({ timeout: WAIT });
  }

  /** Opens the menu of quick fixes at the cursor; it takes a moment until the findings of a text that was just opened have theirs. */
  async openQuickFixes() {
    const row = this.page.locator('.action-widget .monaco-list-row').first();
    for (const end = Date.now() + WAIT; Date.now() < end; ) {
      await this.press('Escape', 'Control+.');
      const shown = await row.waitFor({ timeout: 2000 }).then(() => true, () => false);
      if (shown) return;
    }
    throw new Error('There are no quick fixes at the cursor');
  }

  async take(name) {
    await this.page.mouse.move(1279, 400);
    await this.page.waitForTimeout(1000);
    const path = join(this.folder, `${name}.png`);
    await this.page.screenshot({ path });
    const size = Math.ceil(statSync(path).size / 1000);
    say(`${name}.png: ${size} kB`);
    if (size > MAX_KILOBYTES) throw new Error(`${name}.png is larger than ${MAX_KILOBYTES} kB`);
  }
}

async function takeAll(camera, { openFile, lineOf }) {
  const { page } = camera;
  await openFile();
  await camera.command('View: Toggle Primary Side Bar Visibility');
  await camera.press('Control+Shift+M');
  await camera.shows('.markers-panel .monaco-list-row');
  await camera.press('Control+1');

  await camera.shows('.editor-instance .monaco-editor');
  const forgotten = lineOf('    channel:');
  await camera.goTo(`${forgotten}:6`);
  // The line stands in the middle; what is of interest stands below it.
  await camera.press(...Array.from({ length: 7 }, () => 'Control+ArrowDown'));
  await camera.openQuickFixes();
  await camera.take('findings');
  await camera.press('Escape');

  const mapping = lineOf('mapped_from: source.subjct');
  await camera.goTo(`${mapping}:30`);
  await camera.openQuickFixes();
  await camera.take('quick-fix');
  await camera.press('Escape');

  await camera.press('Control+J');
  await camera.goTo(`${lineOf('guaranteed_delivery:')}:6`);
  await camera.command('Show or Focus Hover');
  await camera.shows('.monaco-hover:not(.hidden) .hover-contents');
  await camera.take('hover');
  await camera.press('Escape');

  await camera.goTo(`${mapping}:20`);
  await camera.press('Shift+End', 'Delete');
  await page.keyboard.type('source.', { delay: 30 });
  await camera.shows('.suggest-widget.visible .monaco-list-row');
  await camera.take('completion');
  await page.close();
}

async function main() {
  const vscode = await ensureEmbeddedVSCode(cacheDir);
  const executablePath = await ensureBrowser();
  const temporary = mkdtempSync(join(tmpdir(), 'intspec-pictures-'));
  const workspace = join(temporary, 'specs');
  const folder = join(root, 'media', 'screenshots');
  for (const each of [workspace, folder]) mkdirSync(each, { recursive: true });
  cpSync(join(root, 'walkthrough', 'example.intspec.yaml'), join(workspace, SPEC));
  const lines = readFileSync(join(workspace, SPEC), 'utf8').split('\n');
  let server;
  let browser;
  try {
    const options = { vscode, workspace, dataDir: join(temporary, 'data'), extension: root, file: join(workspace, SPEC) };
    server = await startServer({ ...options, settings: SETTINGS });
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    const openFile = () => page.locator(`.editor-instance .monaco-editor[data-uri$="/${SPEC}"]`).first().waitFor({ timeout: 60_000 });
    await takeAll(new Photographer(page, folder), { openFile, lineOf: (start) => lineOf(lines, start) });
  } finally {
    await browser?.close();
    await server?.stop();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

function lineOf(lines, start) {
  const at = lines.findIndex((line) => line.includes(start));
  if (at < 0) throw new Error(`The spec has no line ${start}`);
  return at + 1;
}

await main();
