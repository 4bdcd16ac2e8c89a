/** The language server ends by force: the editor starts another, which knows all that the one before it knew. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as vscode from 'vscode';
import { cleanUp, diagnostics, expectFindings, findingOf, goodSpec, open, replace, ruleOf, serverIsUp, until, write } from './editor.ts';

/** The processes of language servers that this extension host has started. */
function servers(): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid = '', args = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return args.includes('node.cjs') && args.includes(`--clientProcessId=${String(process.pid)}`) ? [Number(pid)] : [];
  });
}

/** Ends the server by force; gives the process that has taken its place. */
async function killServer(): Promise<number> {
  const [old] = await until('the server', servers, (found) => found.length === 1);
  assert.ok(old !== undefined);
  process.kill(old, 'SIGKILL');
  const [next] = await until('another server', servers, (found) => found.length === 1 && found[0] !== old);
  return next ?? 0;
}

async function setRules(rules: Record<string, string> | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('intspec').update('rules', rules, vscode.ConfigurationTarget.Workspace);
}

describe('a language server that ends by force', function () {
  before(async function () {
    // There is no other way to find the process.
    if (process.platform === 'win32') this.skip();
    await serverIsUp();
  });
  afterEach(async () => {
    await setRules(undefined);
    await cleanUp();
  });

  it('is replaced by one that knows the texts as they are typed, the files and the settings', async () => {
    const text = await goodSpec();
    const closed = await write('closed.intspec.yaml', text.replace(/^date: .*$/m, 'date: 2025-13-40'));
    const { document } = await open('typed.intspec.yaml', await goodSpec());
    await expectFindings(document.uri, []);
    // Typed, and not saved.
    await replace(document, 'spec_status: Approved', 'spec_status: Done');
    await findingOf(document.uri, 'invalid-value');
    await setRules({ 'invalid-value': 'hint' });
    await until('the severity', () => diagnostics(document.uri)[0]?.severity, (severity) => severity === vscode.DiagnosticSeverity.Hint);

    await killServer();
    await replace(document, 'author:', 'authors:');
    await findingOf(document.uri, 'unknown-key');
    const status = await findingOf(document.uri, 'invalid-value');
    assert.equal(status.severity, vscode.DiagnosticSeverity.Hint, 'the settings hold');
    await findingOf(closed, 'invalid-date');
    await replace(document, 'authors:', 'author:');
    await until('the finding to go', () => diagnostics(document.uri).map(ruleOf), (found) => !found.includes('unknown-key'));
    const items = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, document.positionAt(document.getText().indexOf('Done')));
    assert.ok(items.items.some(({ label }) => label === 'Under Review'), 'it completes');
    const { specs } = await vscode.commands.executeCommand<{ specs: number }>('intspec.checkAll');
    assert.ok(specs >= 2, 'it knows the files');
  });

  it('while a spec is typed into: no text is lost', async () => {
    const { document } = await open('busy.intspec.yaml', await goodSpec());
    await expectFindings(document.uri, []);
    const killed = killServer();
    for (let at = 0; at < 20; at += 1) {
      await replace(document, 'author:', 'x_author:');
      await replace(document, 'x_author:', 'author:');
    }
    await replace(document, 'spec_status: Approved', 'spec_status: Done');
    await killed;
    await replace(document, 'spec_status: Done', 'spec_status: Gone');
    await until('the finding on the text at last', () => diagnostics(document.uri).map((each) => document.getText(each.range)), (found) => found.includes('Gone') && !found.includes('Done'));
  });

  it('is started again by the command where it has ended too often', async () => {
    const { document } = await open('often.intspec.yaml', (await goodSpec()).replace(/^date: .*$/m, 'date: 2025-13-40'));
    await findingOf(document.uri, 'invalid-date');
    for (let kills = 0; kills < 10; kills += 1) {
      const [pid] = servers();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await until('the end of all attempts', servers, (found) => found.length === 0);
    await vscode.commands.executeCommand('intspec.restart');
    await replace(document, 'author:', 'authors:');
    await findingOf(document.uri, 'unknown-key');
    await findingOf(document.uri, 'invalid-date');
  });
});
