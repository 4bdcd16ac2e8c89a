/**
 * Takes the pictures of the README and of docs/ from the running extension: `npm run screenshots`. They go to
 * media/screenshots, 1280 pixels wide.
 *
 * `--themes` takes others, for people who look after the extension's looks: the Specs view, the preview and the first
 * steps in each of the themes that must be readable. They go to .cache/themes.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, ensureBrowser } from './lib/browser.mjs';
import { ensureEmbeddedVSCode, startServer } from './lib/embedded-vscode.mjs';
import { cacheDir, root, say } from './lib/run.mjs';

const SPEC = 'zendesk-to-servicenow.intspec.yaml';
/** The specs of the workspace, where they come from and what they are called. */
const SPECS = [['walkthrough/example.intspec.yaml', SPEC], ...['shopify-orders-to-netsuite', 'stripe-charges-to-snowflake'].map((name) => [`examples/${name}.intspec.yaml`, `${name}.intspec.yaml`])];
const MAX_KILOBYTES = 150;
const QUALITY = 0.85;
const SIZE = { width: 1280, height: 800 };
const WAIT = 20_000;

const LIGHT = 'Default Light Modern';
const THEMES = { light: LIGHT, dark: 'Default Dark Modern', 'high-contrast-light': 'Default High Contrast Light', 'high-contrast-dark': 'Default High Contrast' };

const HAS_PREVIEW = readFileSync(join(root, 'package.json'), 'utf8').includes('"intspec.openPreview"');

/** Nothing on the picture but the spec and what the extension says of it. */
const SETTINGS = {
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

  /** Takes the picture: as WebP for readers, or as PNG. */
  async take(name, { type = 'webp', height = SIZE.height } = {}) {
    await this.page.mouse.move(1279, 400);
    await this.page.waitForTimeout(1000);
    const path = join(this.folder, `${name}.${type}`);
    const png = await this.page.screenshot({ clip: { x: 0, y: 0, width: SIZE.width, height } });
    const picture = type === 'webp' ? await this.toWebP(png) : png;
    writeFileSync(path, picture);
    const size = Math.ceil(picture.length / 1000);
    say(`${name}.${type}: ${size} kB`);
    if (type === 'webp' && size > MAX_KILOBYTES) throw new Error(`${name}.${type} is larger than ${MAX_KILOBYTES} kB`);
  }

  /** The browser writes WebP, which takes half the room of PNG and looks the same. */
  async toWebP(png) {
    const page = await this.page.context().browser().newPage();
    const url = await page.evaluate(async ([source, quality]) => {
      const image = new globalThis.Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(globalThis.document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality);
    }, [`data:image/png;base64,${png.toString('base64')}`, QUALITY]);
    await page.close();
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  }
}

/** The pictures of the README and of docs/. */
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
  await camera.press('Escape', 'Control+Z', 'Control+Z', 'Control+Z', 'Control+Z');

  await camera.command('View: Show Specs');
  await takeSpecs(camera, 'specs', { height: 420 });
}

/** The Specs view, with the findings of the spec that has some. */
async function takeSpecs(camera, name, options) {
  const rows = camera.page.locator('.part.sidebar .pane-body .monaco-list-row');
  await rows.nth(2).waitFor({ timeout: WAIT });
  await rows.filter({ hasText: '4 errors' }).locator('.monaco-tl-twistie').click();
  await rows.nth(6).waitFor({ timeout: WAIT });
  await camera.take(name, options);
}

/** The view, the status and the first steps in one theme. */
async function takeLooks(camera, { openFile }, name) {
  const { page } = camera;
  await openFile();
  await page.locator('.activitybar a[aria-label="Specs"]').click();
  await takeSpecs(camera, `${name}-specs`, { type: 'png' });
  await page.locator('#status\\.languageStatus').hover();
  await camera.shows('.hover-language-status');
  await page.waitForTimeout(500);
  writeFileSync(join(camera.folder, `${name}-status.png`), await page.screenshot());
  await camera.command('View: Toggle Primary Side Bar Visibility');
  if (HAS_PREVIEW) {
    await camera.command('Integration Spec: Open Preview');
    await camera.shows('iframe.webview.ready');
    await page.waitForTimeout(2000);
    await camera.take(`${name}-preview`, { type: 'png' });
  }
  await camera.command('Welcome: Open Walkthrough...');
  await page.locator('.quick-input-widget input.input').fill('Integration Specs');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Integration Specs' }).first().click();
  for (const step of ['open', 'findings', 'fix', 'map', 'check']) {
    await page.locator(`[data-step-id$="#${step}"]`).first().click();
    await camera.take(`${name}-first-steps-${step}`, { type: 'png' });
  }
}

/** Opens the specs in a theme and lets `take` take pictures. */
async function photograph(folder, settings, take) {
  const vscode = await ensureEmbeddedVSCode(cacheDir);
  const executablePath = await ensureBrowser();
  const temporary = mkdtempSync(join(tmpdir(), 'intspec-pictures-'));
  const workspace = join(temporary, 'specs');
  for (const each of [workspace, folder]) mkdirSync(each, { recursive: true });
  for (const [source, name] of SPECS) cpSync(join(root, source), join(workspace, name));
  const lines = readFileSync(join(workspace, SPEC), 'utf8').split('\n');
  let server;
  let browser;
  try {
    const options = { vscode, workspace, dataDir: join(temporary, 'data'), extension: root, file: join(workspace, SPEC) };
    server = await startServer({ ...options, settings: { ...SETTINGS, ...settings } });
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(server.url);
    const openFile = () => page.locator(`.editor-instance .monaco-editor[data-uri$="/${SPEC}"]`).first().waitFor({ timeout: 60_000 });
    await take(new Photographer(page, folder), { openFile, lineOf: (start) => lineOf(lines, start) });
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

const { values } = parseArgs({ options: { themes: { type: 'boolean', default: false } } });
if (values.themes) {
  for (const [name, theme] of Object.entries(THEMES)) await photograph(join(cacheDir, 'themes'), { 'workbench.colorTheme': theme }, (camera, help) => takeLooks(camera, help, name));
} else {
  await photograph(join(root, 'media', 'screenshots'), { 'workbench.colorTheme': LIGHT, 'workbench.activityBar.location': 'hidden' }, takeAll);
}
