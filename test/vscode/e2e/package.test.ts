/** The package that people install: what is in it, and the main job with it, in VS Code and in VS Code for the browser. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { ensureEmbeddedVSCode, installPackage } from '../../../scripts/lib/embedded-vscode.mjs';
import { cacheDir, root } from '../../../scripts/lib/run.mjs';
import { packageSize } from '../../../scripts/lib/sizes.mjs';
import { rules } from '../../../server/src/rules/index.ts';
import { type EditorSession, openEditor, openWebEditor } from './harness.js';

const EXAMPLE = readFileSync(join(root, 'walkthrough', 'example.intspec.yaml'), 'utf8');
/** A sound spec but for its id, which is that of the example. */
const TWIN = readFileSync(join(root, 'examples', 'shopify-orders-to-netsuite.intspec.yaml'), 'utf8').replace(/^spec_id: .*$/m, 'spec_id: INT-2025-110');
const FILES = { 'example.intspec.yaml': EXAMPLE, 'specs/twin.intspec.yaml': TWIN };

/** Everything that is in the package, and the manifest that vsce makes; bundles without the part of their names that goes by their contents. */
const SHIPPED = [
  '.vsixmanifest',
  'LICENSE.txt', 'ThirdPartyNotices.txt', 'changelog.md', 'language-configuration.json', 'package.json', 'package.nls.json', 'readme.md',
  'client/dist/browser.js', 'client/dist/extension-*.cjs', 'client/dist/extension.cjs', 'client/dist/preview.js',
  'l10n/bundle.l10n.json',
  'media/file-icon-dark.svg', 'media/file-icon-light.svg', 'media/icon.png', 'media/specs-view.svg',
  'server/dist/browser.js', 'server/dist/settings.md',
  ...['*', 'advice', 'calculation', 'editing', 'engine', 'exports', 'faults', 'features', 'fixes', 'globs', 'hashes', 'parser', 'protocol', 're2js', 'settings', 'skim', 'tables', 'temporal', 'texts', 'words', 'writing'].map((part) => `server/dist/node-${part}.cjs`), 'server/dist/node.cjs',
  'server/dist/rules/README.md', ...rules.map(({ id }) => `server/dist/rules/${id}.md`),
  'snippets/integration-spec.code-snippets', 'syntaxes/integration-spec.tmLanguage.json',
  'walkthrough/check.md', 'walkthrough/example.intspec.yaml', 'walkthrough/findings.md', 'walkthrough/fix.md', 'walkthrough/map.md', 'walkthrough/open.md',
];

let folder: string;
let packagePath: string;
let installed: string;

before(async function () {
  this.timeout(600_000);
  folder = mkdtempSync(join(tmpdir(), 'intspec-packed-'));
  packagePath = join(folder, 'intspec.vsix');
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'package.mjs'), '--no-build', '--out', packagePath], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  installed = await installPackage(await ensureEmbeddedVSCode(cacheDir), join(folder, 'data'), packagePath);
});

after(() => { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); });

describe('the extension’s package', () => {
  it('holds what is meant to ship, and nothing else', () => {
    const files = readdirSync(installed, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry) => relative(installed, join(entry.parentPath, entry.name)).split(sep).join('/').replace(/-[A-Z\d]{8}\.cjs$/, '-*.cjs'));
    assert.deepEqual([...new Set(files)].sort(), [...SHIPPED].sort());
  });

  it('is as large as the build says', () => {
    const [said, real] = [packageSize(root), statSync(packagePath).size];
    assert.ok(Math.abs(said - real) < real / 100, `${said} bytes, and really ${real}`);
  });

  it('has nothing in its manifest that is about the repository only, and all that galleries show', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
    for (const key of ['scripts', 'devDependencies', 'dependencies', 'workspaces', 'private']) assert.equal(key in manifest, false, key);
    for (const key of ['icon', 'galleryBanner', 'categories', 'keywords', 'license', 'engines', 'displayName', 'description']) assert.ok(key in manifest, key);
  });

  it('tells the licences of the libraries in it', () => {
    const text = readFileSync(join(installed, 'ThirdPartyNotices.txt'), 'utf8');
    const named = [...text.matchAll(/^-{80}\n(\S+) \S+ \(.+\)\n-{80}$/gm)].map(([, name]) => name);
    for (const library of ['yaml', 'vscode-languageclient', 'vscode-languageserver', 'ajv', 'temporal-polyfill', 're2js']) assert.ok(named.includes(library), `${library} is not among ${named.join(', ')}`);
    // Only the command uses it.
    assert.equal(named.includes('@babel/code-frame'), false);
  });

  it('has a README that stands alone: no link and no picture of it leads to a file that is not there', () => {
    for (const page of ['readme.md', 'changelog.md']) {
      const text = readFileSync(join(installed, page), 'utf8');
      const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
      assert.deepEqual(targets.filter((target) => !/^(?:https:\/\/|#)/.test(target)), [], page);
      assert.equal(/<!--|npm start|npm test/.test(text), false, page);
    }
  });
});

/** The main job, by keyboard: the findings of a faulty spec, a fix, what comes of typing. */
function mainJob(start: () => Promise<EditorSession>): void {
  let editor: EditorSession;

  before(async () => { editor = await start(); });
  after(() => editor.close());

  /** The ids of the rules in the Problems view. */
  async function found(): Promise<string[]> {
    return (await editor.problems()).flatMap((row) => /intspec\(?([a-z]+(?:-[a-z]+)+)\)?\[/.exec(row)?.[1] ?? []).sort();
  }

  it('shows what is wrong, with other files of the workspace in view', async () => {
    await editor.open('example.intspec.yaml');
    const all = ['duplicate-spec-id', 'duplicate-spec-id', 'invalid-value', 'missing-required-field', 'unknown-source-field', 'unmapped-source-field'];
    assert.deepEqual(await editor.until(found, (ids) => ids.length >= all.length), all);
  });

  it('mends a finding from the light bulb', async () => {
    await editor.goTo(EXAMPLE.split('\n').findIndex((line) => line.includes('source.subjct')) + 1, 30);
    const titles = await editor.quickFixes();
    const fix = titles.find((title) => title.includes('subject'));
    assert.ok(fix !== undefined, titles.join('; '));
    await editor.press('Escape');
    await editor.takeQuickFix(fix);
    assert.equal((await editor.until(found, (ids) => !ids.includes('unknown-source-field'))).length, 5);
  });

  it('finds and completes while typing', async () => {
    await editor.goTo(EXAMPLE.split('\n').findIndex((line) => line.startsWith('spec_status:')) + 1, 1);
    await editor.press('End', 'Shift+Home', 'Delete');
    await editor.type('spec_status: ');
    assert.deepEqual(await editor.until(() => editor.suggestions(), (labels) => labels.length > 0), ['Draft', 'Under Review', 'Approved']);
    await editor.press('Escape');
    await editor.type('Drafted');
    await editor.press('Escape');
    assert.equal((await editor.until(found, (ids) => ids.filter((id) => id === 'invalid-value').length === 2)).length, 6);
  });

  it('lists the specs of the workspace', async () => {
    await editor.page.locator('.activitybar a[aria-label="Specs"]').click();
    const names = editor.page.locator('.part.sidebar .pane-body .monaco-list-row .label-name');
    assert.deepEqual(await editor.until(() => names.allInnerTexts(), (labels) => labels.length === 2), ['INT-2025-110', 'INT-2025-110']);
  });
}

describe('the package, installed in VS Code', () => {
  let session: EditorSession;
  mainJob(async () => (session = await openEditor({ files: FILES, package: packagePath })));

  it('brings a preview back when the window is loaded anew', async () => {
    // A window with unsaved text asks before it is left.
    await session.save();
    await session.open('specs/twin.intspec.yaml');
    await session.command('Integration Spec: Open Preview to the Side');
    await shows('INT-2025-110');
    // The command writes down what is open, before it does so.
    const loaded = session.page.waitForEvent('load', { timeout: 60_000 });
    await session.command('Developer: Reload Window');
    await loaded;
    await shows('INT-2025-110');
  });

  /** Waits until a preview shows a text. */
  async function shows(text: string): Promise<void> {
    const texts = (): Promise<string[]> => Promise.all(session.page.frames().map((frame) => frame.locator('main #spec_id').innerText({ timeout: 500 }).catch(() => '')));
    await session.until(texts, (all) => all.some((each) => each.includes(text)), 60_000);
  }
});

describe('the package in VS Code for the browser, without Node', () => {
  const requested: string[] = [];
  mainJob(() => openWebEditor({ files: FILES, extension: installed, onRequest: (url) => requested.push(url) }));

  it('asks for nothing from elsewhere', () => {
    assert.deepEqual(requested.filter((url) => !/^(?:blob:)?http:\/\/127\.0\.0\.1:\d+\//.test(url) && !url.startsWith('data:')), []);
    assert.ok(requested.some((url) => url.endsWith('/extension/client/dist/browser.js')));
  });
});
