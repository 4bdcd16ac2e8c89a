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
    const paths = [...stringsIn(manifest.contributes), manifest.main, manifest.browser].filter((value) => /^(\.\/)?[a-z]+[\w/-]*\/[\w.-]+\.(md|svg|png|json|code-snippets|c?js)$/.test(value)).map((path) => path.replace(/^\.\//, ''));
    const shipped = readFileSync(new URL('.vscodeignore', root), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const isShipped = picomatch([...shipped]);
    const needed = [...new Set([...paths, 'walkthrough/example.intspec.yaml', 'l10n/bundle.l10n.json'])];
    assert.ok(needed.length > 12);
    assert.deepEqual(needed.filter((path) => !existsSync(new URL(path, root))), [], 'files that are missing');
    assert.deepEqual(needed.filter((path) => !isShipped(path)), [], 'files that are not shipped');
  });
});

describe('the looks', () => {
  const own = JSON.parse(text) as {
    readonly icon: string;
    readonly contributes: {
      readonly languages: readonly { readonly icon?: { readonly light: string; readonly dark: string } }[];
      readonly colors?: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
      readonly walkthroughs: readonly { readonly steps: readonly { readonly id: string; readonly title: string; readonly description: string; readonly media: Readonly<Record<string, unknown>> }[] }[];
      readonly viewsContainers: Readonly<Record<string, readonly { readonly icon: string }[]>>;
    };
  };

  /** The relative luminance of `#rrggbb`, by WCAG 2.2. */
  function luminance(colour: string): number {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one: string, other: string): number {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  it('of file icons stand out from what is behind them: 3 to 1, as WCAG asks of pictures', () => {
    const icons = own.contributes.languages.flatMap(({ icon }) => icon ?? []);
    assert.equal(icons.length, 1);
    // The one for dark themes is that of both high-contrast ones too.
    const behind = { light: ['#ffffff', '#f3f3f3'], dark: ['#1f1f1f', '#000000', '#ffffff'] };
    for (const theme of ['light', 'dark'] as const) {
      const svg = readFileSync(new URL(icons[0]?.[theme] ?? '', root), 'utf8');
      const strokes = [...svg.matchAll(/stroke="(#[0-9a-f]{6})"/g)].map(([, colour = '']) => colour);
      assert.ok(strokes.length >= 3);
      for (const stroke of strokes) for (const ground of behind[theme]) assert.ok(contrast(stroke, ground) >= 3, `${stroke} on ${ground}: ${contrast(stroke, ground).toFixed(2)}`);
    }
  });

  it('of the view’s icon are one colour, which the editor chooses', () => {
    for (const { icon } of Object.values(own.contributes.viewsContainers).flat()) {
      const svg = readFileSync(new URL(icon, root), 'utf8');
      assert.equal(new Set([...svg.matchAll(/(?:stroke|fill)="(#[0-9a-f]+)"/g)].map(([, colour]) => colour)).size, 1, icon);
    }
  });

  it('of colours of our own are said for all four kinds of themes', () => {
    for (const { id, defaults } of own.contributes.colors ?? []) assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light'], id);
  });

  it('of the first steps can be heard: each step has words, and each of its pictures too', () => {
    for (const { id, title, description, media } of own.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      for (const key of [title, description]) assert.ok((texts[key.replaceAll('%', '')] ?? '').length > 10, id);
      const { markdown, altText } = media;
      const isText = typeof markdown === 'string';
      assert.ok(isText || (typeof altText === 'string' && altText !== ''), `${id} has a picture without words`);
      const pictures = isText ? [...readFileSync(new URL(markdown, root), 'utf8').matchAll(/!\[([^\]]*)\]/g)] : [];
      assert.deepEqual(pictures.filter(([, words = '']) => words === ''), [], id);
    }
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
