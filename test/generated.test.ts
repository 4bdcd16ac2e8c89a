import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { rules } from '../server/src/rules/index.ts';

const root = new URL('../', import.meta.url);

interface Generator {
  readonly generated: () => ReadonlyMap<string, string>;
  readonly leftOver: () => readonly string[];
}

describe('generated files', () => {
  let generator: Generator;
  before(async () => {
    generator = (await import(new URL('scripts/generate.mjs', root).href)) as Generator;
  });

  it('are up to date', () => {
    const files = generator.generated();
    assert.ok(files.size > rules.length);
    for (const [path, text] of files) {
      const file = new URL(path, root);
      assert.ok(existsSync(file), `${path} is missing: npm run generate`);
      assert.equal(readFileSync(file, 'utf8'), text, `${path} is stale: npm run generate`);
    }
    assert.deepEqual(generator.leftOver(), [], 'pages of rules that are no more: npm run generate');
  });

  it('have a page for each rule, with its examples', () => {
    for (const { id, title, bad, good } of rules) {
      const page = generator.generated().get(`docs/rules/${id}.md`) ?? '';
      assert.ok(page.includes(`# ${title}\n`));
      for (const { text } of [bad, good]) assert.ok(page.includes(text));
      assert.equal((page.match(/^```/gm) ?? []).length % 2, 0);
    }
  });

  it('keep the manifest as it is but for the rules', () => {
    const manifest: unknown = JSON.parse(generator.generated().get('package.json') ?? '');
    const written: unknown = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    assert.deepEqual(manifest, written);
    assert.match(JSON.stringify(manifest), /"missing-section":\{"type":"string","enum":\["error"/);
  });
});
