import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../../scripts/lib/run.mjs';
import { type EditorSession, openEditor } from './harness.js';

describe('the editor, by keyboard', () => {
  let editor: EditorSession;

  before(async () => {
    editor = await openEditor({ files: { 'notes/plain.yaml': 'first: 1\n' } });
  });

  after(() => editor.close());

  it('types a line into a YAML file', async () => {
    await editor.open('notes/plain.yaml');
    await editor.press('Mod+End');
    await editor.type('second: 2');
    const picture = join(cacheDir, 'screenshots', 'smoke.png');
    await editor.screenshot(picture);
    assert.ok(statSync(picture).size > 10_000);
    await editor.save();
    assert.equal(editor.read('notes/plain.yaml'), 'first: 1\nsecond: 2');
  });
});
