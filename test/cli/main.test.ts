import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rules } from '../../server/src/rules/index.ts';
import { run, start } from './run.ts';

const root = new URL('../../', import.meta.url);

/** What a server that has been started answers to `initialize`. */
function initialized(child: ChildProcess): Promise<string> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    child.on('exit', (code) => { reject(new Error(`The server has ended with ${String(code)}: ${text}`)); });
    child.stderr?.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('"capabilities"')) resolve(text);
    });
  }).then((text) => {
    child.removeAllListeners('exit');
    child.kill();
    return text as string;
  });
}

describe('intspec', () => {
  it('prints help and its version', async () => {
    const help = await run(['--help']);
    assert.equal(help.code, 0);
    for (const command of ['check', 'rules', 'lsp']) {
      assert.match(help.out, new RegExp(`^ {2}${command} `, 'm'));
      const own = await run([command, '--help']);
      assert.equal(own.code, 0);
      assert.ok(own.out.startsWith(`Usage: intspec ${command} [options]`));
      assert.deepEqual(await run(['help', command]), own);
    }
    assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('says what is wrong with its usage', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /^intspec: Which command\?\n'intspec --help' says more\.\n$/],
      ['chek', /There is no command 'chek'\. Did you mean 'check'\?/],
      ['examples/a.intspec.yaml', /Did you mean 'intspec check examples\/a\.intspec\.yaml'\?/],
      ['--fix', /There is no option '--fix' without a command\./],
      ['check --formt json', /There is no option '--formt'\. Did you mean '--format'\?\n'intspec check --help' says more\./],
      ['check --format xml', /--format is 'xml', but should be text, json, sarif, github, gitlab, junit or checkstyle\./],
      ['check --max-warnings many', /--max-warnings is 'many', but should be a number, 0 or more\./],
      ['check --max-warnings', /max-warnings/],
      ['check --stdin-filename a', /--stdin-filename names standard input, which only - reads\./],
      ['check --color --no-color', /--color and --no-color exclude each other\./],
      ['rules mising-section', /There is no rule 'mising-section'\. Did you mean 'missing-section'\?/],
      ['rules a b', /Only one rule can be asked for\./],
      ['lsp --stdio --socket 1', /Only one of/],
      ['lsp file', /'file' means nothing here/],
    ];
    await Promise.all(cases.map(async ([line, expected]) => {
      const { code, out, err } = await run(line === '' ? [] : line.split(' '));
      assert.deepEqual({ line, code, out }, { line, code: 2, out: '' });
      assert.match(err, expected);
    }));
  });

  it('lists and explains the rules', async () => {
    const list = await run(['rules']);
    for (const { id, severity, title } of rules) assert.match(list.out, new RegExp(`^ {2}${id} +${severity} +`, 'm'), title);
    const json = JSON.parse((await run(['rules', '--format', 'json'])).out) as { rules: readonly { id: string }[] };
    assert.deepEqual(json.rules.map(({ id }) => id), rules.map(({ id }) => id));
    const page = await run(['rules', 'missing-section']);
    assert.ok(page.out.startsWith('Section missing\n===============\n\n`missing-section` · error · '));
    assert.match(page.out, /\n {4}rollback_plan:\n {6}rollback_trigger: /);
    assert.doesNotMatch(page.out, /```|^#/m);
    assert.match((await run(['rules', 'missing-section', '--format', 'markdown'])).out, /^# Section missing\n/);
  });

  it('starts the language server', async () => {
    for (const args of [['lsp', '--stdio'], ['lsp']]) assert.match(await initialized(await start(args)), /"textDocumentSync"/);
  });

  it('works as built', async function () {
    if (!existsSync(new URL('server/dist/cli.cjs', root))) this.skip();
    const bin = fileURLToPath(new URL('server/bin/intspec.js', root));
    assert.match(await initialized(spawn(process.execPath, [bin, 'lsp', '--stdio'])), /"textDocumentSync"/);
    const child = spawn(process.execPath, [bin, '--version']);
    let version = '';
    child.stdout.on('data', (chunk: Buffer) => { version += chunk.toString(); });
    await new Promise((resolve) => child.on('close', resolve));
    assert.equal(version.trim(), (JSON.parse(readFileSync(new URL('server/package.json', root), 'utf8')) as { version: string }).version);
  });
});
