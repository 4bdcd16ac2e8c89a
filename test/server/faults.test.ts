/** What goes wrong around the server: inputs that are none, clients that go away, files that vanish or cannot be read. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentLink, SymbolInformation } from 'vscode-languageserver-protocol';
import { examples } from '../helpers/files.ts';
import { LanguageClient, TemporaryFolder } from '../helpers/language-client.ts';
import { framed, RawServer } from '../helpers/raw-server.ts';

const TEXT = examples[0]?.text ?? '';

describe('an input that is no Language Server Protocol', () => {
  const INITIALIZE = { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } };
  const QUESTION = { method: 'workspace/symbol', params: { query: '' } };

  /** Bodies that are no messages: each is lost, and those behind it are answered. */
  const BODIES: Readonly<Record<string, string>> = {
    'no JSON': '{nonsense', 'an empty body': '', 'null': 'null', 'a number': '7', 'a text': '"x"', 'an empty list': '[]', 'a list of messages': JSON.stringify([{ jsonrpc: '2.0', id: 9, method: 'x' }]),
    'nested 100,000 deep': '['.repeat(100_000), 'a request without a method': '{"jsonrpc":"2.0","id":5}', 'an answer that nobody waits for': '{"jsonrpc":"2.0","id":77,"result":null}',
    'a method that is a number': '{"jsonrpc":"2.0","id":6,"method":7}', 'an id that is an object': '{"jsonrpc":"2.0","id":{},"method":"workspace/symbol","params":{"query":""}}',
    'an id that is null': '{"jsonrpc":"2.0","id":null,"method":"workspace/symbol","params":{"query":""}}', 'the name of a prototype': '{"jsonrpc":"2.0","id":8,"method":"__proto__","params":{}}',
    'a cancellation of nothing': '{"jsonrpc":"2.0","method":"$/cancelRequest"}', 'parameters that are a text': '{"jsonrpc":"2.0","id":6,"method":"workspace/symbol","params":"x"}',
    'bytes that are no text': '\ud800\u0000\ufffe',
  };
  for (const [what, body] of Object.entries(BODIES)) {
    it(`loses one message: ${what}`, async () => {
      const server = await RawServer.start();
      try {
        server.send(INITIALIZE);
        server.write(framed(body));
        server.send({ id: 2, ...QUESTION });
        assert.equal(await server.answers(2), true);
        server.hangUp();
        assert.equal(await server.exit, 1);
        assert.equal(server.complaint, '');
      } finally {
        server.kill();
      }
    });
  }

  /** Bytes behind which nothing can be understood: the server ends, so that its client can start another. */
  const FRAMES: Readonly<Record<string, string>> = {
    'a header without a length': 'Content-Type: x\r\n\r\n{}', 'a length that is no number': 'Content-Length: many\r\n\r\n{}', 'a length that is too short': 'Content-Length: 5\r\n\r\n{"jsonrpc":"2.0"}',
    'words': 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'words without an end': 'hello', 'line ends of another kind': 'Content-Length: 2\n\n{}', 'bytes': '\u0000\u0001\u0002\r\n\r\n',
  };
  for (const [what, bytes] of Object.entries(FRAMES)) {
    it(`ends the server: ${what}`, async () => {
      const server = await RawServer.start();
      try {
        server.send(INITIALIZE);
        assert.equal(await server.answers(1), true);
        server.write(bytes);
        for (const id of [2, 3, 4, 5]) server.send({ id, ...QUESTION });
        assert.equal(await server.exit, 1);
        assert.match(server.complaint, /^intspec: The input is no Language Server Protocol: .+\n$/);
      } finally {
        server.kill();
      }
    });
  }

  for (const length of ['100', '99999999999999', '-5']) {
    it(`waits for the rest of a message of ${length} bytes, and ends with its input`, async () => {
      const server = await RawServer.start();
      try {
        server.send(INITIALIZE);
        assert.equal(await server.answers(1), true);
        server.write(`Content-Length: ${length}\r\n\r\n{"a":1}`);
        server.hangUp();
        assert.equal(await server.exit, 1);
      } finally {
        server.kill();
      }
    });
  }
});

describe('a client that goes away', () => {
  it('without a word more takes the server with it, whether it still listens or not', async () => {
    for (const stopsListening of [false, true]) {
      const server = await RawServer.start();
      try {
        server.send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
        assert.equal(await server.answers(1), true);
        if (stopsListening) server.stopListening();
        server.send({ method: 'textDocument/didOpen', params: { textDocument: { uri: 'untitled:1', languageId: 'integration-spec', version: 1, text: TEXT } } });
        for (let id = 2; id < 50; id += 1) server.send({ id, method: 'textDocument/documentSymbol', params: { textDocument: { uri: 'untitled:1' } } });
        server.hangUp();
        assert.equal(await server.exit, 1);
      } finally {
        server.kill();
      }
    }
  });

  it('is missed although the input stays open: the server looks after the process that started it', async () => {
    const parent = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const client = await LanguageClient.connect();
    try {
      assert.ok(parent.pid !== undefined);
      await client.initialize({ processId: parent.pid });
      assert.ok(await client.request('workspace/symbol', { query: '' }));
      const ended = once(parent, 'exit');
      parent.stdin.end();
      await ended;
      // It looks every few seconds.
      assert.equal(await client.exit, 1);
    } finally {
      parent.kill('SIGKILL');
      client.kill();
    }
  });
});

async function withFolder(files: Readonly<Record<string, string>>, prepare: (folder: TemporaryFolder) => void, run: (client: LanguageClient, folder: TemporaryFolder) => Promise<void>): Promise<void> {
  const folder = await TemporaryFolder.with(files);
  let client: LanguageClient | undefined;
  try {
    prepare(folder);
    client = await LanguageClient.start({ workspaceFolders: folder.asWorkspace });
    await run(client, folder);
    assert.deepEqual(client.log, [], 'nothing is logged');
    assert.equal(await client.stop(), 0);
  } finally {
    client?.kill();
    await folder.remove();
  }
}

/** The names of the files that the search of the workspace finds, without a query. */
async function indexed(client: LanguageClient): Promise<string[]> {
  const symbols = await client.request<SymbolInformation[]>('workspace/symbol', { query: '' });
  return symbols.map(({ location }) => location.uri.replace(/^.*\//, '')).sort();
}

/** A small spec with an id of its own. */
const spec = (at: number): string => `spec_id: INT-2025-${String(at).padStart(3, '0')}\ntitle: "A → B: ${String(at)}"\n`;
const name = (at: number): string => `${String(at).padStart(3, '0')}.intspec.yaml`;

describe('files of the workspace', () => {
  it('may vanish while they are read', async () => {
    const all = Array.from({ length: 120 }, (_, at) => at);
    const folder = await TemporaryFolder.with(Object.fromEntries(all.map((at) => [`folder${String(at % 3)}/${name(at)}`, spec(at)])));
    const client = await LanguageClient.start({ workspaceFolders: folder.asWorkspace });
    try {
      const found = client.request<SymbolInformation[]>('workspace/symbol', { query: '' });
      rmSync(join(folder.path, 'folder1'), { recursive: true });
      for (const at of all) if (at % 3 === 0 && at % 2 === 0) rmSync(join(folder.path, 'folder0', name(at)));
      assert.ok(Array.isArray(await found));
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uriOf('folder1'), type: 3 }, ...all.filter((at) => at % 6 === 0).map((at) => ({ uri: folder.uriOf(`folder0/${name(at)}`), type: 3 }))] });
      assert.deepEqual(await indexed(client), all.filter((at) => at % 3 === 2 || at % 6 === 3).map(name));
      assert.deepEqual(client.log, []);
      assert.equal(await client.stop(), 0);
    } finally {
      client.kill();
      await folder.remove();
    }
  });

  it('may be folders, links that lead nowhere, in a circle, or out of the workspace', async function () {
    if (process.platform === 'win32') this.skip();
    const outside = await TemporaryFolder.with({ 'secret.intspec.yaml': spec(666), 'secret.txt': 'secret' });
    try {
      await withFolder({ 'a.intspec.yaml': spec(1) }, (folder) => {
        mkdirSync(join(folder.path, 'folder.intspec.yaml'));
        symlinkSync('nowhere', join(folder.path, 'nowhere.intspec.yaml'));
        symlinkSync('circle.intspec.yaml', join(folder.path, 'circle.intspec.yaml'));
        symlinkSync('.', join(folder.path, 'loop'));
        symlinkSync(join(outside.path, 'secret.intspec.yaml'), join(folder.path, 'linked.intspec.yaml'));
        symlinkSync(outside.path, join(folder.path, 'linked'));
      }, async (client, folder) => {
        assert.deepEqual(await indexed(client), ['a.intspec.yaml']);
        await client.notify('workspace/didChangeWatchedFiles', { changes: ['linked.intspec.yaml', 'linked/secret.intspec.yaml', 'circle.intspec.yaml', 'folder.intspec.yaml'].map((each) => ({ uri: folder.uriOf(each), type: 1 })) });
        assert.deepEqual(await indexed(client), ['a.intspec.yaml']);
      });
    } finally {
      await outside.remove();
    }
  });

  it('may be pipes, which never end', async function () {
    if (process.platform === 'win32') this.skip();
    await withFolder({ 'a.intspec.yaml': spec(1) }, (folder) => {
      execFileSync('mkfifo', [join(folder.path, 'pipe.intspec.yaml')]);
    }, async (client, folder) => {
      assert.deepEqual(await indexed(client), ['a.intspec.yaml']);
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uriOf('pipe.intspec.yaml'), type: 1 }] });
      assert.deepEqual(await indexed(client), ['a.intspec.yaml']);
    });
  });

  it('may be unreadable, and readable again', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    await withFolder({ 'a.intspec.yaml': spec(1), 'b.intspec.yaml': spec(2), 'closed/c.intspec.yaml': spec(3) }, (folder) => {
      chmodSync(join(folder.path, 'b.intspec.yaml'), 0);
      chmodSync(join(folder.path, 'closed'), 0);
    }, async (client, folder) => {
      try {
        assert.deepEqual(await indexed(client), ['a.intspec.yaml']);
      } finally {
        chmodSync(join(folder.path, 'closed'), 0o755);
        chmodSync(join(folder.path, 'b.intspec.yaml'), 0o644);
      }
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uriOf('b.intspec.yaml'), type: 2 }, { uri: folder.uriOf('closed/c.intspec.yaml'), type: 1 }] });
      assert.deepEqual(await indexed(client), ['a.intspec.yaml', 'b.intspec.yaml', 'c.intspec.yaml']);
    });
  });

  it('are linked to only where they are in the workspace, whatever a spec names', async () => {
    const outside = await TemporaryFolder.with({ 'secret.txt': 'secret' });
    const up = `../${outside.path.split(/[/\\]/).at(-1) ?? ''}/secret.txt`;
    const text = `spec_id: ../../x\ntitle: ${up} notes.md\nauthor: ${outside.path}/secret.txt\n# ${outside.uri}/secret.txt ./${up} ././notes.md sub/../${up} ..\\..\\secret.txt\nagent_execution_instructions:\n  skills_to_load: [../../x, "${up}", ..]\n`;
    try {
      await withFolder({ 'a.intspec.yaml': text, 'notes.md': '', 'SKILL.md': '' }, () => undefined, async (client, folder) => {
        const uri = folder.uriOf('a.intspec.yaml');
        await client.open(uri, text);
        await indexed(client);
        const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
        assert.deepEqual([...new Set(links.map(({ target }) => target))], [folder.uriOf('notes.md')]);
      });
    } finally {
      await outside.remove();
    }
  });
});

describe('settings files', () => {
  it('may hold patterns that were made to be slow, which hold nobody up', async () => {
    const long = `${'a'.repeat(200)}.yaml`;
    const patterns = ['*a'.repeat(60), `${'**/*a*/'.repeat(20)}b`, '{a,a}'.repeat(40), '+(a|aa)'.repeat(40), '{a,b}*'.repeat(60), `${'['.repeat(200)}`, `${'{'.repeat(200)}a,b`, '../**', '../../**/*', '/../x', `${'?'.repeat(400)}`, 'x'.repeat(600), '', '!', '\\'];
    await withFolder({ '.intspec.yaml': `files:\n  patterns:\n${patterns.map((pattern) => `    - '${pattern}'\n`).join('')}    - "*.yaml"\n`, [long]: spec(1), 'a/a/a/a/a/a/a/a.yaml': spec(2) }, () => undefined, async (client, folder) => {
      assert.deepEqual(await indexed(client), [long]);
      await client.open(folder.uriOf(long), spec(1));
      assert.ok(await client.request('textDocument/documentSymbol', { textDocument: { uri: folder.uriOf(long) } }));
    });
  });

  it('ask for no search outside of the workspace, nor for very many', async () => {
    const folder = await TemporaryFolder.with({});
    const asked: string[][] = [];
    const many = (at: number): string => `files: { patterns: ["../*.yaml", "x/../../*.yaml", ${Array.from({ length: 90 }, (_, each) => `"${String(at)}-${String(each)}/*.yaml"`).join(', ')}] }\n`;
    const texts: Readonly<Record<string, string>> = { '.intspec.yaml': many(0), 'one/.intspec.yaml': many(1), 'two/.intspec.yaml': many(2) };
    const client = await LanguageClient.start({
      workspaceFolders: folder.asWorkspace,
      initializationOptions: { files: true },
      prepare: (connection) => {
        connection.onRequest('intspec/listFiles', ({ patterns }: { patterns: string[] }) => {
          asked.push(patterns);
          return { uris: patterns.some((pattern) => pattern.endsWith('.intspec.yaml')) ? Object.keys(texts).map((path) => folder.uriOf(path)) : [] };
        });
        connection.onRequest('intspec/readFile', ({ uri }: { uri: string }) => ({ text: texts[decodeURIComponent(uri).slice(folder.uri.length + 1)] ?? null }));
        connection.onRequest('intspec/existingFiles', () => ({ uris: [] }));
      },
    });
    try {
      await indexed(client);
      const watched = (await client.askedFor('client/registerCapability')).flatMap(({ registrations = [] }) => registrations).map((each) => JSON.stringify(each));
      assert.ok(asked.length > 0 && watched.length > 0);
      for (const each of [...asked.flat(), ...watched]) assert.doesNotMatch(each, /\.\.\//);
      for (const each of asked) assert.ok(each.length <= 20, String(each.length));
      assert.equal(await client.stop(), 0);
    } finally {
      client.kill();
      await folder.remove();
    }
  });
});
