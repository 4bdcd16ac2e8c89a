/** The GitHub Action, the hook for pre-commit, and the recipes of docs/ci.md: they can be read, and ask for what there is. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseDocument } from 'yaml';
import { command, run, Sandbox } from './cli/run.ts';
import { examples } from './helpers/files.ts';
import { sarifLog } from './helpers/sarif.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replace(/\r\n/g, '\n');
const { version } = JSON.parse(read('server/package.json')) as { readonly version: string };

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string; readonly 'working-directory': string }[] };
}

const action = parse(read('action.yml')) as Action;
const [step] = action.runs.steps;
const recipes = read('docs/ci.md');

/** The options that a text gives to `intspec check`. */
function optionsIn(text: string): string[] {
  return text.split('\n').filter((line) => /\bcheck\b|args:|options\+=/.test(line)).flatMap((line) => [...line.replace(/npx (--yes|--no-install)/g, '').matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, name = '']) => name));
}

describe('in CI', () => {
  it('only options are used that the command has, and the version at hand', async () => {
    const { out: help } = await run(['check', '--help']);
    for (const file of ['action.yml', '.pre-commit-hooks.yaml', 'docs/ci.md', 'server/README.md']) {
      const text = read(file);
      const options = optionsIn(text);
      assert.ok(options.length > 0 || file === '.pre-commit-hooks.yaml', file);
      for (const name of options) assert.match(help, new RegExp(`--${name}\\b`), file);
      for (const [, named] of text.matchAll(/intspec@v?(\d[\w.-]*)/g)) assert.equal(named, version, file);
    }
    assert.equal(action.inputs['version']?.default, version);
    assert.match(read('docs/ci.md'), new RegExp(`rev: v${version.replaceAll('.', '\\.')}`));
  });

  it('all YAML of the recipes can be read, and gives the action and the hook what they take', () => {
    const blocks = [...recipes.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
    assert.ok(blocks.length >= 6);
    for (const text of blocks) assert.deepEqual(parseDocument(text).errors, []);
    const uses = blocks.flatMap((text) => (parse(text) as { jobs?: Record<string, { steps: readonly { uses?: string; with?: object }[] }> }).jobs?.['specs']?.steps ?? []).filter(({ uses: name }) => name?.startsWith('intspec/'));
    assert.ok(uses.length >= 3);
    for (const { with: given = {} } of uses) for (const name of Object.keys(given)) assert.ok(name in action.inputs, name);
    const rows = [...recipes.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name));
    assert.deepEqual(rows.sort(), Object.keys(action.inputs).sort());
    const [hook, ...others] = parse(read('.pre-commit-hooks.yaml')) as readonly { readonly id: string; readonly files: string }[];
    assert.deepEqual(others, []);
    assert.ok(recipes.includes(`- id: ${hook?.id ?? ''}\n`));
    for (const [path, is] of [['specs/a.intspec.yaml', true], ['a.intspec.yml', true], ['a.yaml', false], ['a.intspec.yaml.md', false]] as const) assert.equal(new RegExp(hook?.files ?? '').test(path), is, path);
  });

  it('no input of the action is read as a part of its script', () => {
    assert.equal(action.runs.using, 'composite');
    assert.equal(action.runs.steps.length, 1);
    assert.ok(step && !step.run.includes('${{'));
    const given = Object.values(step.env).map((value) => /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? value);
    assert.deepEqual(given.sort(), Object.keys(action.inputs).sort());
    for (const name of Object.keys(step.env)) assert.ok(step.run.includes(`$${name}`) || step.run.includes(`\${${name}`), name);
  });

  // The script is for bash, which not every Windows has.
  if (process.platform !== 'win32') scriptTests();
});

function scriptTests(): void {
  describe('the script of the action', () => {
    const sound = examples[0]?.text ?? '';
    const faulty = sound.replace(/^spec_status: .*$/m, 'spec_status: Drft');
    let box: Sandbox;
    before(async () => {
      box = new Sandbox();
      // In the place of npm and npx, which would ask the network.
      const intspec = `#!/bin/sh\necho "$@" | tr '\\n' ' ' >> "$SEEN_ARGS"\nwhile [ "$1" != check ]; do shift; done\nexec "${process.execPath}" "${await command()}" "$@"\n`;
      const installed = box.write('installed', intspec);
      const npx = box.write('bin/npx', intspec);
      const npm = box.write('bin/npm', `#!/bin/sh\necho "npm in $PWD: $@;" | tr '\\n' ' ' > "$SEEN_ARGS"\ncase "$*" in *@9.9.9) exit 1;; esac\nmkdir -p node_modules/.bin\ncp "${installed}" node_modules/.bin/intspec\n`);
      for (const program of [installed, npx, npm]) chmodSync(program, 0o755);
      mkdirSync(join(box.path, 'temp'));
      box.write('work/specs/a b.intspec.yaml', faulty);
      box.write('work/specs/$(touch pwned)`touch pwned`; touch pwned.intspec.yaml', faulty.replace(/INT-\d+-\d+/, 'INT-2025-901'));
      box.write('work/sound/c.intspec.yaml', sound.replace(/INT-\d+-\d+/, 'INT-2025-902'));
    });
    after(() => { box.remove(); });

    /** Runs it as a runner does: the environment of the step, with the inputs in it, in the working directory. */
    function act(inputs: Readonly<Record<string, string>> = {}) {
      assert.ok(step);
      const valueOf = (text: string): string => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? String(action.inputs[name]?.default ?? ''));
      const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, valueOf(value)]));
      const outputs = box.write('outputs.txt', '');
      const args = box.write('args.txt', '');
      const cwd = join(box.path, 'work', valueOf(step['working-directory']));
      const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run], { cwd, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0', ...env, GITHUB_OUTPUT: outputs, RUNNER_TEMP: join(box.path, 'temp'), SEEN_ARGS: args, PATH: `${join(box.path, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` } });
      return { status, stdout, stderr, args: box.read('args.txt').trim().replaceAll(new RegExp(`${join(box.path, 'temp')}/intspec\\.\\w+`, 'g'), 'HOME'), outputs: box.read('outputs.txt') };
    }

    it('annotates, and fails on errors', () => {
      const { status, stdout, stderr, args, outputs } = act();
      assert.deepEqual([status, stderr, outputs], [1, '', 'exit-code=1\n']);
      assert.match(stdout, /^::error file=specs\/a b\.intspec\.yaml,line=\d+/m);
      assert.equal(args, `npm in HOME: install --prefix HOME --ignore-scripts --no-audit --no-fund --loglevel=error intspec@${version}; check --format=github -- .`);
    });

    it('takes each line of the paths for a path, whatever is in it', () => {
      const hostile = 'specs/$(touch pwned)`touch pwned`; touch pwned.intspec.yaml';
      const { status, stdout, args } = act({ paths: `\n${hostile}\n  \nspecs/a b.intspec.yaml\r\n`, annotations: 'false', version: 'installed' });
      assert.equal(status, 1);
      assert.match(stdout, /^2 files checked: 2 errors\n$/m);
      assert.equal(args, `--no-install intspec check --format=text -- ${hostile} specs/a b.intspec.yaml`);
      assert.equal(spawnSync('find', [box.path, '-name', 'pwned'], { encoding: 'utf8' }).stdout, '');
      // What looks like an option is a path too.
      const option = act({ paths: '--fix' });
      assert.deepEqual([option.status, option.outputs], [2, 'exit-code=2\n']);
      assert.match(option.stderr, /intspec: --fix: There is no such file or folder\./);
    });

    it('writes SARIF, and passes where it is told to', () => {
      const { status, outputs } = act({ 'working-directory': 'specs', 'sarif-file': 'out dir/$(id).sarif', 'fail-on-findings': 'false' });
      assert.deepEqual([status, outputs], [0, 'exit-code=1\nsarif-file=specs/out dir/$(id).sarif\n']);
      assert.equal(sarifLog(box.read('work/specs/out dir/$(id).sarif')).runs[0]?.results?.length, 2);
    });

    it('hands on the other inputs, and refuses a version that is none', () => {
      assert.match(act({ 'max-warnings': '0', severity: 'warning', paths: 'sound' }).args, /check --format=github --severity=warning --max-warnings=0 -- sound$/);
      assert.equal(act({ baseline: 'no such' }).status, 2);
      assert.equal(act({ 'changed-since': '--output=x' }).status, 2);
      const refused = act({ version: '1.0.0 && touch pwned' });
      assert.deepEqual([refused.status, refused.args], [2, '']);
      assert.match(refused.stdout, /^::error title=intspec::The input version/);
      const missing = act({ version: '9.9.9', 'fail-on-findings': 'false' });
      assert.equal(missing.status, 2);
      assert.match(missing.stdout, /^::error title=intspec::The version 9\.9\.9 of intspec could not be installed/);
    });
  });
}
