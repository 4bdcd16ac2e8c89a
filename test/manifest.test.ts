/** The extension's manifest: what it promises is there, what it names is shipped, what people read can be translated. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import picomatch from 'picomatch';
import { clientTexts, untranslatedTexts } from '../scripts/lib/l10n.mjs';

const root = new URL('../', import.meta.url);

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
}
interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly id: string; readonly completionEvents: readonly string[] }[] }[];
  };
}

const text = readFileSync(new URL('package.json', root), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const texts = JSON.parse(readFileSync(new URL('package.nls.json', root), 'utf8')) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const ids = contributes.commands.map(({ command }) => command);
const views = Object.values(contributes.views).flat().map(({ id }) => id);
/** Commands that the editor makes for each view. */
const ofViews = views.map((view) => `${view}.focus`);

/** All strings in a piece of JSON. */
function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* stringsIn(each);
}

function unknownCommands(named: readonly string[]): string[] {
  return named.filter((id) => id.startsWith('intspec.') && !ids.includes(id) && !ofViews.includes(id));
}

describe('the manifest', () => {
  it('takes every text from package.nls.json, which has no other', () => {
    const used = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key));
    assert.deepEqual([...used].filter((key) => !(key in texts)), [], 'texts that are missing');
    assert.deepEqual(Object.keys(texts).filter((key) => !used.has(key)), [], 'texts that nothing uses');
    for (const value of Object.values(texts)) assert.ok(value.trim().length > 1);
  });

  it('has its titles and descriptions translated', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.match(title, /^%.+%$/, command);
      assert.equal(category, 'Integration Spec', command);
    }
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      const described = [setting['description'], setting['markdownDescription'], setting['deprecationMessage']].find((each) => each !== undefined);
      assert.ok(typeof described === 'string' && /^%.+%$/.test(described), `${name} is described`);
    }
  });

  it('puts no command into a menu that it does not have, and none without an icon beside a title or a row', () => {
    for (const [menu, items] of Object.entries(contributes.menus)) {
      assert.deepEqual(unknownCommands(items.map(({ command }) => command)), [], menu);
      for (const { command, group } of items) {
        const isPicture = group === 'inline' || (menu === 'view/title' && group?.startsWith('navigation'));
        if (isPicture) assert.match(contributes.commands.find((each) => each.command === command)?.icon ?? '', /^\$\([a-z-]+\)$/, `${command} in ${menu}`);
      }
    }
  });

  it('keeps commands that need a row of a view out of the command palette', () => {
    const needRow = new Set(contributes.menus['view/item/context']?.map(({ command }) => command));
    const hidden = contributes.menus['commandPalette']?.filter(({ when }) => when === 'false').map(({ command }) => command);
    assert.ok(needRow.size > 0);
    assert.deepEqual(hidden?.toSorted(), [...needRow].sort());
  });

  it('names no command in a text that there is not', () => {
    const links = Object.values(texts).flatMap((value) => [...value.matchAll(/\(command:(?:toSide:)?([\w.]+)/g)].map(([, id = '']) => id));
    assert.ok(links.length > 3);
    assert.deepEqual(unknownCommands(links), []);
  });

  it('has a view for each text that stands in an empty one, and waits in its walkthrough for what can happen', () => {
    for (const { view } of contributes.viewsWelcome) assert.ok(views.includes(view), view);
    const events = contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents));
    assert.deepEqual(unknownCommands(events.filter((event) => event.startsWith('onCommand:')).map((event) => event.slice('onCommand:'.length))), []);
    for (const event of events) if (event.startsWith('onView:')) assert.ok(views.includes(event.slice('onView:'.length)), event);
    const client = readFileSync(new URL('client/src/specs/status.ts', root), 'utf8');
    for (const event of events) if (event.startsWith('onContext:')) assert.ok(client.includes(`'${event.slice('onContext:'.length)}'`), event);
    for (const { steps } of contributes.walkthroughs) assert.equal(steps.length, 5);
  });

  it('names files that are there and shipped', () => {
    const paths = [...stringsIn(manifest.contributes), manifest.main, manifest.browser].filter((value) => /^(\.\/)?[a-z]+[\w/-]*\/[\w.-]+\.(md|svg|png|json|code-snippets|cjs)$/.test(value)).map((path) => path.replace(/^\.\//, ''));
    const shipped = readFileSync(new URL('.vscodeignore', root), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const isShipped = picomatch([...shipped]);
    const needed = [...new Set([...paths, 'walkthrough/example.intspec.yaml', 'l10n/bundle.l10n.json'])];
    assert.ok(needed.length > 12);
    assert.deepEqual(needed.filter((path) => !existsSync(new URL(path, root))), [], 'files that are missing');
    assert.deepEqual(needed.filter((path) => !isShipped(path)), [], 'files that are not shipped');
  });
});

describe('the texts of the client', () => {
  it('all are for translation', () => {
    assert.deepEqual(untranslatedTexts(), ['client.ts: Integration Spec'], 'the name of the extension is all that stays as it is');
  });

  it('are the ones in the bundle', () => {
    const bundle = JSON.parse(readFileSync(new URL('l10n/bundle.l10n.json', root), 'utf8')) as Readonly<Record<string, string>>;
    assert.ok(clientTexts().length > 20);
    assert.deepEqual(Object.keys(bundle), clientTexts(), 'npm run generate');
    for (const [key, value] of Object.entries(bundle)) assert.equal(value, key);
  });
});
