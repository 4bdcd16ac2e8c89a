/**
 * A long random session over real stdio: edits, requests of every kind at any place, cancellations, files that come and
 * go, settings, and messages that make no sense. INTSPEC_SESSION_EDITS makes it longer, INTSPEC_SESSION_SEED another one.
 */
import assert from 'node:assert/strict';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { KNOWS_ACTIONS, LanguageClient, MODERN, TemporaryFolder } from '../helpers/language-client.ts';
import { ORIGINALS } from '../helpers/session/documents.ts';
import { RandomSession } from '../helpers/session/session.ts';

/** Half of them are made before the memory is looked at for the first time. */
const EDITS = Number(process.env['INTSPEC_SESSION_EDITS'] ?? 2000);
const SEED = Number(process.env['INTSPEC_SESSION_SEED'] ?? 20_250_303);
/** Edits between two comparisons with a server that starts anew. */
const ROUND = 200;
/** Bytes that the level of memory may rise by, however many edits there are: what the engine keeps of code that runs more often, and that code. */
const SLACK = { data: 2.5 * 1024 * 1024, code: 2 * 1024 * 1024 } as const;

/** Bytes in use. */
interface Level {
  readonly data: number;
  /** Machine code, of which the engine makes more the more often functions run. */
  readonly code: number;
}

/** A client that asks for findings, and one that is told of them. */
const CLIENTS: Readonly<Record<string, ClientCapabilities>> = {
  'pulls findings': { ...MODERN, workspace: { ...MODERN.workspace, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } } },
  'has findings pushed': { workspace: { configuration: true, workspaceFolders: true }, textDocument: KNOWS_ACTIONS },
};

/** Runs a session of so many edits; gives what memory the server held at its middle and at its end, in the same state. */
async function run(capabilities: ClientCapabilities, edits: number): Promise<readonly [Level, Level]> {
  const folder = await TemporaryFolder.with(ORIGINALS);
  const client = await LanguageClient.connect({
    probed: true,
    settings: () => session.settings,
    prepare: (connection) => {
      for (const method of ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh']) connection.onRequest(method, () => null);
    },
  });
  const { capabilities: served } = await client.initialize({ capabilities, workspaceFolders: folder.asWorkspace });
  const session = new RandomSession(client, folder, served, SEED);
  const level = async (until: number): Promise<Level> => {
    while (session.edits < until) {
      await session.until(Math.min(until, session.edits + ROUND));
      await session.settle();
    }
    await session.reset();
    const { heapUsed, code } = await client.memory();
    return { data: heapUsed - code, code };
  };
  try {
    const levels = [await level(edits / 2), await level(edits)] as const;
    assert.ok(session.requests > edits / 4, 'requests are among the edits');
    assert.deepEqual(client.log.filter((line) => !line.includes(' is not heeded: ')), [], 'nothing is logged');
    assert.equal(await client.stop(), 0);
    return levels;
  } catch (error) {
    throw new Error(`with the seed ${String(SEED)}, behind ${String(session.edits)} edits`, { cause: error });
  } finally {
    client.kill();
    await folder.remove();
  }
}

describe(`a long random session of ${String(EDITS)} edits, with the seed ${String(SEED)}`, function () {
  this.timeout(Math.max(180_000, EDITS * 200));
  for (const [what, capabilities] of Object.entries(CLIENTS)) {
    it(`of a client that ${what}: every answer is right, and no memory is lost`, async () => {
      const [middle, end] = await run(capabilities, EDITS);
      for (const part of ['data', 'code'] as const) assert.ok(end[part] < middle[part] + SLACK[part], `the memory held rises from ${String(middle[part])} to ${String(end[part])} bytes (${part})`);
    });
  }
});
