/** A spec as HTML for the editor's preview, over the real server. */
import assert from 'node:assert/strict';
import type { PreviewResult } from '../../server/src/server/protocol.ts';
import { examples } from '../helpers/files.ts';
import { LanguageClient, TemporaryFolder } from '../helpers/language-client.ts';

const GOOD = examples[0]?.text ?? '';

describe('the preview', () => {
  let client: LanguageClient;
  let folder: TemporaryFolder;

  before(async () => {
    folder = await TemporaryFolder.with({});
    client = await LanguageClient.start({ workspaceFolders: folder.asWorkspace });
  });

  after(async () => {
    assert.equal(await client.stop(), 0);
    await folder.remove();
  });

  async function preview(uri: string): Promise<PreviewResult['preview']> {
    return (await client.request<PreviewResult>('intspec/preview', { textDocument: { uri } })).preview;
  }

  it('is the text as it is now, with its lines and the findings that the client is told of', async () => {
    const uri = folder.uriOf('a.intspec.yaml');
    await client.open(uri, GOOD);
    const good = await preview(uri);
    assert.equal(good?.version, 1);
    assert.match(good.title, / → /);
    assert.match(good.style, /\.finding/);
    assert.doesNotMatch(good.html, /finding/);
    assert.match(good.html, /<div id="spec_id" data-line="0"><dt>Spec ID<\/dt><dd>INT-/);
    await client.change(uri, 2, { text: GOOD.replace(/^spec_status:.*$/m, 'spec_status: Drift') });
    const faulty = await preview(uri);
    assert.equal(faulty?.version, 2);
    assert.match(faulty?.html ?? '', /<summary>1 error<\/summary>/);
    assert.match(faulty?.html ?? '', /<dd>Drift<span class="finding error" id="finding-1" tabindex="-1">.*?<a href="rule:invalid-value">/);
  });

  it('is there for specs only', async () => {
    const uri = folder.uriOf('other.yaml');
    await client.open(uri, 'a: 1\n', { languageId: 'yaml' });
    assert.equal(await preview(uri), null);
    assert.equal(await preview(folder.uriOf('closed.intspec.yaml')), null);
    await assert.rejects(client.request('intspec/preview', { textDocument: {} }), /`textDocument\.uri` should be a string/);
  });
});
