/** The npm package: packed, installed into an empty folder, and used there as its users do. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { Sandbox } from './cli/run.ts';
import { examples } from './helpers/files.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const page = readFileSync(join(root, 'docs/api.md'), 'utf8').replace(/\r\n/g, '\n');
const NPM = process.env['npm_execpath'];

/** Runs npm as it runs itself, or the one on the PATH. Answers with what it prints. */
function npm(args: readonly string[], cwd: string): string {
  const [command, first] = NPM !== undefined && /npm-cli\.js$/.test(NPM) ? [process.execPath, [NPM]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const { status, stdout, stderr, error } = spawnSync(command, [...first, ...args], { cwd, encoding: 'utf8', shell: command === 'npm.cmd' });
  assert.equal(status, 0, `npm ${args.join(' ')}: ${error?.message ?? ''}${stdout}${stderr}`);
  return stdout;
}

describe('the npm package', function () {
  this.timeout(120_000);
  let box: Sandbox;
  let own: string;
  let files: readonly string[];

  before(() => {
    assert.ok(existsSync(join(root, 'server/dist/api.js')), 'server/dist is not built: npm run build');
    box = new Sandbox();
    // It is built already.
    const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', box.path], join(root, 'server'))) as readonly { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] }[];
    assert.ok(packed);
    files = packed.files.map(({ path }) => path).sort();
    assert.ok(packed.size < 1_400_000, `${packed.size} bytes`);
    box.write('package.json', '{ "name": "user", "private": true }');
    npm(['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', join(box.path, packed.filename)], box.path);
    own = join(box.path, 'node_modules/intspec');
  });
  after(() => { box.remove(); });

  /** Runs a program in the folder. */
  function node(args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: box.path, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' } });
    return { status, stdout, stderr };
  }

  it('needs no other package, and holds what it should and nothing else', () => {
    assert.deepEqual(readdirSync(join(box.path, 'node_modules')).filter((name) => !name.startsWith('.')), ['intspec']);
    const kinds = new Set(files.map((path) => path.replace(/^dist\/(cli|node)(-[\w]+)?\.cjs$/, 'dist/$1*.cjs').replace(/^dist\/rules\/[a-zA-Z-]+\.md$/, 'dist/rules/*.md')));
    assert.deepEqual([...kinds].sort(), [
      'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'bin/intspec.js', 'bin/load.js', 'bin/package.json',
      'dist/api.cjs', 'dist/api.d.cts', 'dist/api.d.ts', 'dist/api.js', 'dist/cli*.cjs', 'dist/node*.cjs', 'dist/rules/*.md',
      'dist/schemas/integration-spec-v1.0.schema.json', 'dist/schemas/intspec-settings.schema.json', 'dist/settings.md', 'package.json',
    ]);
    const notices = readFileSync(join(own, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['yaml', 'ajv', 'decimal.js', 'vscode-languageserver', '@babel/code-frame', 're2js', 'temporal-polyfill']) assert.match(notices, new RegExp(`^${name.replace('.', '\\.')} \\d+\\.\\d+\\.\\d+ \\([\\w.-]+\\)$`, 'm'));
    assert.match(notices, /Permission is hereby granted/);
  });

  it('is the command', () => {
    box.write('specs/a.intspec.yaml', examples[0]?.text ?? '');
    assert.equal(npm(['exec', '--offline', '--', 'intspec', 'check', 'specs'], box.path), '1 file checked: no findings\n');
  });

  it('is the language server', async () => {
    const server = spawn(process.execPath, [join(own, 'bin/intspec.js'), 'lsp', '--stdio'], { cwd: box.path, env: { ...process.env, NODE_OPTIONS: '' } });
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    let out = '';
    server.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('"id":1,')) server.stdin.end();
    });
    await new Promise((resolve) => server.on('close', resolve));
    assert.match(out, /"hoverProvider":/);
  });

  it('gives the same functions to ES modules and to require', () => {
    const names = ['EvaluationError', 'applyEdits', 'check', 'fixAll', 'listRules', 'parseExpression', 'parseSpec', 'parseType', 'printType', 'version'];
    box.write('names.mjs', `import * as api from 'intspec'; console.log(Object.keys(api).sort().join());`);
    box.write('names.cjs', `console.log(Object.keys(require('intspec')).sort().join(), require('intspec').check('').length > 0, require('intspec/schemas/integration-spec-v1.0.schema.json').type);`);
    assert.deepEqual(node(['names.mjs']), { status: 0, stdout: `${names.join()}\n`, stderr: '' });
    assert.deepEqual(node(['names.cjs']), { status: 0, stdout: `${names.join()} true object\n`, stderr: '' });
    for (const name of names) assert.ok(page.includes(`\`${name}`) || page.includes(`{ ${name}`) || page.includes(`, ${name}`), `docs/api.md does not speak of ${name}`);
  });

  it('knows nothing of Node, so that it runs in a browser too', () => {
    const globals = { TextEncoder, TextDecoder, atob, btoa };
    const module = { exports: {} as { check?: (text: string) => readonly object[]; parseExpression?: (text: string) => { evaluate: (input: object) => object } } };
    runInNewContext(`(function (module, exports) {${readFileSync(join(own, 'dist/api.cjs'), 'utf8')}\n})`, globals)(module, module.exports);
    const { check, parseExpression } = module.exports;
    assert.deepEqual([check?.(examples[0]?.text ?? '').length, check?.('a: [').length !== 0], [0, true]);
    const { value } = parseExpression?.('hash("a" + source.b, "sha256")').evaluate({ record: { b: 'bc' } }) as { value: string };
    assert.match(value, /^[0-9a-f]{64}$/);
  });

  const samples = [...page.matchAll(/^## (.+)$|^```js\n([\s\S]*?)^```$/gm)];
  let title = '';
  for (const [, heading, code] of samples) {
    title = heading ?? title;
    if (code === undefined) continue;
    it(`does what docs/api.md says: ${title}`, () => {
      const expected = [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, line = '']) => line);
      assert.ok(expected.length > 0);
      box.write('sample.mjs', code);
      const { status, stdout, stderr } = node(['sample.mjs']);
      assert.deepEqual({ status, lines: stdout.trimEnd().split('\n'), stderr }, { status: 0, lines: expected, stderr: '' });
    });
  }

  it('has types that hold for both kinds of modules, in strict mode and without any other types', () => {
    const user = `
      import { check, EvaluationError, parseExpression, parseSpec } from 'intspec';
      import type { CheckOptions, Finding, SourceField } from 'intspec';
      const options: CheckOptions = { rules: { 'missing-section': 'warning' }, settings: 'rules: {}' };
      const findings: Finding[] = check('', options);
      export const titles: string[] = findings.flatMap(({ fixes }) => fixes.map(({ title }) => title));
      const fields: readonly SourceField[] = parseSpec('').contracts[0]?.sourceFields ?? [];
      export const kind: string = parseExpression('1').check({ source: fields }).type.kind;
      try { parseExpression('1').evaluate({ record: { a: [1, { b: null }] } }); } catch (error) { if (error instanceof EvaluationError) { const start: number | undefined = error.span?.start; void start; } }
      // @ts-expect-error There is no such severity.
      check('', { rules: { a: 'fatal' } });
    `;
    const entries = [box.write('user.mts', user), box.write('user.cts', user)];
    const options: ts.CompilerOptions = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], types: [], strict: true, exactOptionalPropertyTypes: true, noEmit: true };
    const faults = ts.getPreEmitDiagnostics(ts.createProgram(entries, options));
    assert.deepEqual(faults.map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`), []);
  });
});
