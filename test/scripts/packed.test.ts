/** What is written differently into the extension's package than it stands in the repository. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packedFiles, packedPage, shippedFiles } from '../../scripts/lib/packed.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = ['# Title', '![A picture](media/a.webp)', 'See [the rules](docs/rules/README.md#top), [`x[0]`](docs/x.md) and [LSP](https://example.org/).', '<!-- repository only -->', '[All](docs/README.md)', '<!-- everywhere -->', '[Title](#title)', ''].join('\n');

describe('a page of the package', () => {
  it('stands alone: it has no picture, and links to files are words', () => {
    assert.equal(packedPage(PAGE), ['# Title', '', 'See the rules, `x[0]` and [LSP](https://example.org/).', '[Title](#title)', ''].join('\n'));
    assert.equal(packedPage('One.\n\n![A picture](a.webp)\n\nTwo.\n'), 'One.\n\nTwo.\n');
  });

  it('leads to the repository where that is on the web', () => {
    for (const base of ['https://example.org/r', 'https://example.org/r/']) {
      assert.equal(packedPage(PAGE, base), ['# Title', '![A picture](https://example.org/r/media/a.webp)', 'See [the rules](https://example.org/r/docs/rules/README.md#top), [`x[0]`](https://example.org/r/docs/x.md) and [LSP](https://example.org/).', '[Title](#title)', ''].join('\n'));
    }
    for (const base of ['http://example.org/r', 'example.org']) assert.throws(() => packedPage(PAGE, base), /is no https URL/);
  });

  it('is the same with other line ends', () => {
    assert.equal(packedPage(PAGE.replaceAll('\n', '\r\n')), packedPage(PAGE));
  });

  it('leaves nothing over of what is for the repository', () => {
    for (const page of ['README.md', 'CHANGELOG.md']) {
      const text = readFileSync(`${root}${page}`, 'utf8');
      assert.equal((text.match(/<!-- repository only -->/g) ?? []).length, (text.match(/<!-- everywhere -->/g) ?? []).length, page);
      assert.equal(packedPage(text).includes('<!--'), false, page);
    }
  });
});

describe('the files of the package', () => {
  it('are those that .vscodeignore lets in, in order', () => {
    const files = shippedFiles(root);
    assert.deepEqual(files, [...files].sort());
    for (const path of ['package.json', 'README.md', 'LICENSE', 'client/dist/extension.cjs']) assert.ok(files.includes(path), path);
    for (const path of files) assert.equal(/\.(map|ts)$|^(test|scripts|docs|node_modules)\/|\/cli[.-]/.test(path), false, path);
  });

  it('have a manifest that says nothing of the repository', () => {
    const manifest = JSON.parse(packedFiles(root).get('package.json')?.toString() ?? '') as Readonly<Record<string, unknown>>;
    assert.deepEqual(['private', 'workspaces', 'scripts', 'devDependencies', 'dependencies'].filter((key) => key in manifest), []);
    assert.equal(manifest['name'], 'intspec');
  });
});
