/** Fields imported by the keyboard, as a person does it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../../scripts/lib/run.mjs';
import { type EditorSession, openEditor } from './harness.js';

const GOOD = readFileSync(new URL('../../../examples/shopify-orders-to-netsuite.intspec.yaml', import.meta.url), 'utf8').replace(/\n/g, '\r\n');
const SAMPLE = JSON.stringify({ orders: [{ id: 1, gift: true, shipped_at: null }] });

describe('Import Source Fields', () => {
  let editor: EditorSession;

  before(async () => {
    editor = await openEditor({ files: { 'orders.intspec.yaml': GOOD, 'sample.json': SAMPLE } });
    await editor.open('orders.intspec.yaml');
  });

  after(() => editor.close());

  /** Waits until a list is shown that holds such an item, and takes it. */
  async function pick(item: RegExp): Promise<readonly string[]> {
    const shown = await editor.until(() => editor.picks(), (picks) => picks.some((each) => item.test(each)));
    await editor.page.locator('.quick-input-list .monaco-list-row').filter({ has: editor.page.locator('.label-name', { hasText: item }) }).first().click();
    return shown;
  }

  /** Waits for the message that has come last, and takes it away. An editor that is driven by a program shows messages in their list only. */
  async function message(said: RegExp): Promise<void> {
    await editor.command('Notifications: Show Notifications');
    const shown = editor.page.locator('.notifications-center .notification-list-item-message');
    await editor.until(() => shown.allInnerTexts(), ([last = '']) => said.test(last));
    await editor.screenshot(join(cacheDir, 'screenshots', 'import-message.png'));
    await editor.command('Notifications: Clear All Notifications');
  }

  /** Takes the import back by one step, after which the text is what it was. */
  async function undone(): Promise<void> {
    if (await editor.page.locator('.tab.active.dirty').isVisible()) await editor.save();
    await editor.focusEditor();
    await editor.press('Mod+Z');
    await editor.save();
    assert.equal(editor.read('orders.intspec.yaml'), GOOD);
  }

  it('takes what has been copied, and says so where there is nothing', async () => {
    for (const [copied, said] of [[' ', /^There is no text in the clipboard\./], ['CREATE TABLE orders (wrap varchar(20) NOT NULL);', /^1 field added to source_record: wrap\./]] as const) {
      await editor.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(copied)})`);
      await editor.command('Import Source Fields');
      await pick(/^From the Clipboard/);
      if (copied !== ' ') await pick(/SQL/);
      await message(said);
    }
    await undone();
  });

  it('asks for a file, its format and the place of the record, and adds what is new', async () => {
    // Whoever only wants a file is not asked to let the editor read the clipboard.
    await editor.page.context().clearPermissions();
    await editor.command('Import Source Fields');
    await pick(/^From a File/);
    await pick(/^sample\.json$/);
    assert.equal((await pick(/^JSON samples/))[0], 'JSON samples', 'the likely format comes first');
    await pick(/orders/);
    await message(/^2 fields added to source_record: gift, shipped_at\./);
    await editor.save();
    const text = editor.read('orders.intspec.yaml');
    assert.match(text, /^ {4}gift: \{ type: boolean, required: true, source_path: gift, notes: Inferred from 1 element\. \}\r$/m);
    assert.equal(text.replace(/\r\n/g, '').includes('\n'), false, 'line ends stay what they are');
    await undone();
  });
});
