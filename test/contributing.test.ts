/** The way to a new rule in CONTRIBUTING.md, taken in a copy of the repository. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').replace(/\r\n/g, '\n');
const COPIED = ['client', 'docs', 'examples', 'l10n', 'package.json', 'package.nls.json', 'schemas', 'scripts', 'server', 'snippets', 'tsconfig.json', 'walkthrough', 'test/fixtures', 'test/helpers', 'test/rules', 'test/generated.test.ts'];

function sample(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(guide) ?? [];
  assert.ok(text !== undefined, `CONTRIBUTING.md has no sample in ${language}`);
  return text;
}

/** A text with the lines of a `diff` sample changed: each that is taken away has the next added one in its place, others come first. */
function patched(text: string, diff: string): string {
  const lines = diff.split('\n');
  const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  const removed = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  const heads = added.slice(0, added.length - removed.length);
  return removed.reduce((result, line, at) => {
    assert.ok(result.includes(line), `The text has no line ${line}`);
    return result.replace(line, () => added[heads.length + at] ?? '');
  }, `${heads.join('\n')}\n${text}`);
}

describe('a rule that is added as CONTRIBUTING.md says', function () {
  this.timeout(180_000);
  const [, file = ''] = /\*\*1\. Write the rule\*\*, `(server\/src\/rules\/[a-z-]+\.ts)`/.exec(guide) ?? [];
  const id = basename(file, '.ts');
  let copy: string;

  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'intspec-rule-'));
    for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true, filter: (source) => !/[\\/](?:dist|node_modules)$/.test(source) });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    writeFileSync(join(copy, file), sample('ts'));
    const index = join(copy, 'server', 'src', 'rules', 'index.ts');
    writeFileSync(index, patched(readFileSync(index, 'utf8').replace(/\r\n/g, '\n'), sample('diff')));
  });
  after(() => { rmSync(copy, { recursive: true, force: true, maxRetries: 5 }); });

  function run(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
    assert.equal(status, 0, `${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  }

  it('has its page and its settings', () => {
    const written = run('--import=tsx', 'scripts/generate.mjs').trim().split('\n').sort();
    assert.deepEqual(written, [`docs/rules/${id}.md`, 'docs/rules/README.md', 'package.json', 'schemas/intspec-settings.schema.json'].sort());
  });

  it('is sound TypeScript', () => {
    writeFileSync(join(copy, 'tsconfig.rule.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files: [file] }));
    run(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--project', 'tsconfig.rule.json');
  });

  it('passes the tests of rules', () => {
    const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const output = run(mocha, '--no-config', '--exit', '--import=tsx', '--timeout=60000', '--reporter=spec', '--no-color', `--grep=${id}|up to date`, 'test/rules/rules.test.ts', 'test/rules/fixes.test.ts', 'test/generated.test.ts');
    assert.match(output, new RegExp(`✔ ${id} finds its bad example, and nothing else does`));
    assert.match(output, new RegExp(`✔ ${id} accepts its good example`));
    assert.equal(output.match(new RegExp(`✔ ${id}(?: \\(\\d+ms\\))?$`, 'gm'))?.length, 3, output);
  });
});
