/** The documents: links lead somewhere, samples are sound, commands and options are there, and what they say of the log holds. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { settingsFormat } from '../server/src/model/format.ts';
import { sections } from '../server/src/model/schema.ts';
import { settingsSchema } from '../server/src/model/settings-schema.ts';
import { run, Sandbox } from './cli/run.ts';
import { assertFindings, check } from './helpers/check.ts';
import { filesIn } from './helpers/files.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replace(/\r\n/g, '\n');
const below = (folder: string): string[] => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.split(sep).join('/')}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...below('docs'), ...below('walkthrough')].filter((path) => path.endsWith('.md')).sort();

interface Sample {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** The fenced samples of a page. */
function samplesOf(page: string): Sample[] {
  const text = read(page);
  return [...text.matchAll(/^( *)```([\w-]*)\n([\s\S]*?)^\1```$/gm)].map((match) => ({
    page, line: text.slice(0, match.index).split('\n').length, language: match[2] ?? '', text: (match[3] ?? '').replace(new RegExp(`^${match[1] ?? ''}`, 'gm'), ''),
  }));
}

const samples = pages.flatMap(samplesOf);
const inLanguage = (...languages: readonly string[]): Sample[] => samples.filter(({ language }) => languages.includes(language));

/** What is Markdown in a page: neither samples nor code. */
function proseOf(page: string): string {
  return read(page).replace(/^( *)```[\s\S]*?^\1```$/gm, '').replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '`code`');
}

/** The anchors of a page, as GitHub and VS Code make them from its headings. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of read(page).replace(/^( *)```[\s\S]*?^\1```$/gm, '').matchAll(/^#+ (.+)$/gm)) {
    const slug = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replaceAll(' ', '-').replace(/[^\p{L}\p{N}_-]/gu, '');
    let [anchor, times] = [slug, 0];
    while (anchors.has(anchor)) anchor = `${slug}-${String((times += 1))}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** What is wrong with a link of a page, in words. */
function faultOf(page: string, target: string): string | undefined {
  if (/^[a-z]+:/i.test(target)) return URL.canParse(target) && new URL(target).protocol === 'https:' ? undefined : 'is no https link';
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : relative(root, join(root, dirname(page), decodeURIComponent(path))).split(sep).join('/');
  if (file.startsWith('..') || !existsSync(join(root, file))) return 'leads to no file';
  if (anchor === undefined) return undefined;
  return statSync(join(root, file)).isFile() && anchorsOf(file).has(anchor) ? undefined : 'leads to no heading';
}

describe('links of the documents', () => {
  const links = pages.flatMap((page) => [...proseOf(page).matchAll(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, mark, words = '', target = '']) => ({ page, isPicture: mark === '!', words, target })));

  it('lead somewhere', () => {
    assert.ok(links.length > 250, String(links.length));
    const faults = links.flatMap(({ page, target }) => {
      const fault = faultOf(page, target);
      return fault === undefined ? [] : [`${page}: ${target} ${fault}`];
    });
    assert.deepEqual(faults, []);
  });

  it('have words, and pictures say what they show', () => {
    assert.deepEqual(links.filter(({ words }) => words.trim() === ''), []);
    for (const { page, words } of links.filter(({ isPicture }) => isPicture)) assert.ok(words.length > 30, `${page}: ${words}`);
  });

  it('lead to every document from the index', () => {
    const named = new Set(links.filter(({ page }) => page === 'docs/README.md').map(({ target }) => target));
    const documents = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
    assert.deepEqual(documents.filter((name) => !named.has(name)), []);
  });

  it('leave no picture unused', () => {
    const shown = new Set(links.filter(({ isPicture }) => isPicture).map(({ page, target }) => relative(root, join(root, dirname(page), target)).split(sep).join('/')));
    const pictures = readdirSync(join(root, 'media', 'screenshots')).map((name) => `media/screenshots/${name}`);
    assert.deepEqual(pictures.filter((path) => !shown.has(path)), []);
  });
});

describe('samples of the documents', () => {
  const where = ({ page, line }: Sample): string => `${page}:${line}`;
  // The pages of rules have samples with faults; the tests of rules have them.
  const specs = inLanguage('yaml').filter(({ page }) => !page.startsWith('docs/rules/'));
  const keysOf = ({ text }: Sample): string[] => [...text.matchAll(/^([\w-]+):/gm)].map(([, key = '']) => key);

  it('in YAML can be read, and whole specs and settings have no finding', () => {
    assert.ok(specs.length > 10);
    const seen = { specs: 0, settings: 0 };
    for (const sample of specs) {
      const faults = parseAllDocuments(sample.text).flatMap((document) => ('errors' in document ? document.errors.map(({ message }) => message) : []));
      assert.deepEqual(faults, [], where(sample));
      const keys = keysOf(sample);
      if (sections.every(({ key }) => keys.includes(key))) {
        seen.specs += 1;
        assert.deepEqual(check(sample.text), [], where(sample));
      } else if (keys.length > 0 && keys.every((key) => Object.hasOwn(settingsSchema.properties ?? {}, key))) {
        seen.settings += 1;
        assertFindings(sample.text, {}, settingsFormat);
      }
    }
    assert.ok(seen.settings > 2);
  });

  it('in JSON and TOML can be read', () => {
    for (const sample of inLanguage('json')) {
      const text = sample.text.trim();
      assert.doesNotThrow(() => { JSON.parse(/^[{[]\s*["\]}]/.test(text) ? text : `{${text}}`); }, where(sample));
    }
    for (const sample of inLanguage('toml')) assert.doesNotThrow(() => { parseToml(sample.text); }, where(sample));
    assert.ok(inLanguage('toml').length >= 3);
  });

  it('are in languages that a test knows', () => {
    const known = ['yaml', 'json', 'toml', 'sh', 'text', '', 'diff', 'ts', 'js', 'lua', 'elisp', 'rust', 'mermaid', 'html', 'xml', 'markdown', 'md', 'sql', 'csv', 'jsonc', 'avsc', 'groovy'];
    assert.deepEqual(samples.filter(({ language }) => !known.includes(language)).map(where), []);
    // These are run by the tests of editors.
    assert.deepEqual(inLanguage('lua', 'elisp').map(({ page }) => page), ['docs/editors.md', 'docs/editors.md']);
  });
});

describe('commands in the documents', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }).scripts);
  /** The lines of samples for a shell, comments taken out. */
  const lines = inLanguage('sh').flatMap((sample) => sample.text.split('\n').map((line) => ({ ...sample, text: line.replace(/(^|\s)#.*$/, '').trim() }))).filter(({ text }) => text !== '');

  it('of `intspec` have the subcommands and options that its help has', async () => {
    const uses = lines.flatMap(({ page, text }) => text.split(/[|;&]+/).flatMap((part) => {
      const [, command = '', rest = ''] = /(?:^|\s)intspec\s+([a-z]+)\b(.*)$/.exec(part) ?? [];
      return command === '' ? [] : [{ page, command, options: [...rest.matchAll(/\s(--[a-z][a-z-]*)/g)].map(([, option = '']) => option) }];
    }));
    assert.ok(uses.length > 8);
    for (const command of new Set(uses.map((use) => use.command))) {
      const { code, out } = await run([command, '--help']);
      assert.equal(code, 0, `intspec ${command}`);
      for (const { page, options } of uses.filter((use) => use.command === command)) {
        assert.deepEqual(options.filter((option) => !new RegExp(`${option}(?![a-z-])`).test(out)), [], `${page}: intspec ${command}`);
      }
    }
  });

  it('of `npm` and `node` run what is there', () => {
    const everywhere = [...lines, ...pages.flatMap((page) => [...read(page).matchAll(/`((?:npm|node|npx) [^`]+)`/g)].map(([, text = '']) => ({ page, text })))];
    for (const { page, text } of everywhere) {
      const script = /\bnpm (?:run )?([\w:]+)/.exec(text)?.[1];
      if (script !== undefined && !['install', 'ci', 'pack', 'i'].includes(script)) assert.ok(scripts.includes(script), `${page}: ${text}`);
      const file = /\bnode (?:--import \S+ )?((?:scripts|bench|server)\/\S+)/.exec(text)?.[1];
      if (file !== undefined) assert.ok(existsSync(join(root, file)), `${page}: ${text}`);
    }
  });

  it('name the package as it is called at this version', () => {
    const { name, version } = JSON.parse(read('package.json')) as { readonly name: string; readonly version: string };
    const named = pages.flatMap((page) => [...read(page).matchAll(/[\w.-]+\.vsix\b/g)].map(([file]) => file)).filter((file) => !file.includes('VERSION'));
    assert.ok(named.length > 0);
    assert.deepEqual(named.filter((file) => file !== `${name}-${version}.vsix`), []);
  });

  it('of the first five minutes do what the page says', async () => {
    const box = new Sandbox();
    try {
      box.write('example.intspec.yaml', read('walkthrough/example.intspec.yaml'));
      const steps = samplesOf('docs/getting-started.md').filter(({ language }) => language === 'sh' || language === 'text');
      assert.ok(steps.length >= 6);
      for (let at = 0; at < steps.length; at += 2) {
        const [command, expected] = [steps[at], steps[at + 1]];
        assert.ok(command?.language === 'sh' && expected?.language === 'text', 'each command is followed by what it prints');
        const { out, err } = await run(command.text.trim().split(/\s+/).slice(1), { cwd: box.path });
        // A line … stands for any number of lines.
        const pattern = expected.text.trimEnd().split(/^…$/m).map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*');
        assert.match(out.trim(), new RegExp(`^${pattern}$`), `${command.text}${out}${err}`);
      }
    } finally {
      box.remove();
    }
  });
});

describe('the page on trouble', () => {
  const rows = [...read('docs/troubleshooting.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, line = '']) => line);
  const sources = [...filesIn('server/src/server', '.ts'), ...filesIn('client/src', '.ts'), ...filesIn('client/src/commands', '.ts')].map(({ text }) => text).join('\n');

  /** A text of the source, or of the page, with whatever is put into it taken out. */
  const plain = (text: string): string => text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}|…|\d+/g, '…').replace(/\\`/g, '').replace(/(?:…\s*)+$/, '').trim();

  it('has every line of the log that the server and the client write', () => {
    const written = [...sources.matchAll(/(?:\.report|#enqueue|console\.(?:warn|error)|tracer\.log|output\.(?:error|warn))\((['`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(([, , text = '']) => plain(text.replace(/\. Name fewer.*$/, '.')));
    // Lines that are a request's name and its error, or that another line names.
    const named = written.filter((text) => text !== '' && !/^[…: ]*$/.test(text));
    assert.ok(named.length >= 12, named.join('\n'));
    const known = rows.map(plain);
    assert.deepEqual(named.filter((text) => !known.some((row) => row.startsWith(text) || text.startsWith(row))), []);
  });
});
