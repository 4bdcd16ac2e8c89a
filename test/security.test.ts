/** docs/security.md says what the code does: each bound is the constant it names, each test and page is there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/security.md');

describe('docs/security.md', () => {
  it('names the bounds that the code has', () => {
    const rows = [...page.matchAll(/^\| [^|]+ \| ([\d,]+)( MB)? \| `([\w/.-]+)` `(\w+)` \|$/gm)];
    assert.ok(rows.length >= 15, String(rows.length));
    for (const [, amount = '', megabytes, path = '', name = ''] of rows) {
      const [, written = ''] = new RegExp(`\\bconst ${name} = ([^;]+);`).exec(read(path)) ?? [];
      const value = written.replaceAll('_', '').split('*').map(Number).reduce((product, factor) => product * factor, 1);
      const expected = Number(amount.replaceAll(',', ''));
      // Some count bytes, others megabytes.
      assert.ok(value === expected || (megabytes !== undefined && value === expected * 1024 * 1024), `${path} ${name}: ${written}`);
    }
  });

  it('names tests and pages that there are', () => {
    const tests = [...page.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path = '']) => path);
    assert.ok(tests.length >= 12);
    for (const path of [...tests, ...[...page.matchAll(/\]\(([\w/.-]+)\)/g)].map(([, link = '']) => `docs/${link}`)]) assert.ok(existsSync(new URL(path, root)), path);
  });

  it('says of trust what the manifest says', () => {
    const { capabilities } = JSON.parse(read('package.json')) as { readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] } } };
    const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
    assert.deepEqual([supported, restrictedConfigurations], ['limited', ['intspec.files.patterns']]);
    for (const name of restrictedConfigurations) assert.ok(page.includes(`\`${name}\``), name);
  });

  it('is right in that nothing is executed and nothing sent', () => {
    const files = ['server/src', 'client/src'].flatMap((folder) => readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`));
    assert.ok(files.length > 300);
    const active = /(?:from|import\(|require\() ?'(?:node:)?(?:http|https|http2|net|tls|dgram|dns|child_process|cluster|vm|repl)'|\beval\(|new Function\b|\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/;
    // This one starts git, for --changed-since.
    assert.deepEqual(files.filter((file) => active.test(read(file))), ['server/src/cli/changed.ts']);
    const started = [...read('server/src/cli/changed.ts').matchAll(/\brun\('?([^',]+)'?,/g)].map(([, program]) => program);
    assert.deepEqual(started, ['git']);
  });
});
