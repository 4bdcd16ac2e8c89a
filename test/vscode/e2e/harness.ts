/** Drives a real VS Code the way an author does: by keyboard, in a page of its own. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { BROWSER_FLAGS, ensureBrowser } from '../../../scripts/lib/browser.mjs';
import { ensureEmbeddedVSCode, installPackage, startServer } from '../../../scripts/lib/embedded-vscode.mjs';
import { cacheDir, root } from '../../../scripts/lib/run.mjs';
import { ensureVSCodeWeb, serveVSCodeWeb } from '../../../scripts/lib/vscode-web.mjs';

const MOD = process.platform === 'darwin' ? 'Meta' : 'Control';
const LOAD_TIMEOUT = 60_000;
const WAIT = 15_000;

/** Settings that keep pictures and timing steady. */
const STEADY = {
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
  'workbench.tree.enableStickyScroll': false,
};

/** What {@link openEditor} opens. */
export interface EditorOptions {
  /** The workspace's files by relative path. */
  readonly files: Readonly<Record<string, string>>;
  /** User settings beyond the harness's own. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A package (`.vsix`) of the extension that is installed first, in place of the one in this repository. */
  readonly package?: string;
  /** Hears the address of everything that the page and its workers load. */
  readonly onRequest?: (url: string) => void;
}

const open = new Set<EditorSession>();

/** Starts VS Code with the extension on a new workspace and waits until it can be used. */
export async function openEditor(options: EditorOptions): Promise<EditorSession> {
  const vscode = await ensureEmbeddedVSCode(cacheDir);
  const executablePath = await ensureBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'intspec-e2e-'));
  const workspace = join(folder, 'workspace');
  for (const [name, text] of Object.entries(options.files)) {
    const file = join(workspace, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const dispose: (() => Promise<unknown>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const step of dispose.reverse()) await step();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const dataDir = join(folder, 'data');
    if (options.package !== undefined) await installPackage(vscode, dataDir, options.package);
    const server = await startServer({
      vscode,
      workspace,
      dataDir,
      ...(options.package === undefined && { extension: root }),
      settings: { ...STEADY, ...options.settings },
    });
    dispose.push(() => server.stop());
    return await openPage(server.url, { executablePath, workspace, dispose, closeAll, onRequest: options.onRequest });
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Opens VS Code for the browser alone, with an extension that lies in a folder; its workspace lives in the page. */
export async function openWebEditor(options: Omit<EditorOptions, 'package'> & { readonly extension: string }): Promise<EditorSession> {
  const web = await ensureVSCodeWeb(cacheDir);
  const executablePath = await ensureBrowser();
  const dispose: (() => Promise<unknown>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const step of dispose.reverse()) await step();
  };
  try {
    const server = await serveVSCodeWeb({ web, extension: options.extension, files: options.files, settings: { ...STEADY, ...options.settings } });
    dispose.push(() => server.stop());
    return await openPage(server.url, { executablePath, workspace: server.workspace, dispose, closeAll, onRequest: options.onRequest });
  } catch (error) {
    await closeAll();
    throw error;
  }
}

interface PageOptions {
  readonly executablePath: string;
  readonly workspace: string;
  readonly dispose: (() => Promise<unknown>)[];
  readonly closeAll: () => Promise<void>;
  readonly onRequest: ((url: string) => void) | undefined;
}

/** Opens a served VS Code in a browser of its own and waits until it can be used. */
async function openPage(url: string, { executablePath, workspace, dispose, closeAll, onRequest }: PageOptions): Promise<EditorSession> {
  const browser: Browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  dispose.push(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page.context().on('request', (request) => onRequest?.(request.url()));
  await page.goto(url);
  const session = new EditorSession(page, workspace, closeAll);
  await session.ready();
  open.add(session);
  return session;
}

/** One open VS Code. */
export class EditorSession {
  constructor(
    readonly page: Page,
    readonly workspace: string,
    private readonly closeAll: () => Promise<void>,
  ) {}

  /** Waits until the workbench and its connection to the extension host stand. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: LOAD_TIMEOUT });
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: LOAD_TIMEOUT });
  }

  /** Opens a file of the workspace by quick open and puts the cursor into it. */
  async open(file: string): Promise<void> {
    const name = basename(file);
    const folder = dirname(file) === '.' ? '' : ` ${dirname(file)}`;
    await this.press('Mod+P');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.waitFor({ timeout: WAIT });
    // The whole path, since the name alone would also find namesakes in other folders.
    await input.fill(join(this.workspace, file));
    const rows = this.page.locator('.quick-input-list .monaco-list-row.focused');
    await rows.and(this.page.locator(`[aria-label="${name}${folder}"], [aria-label^="${name}${folder},"]`)).waitFor({ timeout: WAIT });
    await this.press('Enter');
    await this.page.locator(`.editor-instance .monaco-editor[data-uri$="/${file}"]`).first().waitFor({ timeout: WAIT });
    await this.focusEditor();
  }

  /** Puts the keyboard focus into the active editor, where the cursor was. */
  async focusEditor(): Promise<void> {
    const input = this.page.locator('.editor-instance :is(.native-edit-context, textarea.inputarea)').first();
    await input.waitFor({ state: 'attached', timeout: WAIT });
    await input.focus();
  }

  /** Puts the cursor at a line and a column, both counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.focusEditor();
    await this.press('Control+G');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.waitFor({ timeout: WAIT });
    await input.fill(`:${line}:${column}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: WAIT });
    await this.focusEditor();
  }

  /** Types text key by key, as a person does. */
  async type(text: string, delay = 15): Promise<void> {
    await this.page.keyboard.type(text, { delay });
  }

  /** Presses keys one after the other, such as `Control+Space`; `Mod` is Command on macOS, else Control. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key.replace(/\bMod\b/, MOD));
  }

  /** Runs a command by its title in the command palette, as soon as it is there. */
  async command(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    const isThere = async (): Promise<boolean> => {
      await this.press('Escape', 'F1');
      const input = this.page.locator('.quick-input-widget input.input');
      await input.waitFor({ timeout: WAIT });
      await input.fill(`>${title}`);
      // A command that is contributed later does not show in a palette that is open already.
      return row.waitFor({ timeout: 1000 }).then(() => true, () => false);
    };
    await this.until(isThere, Boolean);
    await this.press('Enter');
  }

  /** Saves the active file. */
  async save(): Promise<void> {
    await this.press('Mod+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached', timeout: WAIT });
  }

  /** Whether the workspace has this file on disk. */
  exists(file: string): boolean {
    return existsSync(join(this.workspace, file));
  }

  /** The text of a workspace file on disk. */
  read(file: string): string {
    return readFileSync(join(this.workspace, file), 'utf8');
  }

  /** Shows the Problems view and returns the texts of its rows, top to bottom, files and problems alike. */
  async problems(): Promise<string[]> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.press('Mod+Shift+M');
    await panel.waitFor({ timeout: WAIT });
    const rows = await this.rows('.markers-panel .monaco-list');
    await this.focusEditor();
    return rows;
  }

  /** The labels of the visible suggestions, in order; empty where there is no list. */
  async suggestions(): Promise<string[]> {
    const list = '.suggest-widget.visible .monaco-list';
    if (!(await this.page.locator(list).isVisible())) return [];
    return this.rows(list, '.label-name');
  }

  /**
   * Opens the menu of quick fixes at the cursor and returns their titles, top to bottom. A panel that has just been
   * opened may take the focus late, and the key with it: then it is pressed again, as a person would.
   */
  async quickFixes(): Promise<string[]> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    const isOpen = async (): Promise<boolean> => {
      await this.focusEditor();
      await this.press('Mod+.');
      return rows.first().waitFor({ timeout: 3000 }).then(() => true, () => false);
    };
    await this.until(isOpen, Boolean, 2 * WAIT);
    return (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Opens the menu of quick fixes at the cursor and takes the one with this title. */
  async takeQuickFix(title: string): Promise<void> {
    const steps = (await this.quickFixes()).indexOf(title);
    if (steps < 0) throw new Error(`There is no quick fix “${title}”`);
    for (let step = 0; step < steps; step++) await this.press('ArrowDown');
    await this.press('Enter');
  }

  /** Takes the suggestion with this label; asks for suggestions where the list is not open by itself. */
  async takeSuggestion(label: string): Promise<void> {
    const list = '.suggest-widget.visible .monaco-list';
    const isOffered = async (): Promise<boolean> => {
      if (!(await this.page.locator(list).isVisible())) await this.press('Control+Space');
      await this.page.locator(`${list} .monaco-list-row.focused`).waitFor({ timeout: 2000 }).catch(() => undefined);
      return (await this.suggestions()).includes(label);
    };
    await this.until(isOffered, Boolean);
    const labels = await this.suggestions();
    const focused = Number(await this.page.locator(`${list} .monaco-list-row.focused`).getAttribute('data-index'));
    const steps = labels.indexOf(label) - focused;
    for (let step = 0; step < Math.abs(steps); step++) await this.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    await this.press('Enter');
    await this.page.locator(list).waitFor({ state: 'hidden', timeout: WAIT }).catch(() => undefined);
  }

  /** The labels of the open quick pick, in order. */
  picks(): Promise<string[]> {
    return this.rows('.quick-input-list .monaco-list', '.label-name');
  }

  /** What the open input box says below itself. */
  inputMessage(): Promise<string> {
    return this.page.locator('.quick-input-widget .quick-input-message').innerText();
  }

  /** Types an answer into the input box that has this in its title, and presses Enter. */
  async answer(title: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-title', { hasText: title }).waitFor({ timeout: WAIT });
    await this.type(text);
    await this.press('Enter');
  }

  /** The text selected in the active editor, as the clipboard would get it. */
  async selected(): Promise<string> {
    await this.press('Mod+C');
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** The name of the file in the active editor's tab. */
  async activeTab(): Promise<string> {
    return (await this.page.locator('.tab.active').getAttribute('data-resource-name')) ?? '';
  }

  /** The texts of the status bar's items, left to right. */
  async status(): Promise<string[]> {
    const texts = await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Waits until `read` returns something that satisfies `accept` and returns it. */
  async until<T>(read: () => Promise<T>, accept: (value: T) => boolean, timeout = WAIT): Promise<T> {
    const end = Date.now() + timeout;
    for (;;) {
      const value = await read();
      if (accept(value)) return value;
      if (Date.now() > end) throw new Error(`Waited ${timeout} ms; last seen: ${JSON.stringify(value)}`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Saves a picture of the whole window. */
  async screenshot(path: string): Promise<void> {
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  /** Ends this VS Code and removes its workspace. */
  async close(): Promise<void> {
    open.delete(this);
    await this.closeAll();
  }

  /** All rows of a list that keeps only the visible ones in the page: scrolls through it with the wheel. */
  private async rows(list: string, label?: string): Promise<string[]> {
    const locator = this.page.locator(list).first();
    const box = await locator.boundingBox();
    if (!box) return [];
    let seen = await visibleRows(locator, label);
    // One step is a few rows, however far the wheel turns. False at the end of the list.
    const scroll = async (direction: number): Promise<boolean> => {
      const before = JSON.stringify(seen);
      await this.page.mouse.wheel(0, direction * 100);
      for (let wait = 0; wait < 8; wait++) {
        seen = await visibleRows(locator, label);
        if (JSON.stringify(seen) !== before) return true;
        await this.page.waitForTimeout(25);
      }
      return false;
    };
    await this.page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    while (!seen.some(([index]) => index === 0) && (await scroll(-1)));
    const found = new Map(seen);
    while (await scroll(1)) for (const [index, text] of seen) found.set(index, text);
    await this.page.mouse.move(0, 0);
    return [...found].sort(([x], [y]) => x - y).map(([, text]) => text);
  }
}

function visibleRows(list: ReturnType<Page['locator']>, label: string | undefined): Promise<[number, string][]> {
  return list.locator('.monaco-list-row').evaluateAll(
    (rows, selector) =>
      rows.map((row): [number, string] => {
        const element = selector === undefined ? row : row.querySelector(selector);
        return [Number(row.getAttribute('data-index')), (element?.textContent ?? '').replace(/\s+/g, ' ').trim()];
      }),
    label,
  );
}

/** After a failed test: a picture of every VS Code that it left open, under `.cache/screenshots`. */
afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  const name = this.currentTest.fullTitle().replace(/[^\w-]+/g, '-');
  for (const session of open) await session.screenshot(join(cacheDir, 'screenshots', `${name}.png`));
});

/** Whatever a test left open ends with the run. */
after(async () => {
  for (const session of open) await session.close();
});
