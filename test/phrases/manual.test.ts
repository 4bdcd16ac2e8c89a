/** The manual's pages are what the code writes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { phrasesManual, typesManual } from '../../server/src/phrases/manual.ts';

describe('the manual', () => {
  for (const [name, text] of [['phrases.md', phrasesManual()], ['types.md', typesManual()]] as const) {
    it(`docs/${name} is up to date`, () => {
      const file = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
      assert.ok(file === text, `docs/${name} is stale: run \`npm run generate\``);
    });
  }
});
