/**
 * The documents of all examples, as they were looked at last. INTSPEC_WRITE_GOLDEN=1 writes them anew:
 * `INTSPEC_WRITE_GOLDEN=1 npx mocha --no-config --import=tsx test/exports/golden.test.ts`.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Render } from '../../server/src/exports/format.ts';
import { exportHtml } from '../../server/src/exports/html.ts';
import { exportMarkdown } from '../../server/src/exports/markdown.ts';
import { exportMermaid } from '../../server/src/exports/mermaid.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples, filesIn } from '../helpers/files.ts';

const folder = new URL('golden/', import.meta.url);
const isWriting = process.env['INTSPEC_WRITE_GOLDEN'] === '1';

const formats: readonly { readonly ending: string; readonly render: Render }[] = [
  { ending: '.md', render: exportMarkdown },
  { ending: '.html', render: exportHtml },
  { ending: '.mmd', render: exportMermaid },
];

/** Asserts that a document is the one that was looked at. */
function assertGolden(name: string, text: string): void {
  const file = new URL(name, folder);
  if (isWriting) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${name} is not written yet`);
  assert.equal(text, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'), `${name} is another one; look at the difference, and write it anew if it is meant`);
}

describe('the documents of', () => {
  for (const { name, text } of examples) {
    it(name, () => {
      for (const { ending, render } of formats) {
        const once = render(new Spec(parseSyntax(text)), {});
        assert.equal(render(new Spec(parseSyntax(text)), {}), once, 'the same spec gives the same text');
        assert.ok(once.endsWith('\n') && !once.includes('\r'));
        assertGolden(name.replace('.intspec.yaml', ending), once);
      }
    });
  }

  for (const { name, text } of filesIn('test/fixtures/faulty', '.intspec.yaml').filter((file) => /^(?:half-typed|template-placeholders)/.test(file.name))) {
    it(`faulty/${name}, with findings`, () => {
      const spec = new Spec(parseSyntax(text));
      assertGolden(name.replace('.intspec.yaml', '.html'), exportHtml(spec, { findings: runRules(spec) }));
      assertGolden(name.replace('.intspec.yaml', '.md'), exportMarkdown(spec));
    });
  }
});
