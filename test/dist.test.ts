/** What is built: it runs, and loads what is heavy when it is first used. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examples, fixture } from './helpers/files.ts';
import { Sandbox } from './cli/run.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const bin = join(root, 'server/bin/intspec.js');
const dist = join(root, 'server/dist');
const sound = fixture('base.intspec.yaml');

/** Notes which files of a folder are loaded, and whether there is any use of workers, in a file that `LOADED` names. */
const SPY = `
  const { appendFileSync } = require('node:fs');
  const { Module } = require('node:module');
  const { basename } = require('node:path');
  const vm = require('node:vm');
  const note = (file) => { if (/[\\\\/]dist[\\\\/][^\\\\/]+\\.cjs$/.test(file)) appendFileSync(process.env.LOADED, basename(file) + '\\n'); };
  const { _compile } = Module.prototype;
  Module.prototype._compile = function (code, file) { note(file); return _compile.call(this, code, file); };
  const { Script } = vm;
  vm.Script = class extends Script { constructor(code, options) { super(code, options); note(options.filename); if (options.cachedData) appendFileSync(process.env.LOADED, this.cachedDataRejected ? 'made\\n' : 'kept\\n'); } };
  const { write } = process.stdout;
  process.stdout.write = function (chunk, ...rest) { if (String(chunk).includes('"id":' + process.env.LAST + ',')) appendFileSync(process.env.LOADED, '--\\n'); return write.call(this, chunk, ...rest); };
  process.on('exit', () => { if (process.moduleLoadList.some((name) => name.endsWith(' worker_threads'))) appendFileSync(process.env.LOADED, 'workers\\n'); });
`;

/** How many looks at what is loaded, a tenth of a second apart, must be alike to say that nothing more is. */
const QUIET_LOOKS = 10;

describe('what is built', () => {
  let box: Sandbox;
  before(() => { assert.ok(existsSync(join(dist, 'cli.cjs')), 'server/dist is not built: npm run build'); });
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  /**
   * Which parts a run loads, by their names; those without a name of their own are left out. It ends when it has answered
   * request `last`, and what is loaded behind that does not count, or when it has loaded the part `until` and then nothing more.
   */
  async function loads(file: string, args: readonly string[], messages: readonly object[] = [], last = 0, until?: string) {
    const spy = box.write('spy.cjs', SPY);
    const log = box.write('loaded.txt', '');
    const child = spawn(process.execPath, ['--require', spy, file, ...args], { cwd: box.path, env: { ...process.env, LOADED: log, LAST: String(last), NODE_OPTIONS: '' } });
    let [out, err] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (last > 0 && out.includes(`"id":${last},`)) child.stdin.end();
    });
    for (const body of messages.map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }))) child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    const seen: string[] = [];
    const watch = until === undefined ? undefined : setInterval(() => {
      seen.push(readFileSync(log, 'utf8'));
      if (seen.at(-1)?.includes(`-${until}.cjs`) && seen.at(-1) === seen.at(-QUIET_LOOKS)) child.stdin.end();
    }, 100);
    const status = await new Promise((resolve) => { child.on('close', resolve); });
    clearInterval(watch);
    const [before = ''] = readFileSync(log, 'utf8').split('--\n');
    const loaded = before.trim().split('\n');
    const parts = [...new Set(loaded.flatMap((name) => /^(?:cli|node)-([a-z\d]+)\.cjs$/.exec(name)?.[1] ?? (/^\w+$/.test(name) ? name : [])))].sort();
    return { status, out, err, parts, files: loaded.filter((name) => name.endsWith('.cjs')) };
  }

  it('is the command, which says what it can do without knowing any rule', async () => {
    const { status, out, files } = await loads(bin, ['--version']);
    assert.equal(status, 0);
    assert.match(out, /^\d+\.\d+\.\d+\n$/);
    const bytes = files.reduce((sum, name) => sum + readFileSync(join(dist, name)).length, 0);
    assert.ok(bytes < 20_000, `${bytes} bytes of ${files.join(', ')}`);
  });

  it('checks a sound spec without what only few specs need, and without workers', async () => {
    box.write('a.intspec.yaml', sound);
    const { status, out, err, parts } = await loads(bin, ['check']);
    assert.deepEqual({ status, out, err }, { status: 0, out: '1 file checked: no findings\n', err: '' });
    assert.deepEqual(parts, ['engine', 'kept'], 'the code that the build has kept is used, and no part is loaded but the engine');
  });

  it('checks with workers, which say nothing of their own', async () => {
    box.write('a.intspec.yaml', sound);
    box.write('b.intspec.yaml', sound.replace(/^spec_id: .*$/m, 'spec_id: INT-2025-099'));
    const { status, out, err, parts } = await loads(bin, ['check', '--jobs', '2']);
    assert.deepEqual({ status, out, err }, { status: 0, out: '2 files checked: no findings\n', err: '' });
    assert.ok(parts.includes('workers'));
  });

  it('loads parts when it needs them', async () => {
    box.write('.intspec.yaml', 'files: { patterns: ["*.yaml"] }\n');
    box.write('a.yaml', sound.replace(/^spec_id: .*$/m, 'spec_id: 7'));
    const { parts } = await loads(bin, ['check']);
    assert.deepEqual(parts.filter((name) => name !== 'kept' && name !== 'made'), ['engine', 'frame', 're2js', 'settings']);
    assert.deepEqual((await loads(bin, ['rules', 'missing-section'])).parts.filter((name) => name !== 'kept'), ['engine', 'texts']);
  });

  it('runs without the kept code too, and with that of another program', () => {
    const own = join(box.path, 'copy');
    for (const name of ['bin/load.js', 'bin/intspec.js', 'bin/package.json', ...readdirSync(dist).filter((file) => /^(cli|node).*\.cjs$/.test(file)).map((file) => `dist/${file}`)]) {
      box.write(`copy/${name}`, readFileSync(join(root, 'server', name)));
    }
    box.write('a.intspec.yaml', sound);
    const check = () => spawnSync(process.execPath, [join(own, 'bin/intspec.js'), 'check', 'a.intspec.yaml'], { cwd: box.path, encoding: 'utf8' }).stdout;
    assert.equal(check(), '1 file checked: no findings\n');
    for (const content of ['', 'x'.repeat(5000), readFileSync(join(dist, readdirSync(dist).find((file) => file.endsWith('.code')) ?? ''))]) {
      for (const name of readdirSync(join(own, 'dist'))) if (name.endsWith('.cjs')) box.write(`copy/dist/${name}.code`, content);
      assert.equal(check(), '1 file checked: no findings\n');
      for (const name of readdirSync(join(own, 'dist'))) if (name.endsWith('.code')) rmSync(join(own, 'dist', name));
    }
  });

  it('tells anew of a part that cannot be loaded, whoever asks for it again', () => {
    box.write('cli-part.cjs', "exports.half = 1; throw new Error('broken');");
    box.write('cli-main.cjs', "exports.ask = () => { try { return require('./cli-part.cjs').half; } catch ({ message }) { return message; } };");
    const { load } = createRequire(import.meta.url)(join(root, 'server/bin/load.js')) as { load: (file: string) => { ask: () => unknown } };
    const { ask } = load(join(box.path, 'cli-main.cjs'));
    assert.deepEqual([ask(), ask()], ['broken', 'broken']);
  });

  it('has each file that is asked for, nothing of the command in the server, and nothing twice for both', () => {
    const names = readdirSync(dist).filter((name) => /^(cli|node).*\.cjs$/.test(name)).sort();
    const asked = new Map(names.map((name) => [name, [...readFileSync(join(dist, name), 'utf8').matchAll(/\("\.\/([-\w]+\.cjs)"\)/g)].map(([, other = '']) => other)]));
    const askedBy = (...files: readonly string[]): string[] => {
      const found = new Set(files);
      for (const file of found) for (const other of asked.get(file) ?? assert.fail(`There is no ${file}.`)) found.add(other);
      return [...found].sort();
    };
    assert.deepEqual(askedBy('node.cjs'), names.filter((name) => name.startsWith('node')));
    assert.deepEqual(askedBy('cli.cjs', 'cli-worker.cjs'), names);
    const sourcesOf = (program: string): string[] => names.filter((name) => name.startsWith(program)).flatMap((name) => (JSON.parse(readFileSync(join(dist, `${name}.map`), 'utf8')) as { readonly sources: readonly string[] }).sources).filter((source) => source.startsWith('../'));
    const ofServer = new Set(sourcesOf('node'));
    const ofCommand = sourcesOf('cli');
    assert.ok(ofServer.has('../src/rules/runner.ts') && ofCommand.includes('../src/cli/check.ts'));
    assert.deepEqual(ofCommand.filter((source) => ofServer.has(source)), [], 'in both');
  });

  it('is the server, which is initialized before it knows any rule', async () => {
    const uri = 'file:///w/a.intspec.yaml';
    const messages = [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      { method: 'initialized', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'integration-spec', version: 1, text: examples[0]?.text } } },
      { id: 2, method: 'textDocument/hover', params: { textDocument: { uri }, position: { line: 0, character: 1 } } },
    ];
    const node = join(dist, 'node.cjs');
    const inner = (parts: readonly string[]): string[] => parts.filter((name) => name !== 'workers');
    const first = await loads(node, ['--stdio'], messages.slice(0, 1), 1);
    assert.match(first.out, /"codeActionProvider":/);
    assert.deepEqual(inner(first.parts), []);
    const second = await loads(node, ['--stdio'], messages, 2);
    assert.match(second.out, /"id":2,"result":\{"contents"/);
    assert.deepEqual(inner(second.parts), ['engine', 'features', 'words']);
    const ofCommand = await loads(bin, ['lsp', '--stdio'], messages, 2);
    assert.match(ofCommand.out, /"id":2,"result":\{"contents"/);
    assert.deepEqual(ofCommand.files, [...new Set(ofCommand.files)], 'each file is loaded once, whoever asks for it');
    assert.ok(second.files.every((name) => ofCommand.files.includes(name)));
  });

  it('is the server, which has made ready what is asked for first when nobody asks', async () => {
    const messages = [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
      { method: 'initialized', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument: { uri: 'file:///w/a.intspec.yaml', languageId: 'integration-spec', version: 1, text: sound } } },
    ];
    const { out, parts } = await loads(join(dist, 'node.cjs'), ['--stdio'], messages, 0, 'writing');
    assert.match(out, /"diagnostics":\[\]/);
    assert.deepEqual(parts, ['advice', 'editing', 'engine', 'faults', 'features', 'parser', 'words', 'writing']);
  });

  it('is the server, which finds what is wrong with few parts more than the engine', async () => {
    const uri = 'file:///w/a.intspec.yaml';
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const found = async (text: string, ...more: readonly object[]) => loads(join(dist, 'node.cjs'), ['--stdio'], [
      { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } } } } },
      { method: 'initialized', params: {} },
      { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'integration-spec', version: 1, text } } },
      { id: 2, method: 'textDocument/diagnostic', params: { textDocument: { uri } } },
      ...more,
    ], more.length + 2);
    const none = await found(sound);
    assert.match(none.out, /"kind":"full","resultId":"[^"]*","items":\[\]/);
    // Beside them, what the command loads too.
    assert.deepEqual([none.parts, none.files.map((name) => name.replace(/-[A-Z\d]{8}\.cjs$/, '-*.cjs'))], [['engine'], ['node.cjs', 'node-*.cjs', 'node-engine.cjs']]);
    const faulty = sound.replace(/^spec_id:.*\n/m, '').replace(/^author: .*$/m, 'author: A\nauthr: B');
    const some = await found(faulty);
    assert.match(some.out, /"code":"unknown-key"/);
    assert.deepEqual(some.parts, ['advice', 'engine']);
    const mended = await found(faulty, { id: 3, method: 'textDocument/codeAction', params: { textDocument: { uri }, range, context: { diagnostics: [] } } });
    assert.match(mended.out, /"id":3,"result":\[\{"title":"Insert/);
    assert.deepEqual(mended.parts, ['advice', 'editing', 'engine', 'features', 'fixes', 'parser', 'words', 'writing']);
  });

  it('is the extension, which waits for a spec with the client of the server', () => {
    const client = join(root, 'client/dist/extension.cjs');
    const { Module } = createRequire(import.meta.url)('node:module') as { Module: { _load: (request: string, ...rest: unknown[]) => unknown } };
    const { _load } = Module;
    // Whatever is asked of the editor, is there.
    const anything: object = new Proxy(function () { return undefined; }, { get: () => anything, getPrototypeOf: () => anything, apply: () => anything, construct: () => anything });
    const asked: string[] = [];
    Module._load = (request, ...rest) => {
      asked.push(request);
      return request === 'vscode' ? anything : _load.call(Module, request, ...rest);
    };
    try {
      assert.deepEqual(Object.keys(createRequire(import.meta.url)(client) as object), ['activate']);
    } finally {
      Module._load = _load;
    }
    assert.ok(asked.includes('vscode'));
    assert.deepEqual(asked.filter((request) => /^(node:)?(net|child_process|crypto|worker_threads)$/.test(request)), []);
    const files = asked.filter((request) => request.startsWith('./')).map((request) => readFileSync(join(root, 'client/dist', request)).length);
    assert.ok(files.reduce((sum, bytes) => sum + bytes, 0) < 10_000);
  });
});
