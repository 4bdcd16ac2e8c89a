/** Bundles that load parts of themselves when they are first used: a small program, bundled and run. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Part } from '../../scripts/lib/parts.mjs';
import { bundleParts } from '../../scripts/lib/parts.mjs';
import { withGetters } from '../../scripts/lib/rule-texts.mjs';

const SOURCES: Readonly<Record<string, string>> = {
  'src/main.ts': `
    import { shout, Counter, count, LIMIT as most } from './inner/words.ts';
    import * as words from './inner/words.ts';
    import library from 'library';
    import { state } from './shared.ts';
    import type { Word } from './inner/words.ts';
    console.log('begun', state.loaded.join());
    const word: Word = shout('a');
    console.log(word, state.loaded.join());
    console.log(new Counter().next(), new Counter() instanceof words.Counter, most);
    words.raise();
    console.log(count, state.loaded.join());
    console.log(library.double(4), import.meta.url.endsWith('/main.cjs'));
    import('./later.ts').then(({ later }) => { console.log(later(), state.loaded.join()); });
  `,
  'src/shared.ts': 'export const state = { loaded: [] as string[] };',
  'src/later.ts': "import { state } from './shared.ts';\nimport { shout } from './inner/words.ts';\nstate.loaded.push('later');\nexport const later = () => shout('c');",
  'src/inner/words.ts': `
    import { state } from '../shared.ts';
    import { mark } from './mark.ts';
    state.loaded.push('words');
    export type Word = string;
    export const shout = (text: string): Word => text.toUpperCase() + mark;
    export class Counter { #at = 0; next() { return this.#at += 1; } }
    export let count = 1;
    export function raise() { count += 1; }
    export const LIMIT = 7;
  `,
  'src/inner/mark.ts': "export const mark = '!';",
  'node_modules/library/package.json': '{ "name": "library", "main": "index.js" }',
  'node_modules/library/rest.js': "if (process.argv[1].endsWith('main.cjs')) console.log('rest');\nexports.two = 2;",
  'node_modules/library/index.js': "if (process.argv[1].endsWith('main.cjs')) console.log('library');\nconst rest = require('./rest.js');\nmodule.exports = function () {};\nmodule.exports.double = (x) => rest.two * x;\nmodule.exports.default = module.exports;",
};

const PARTS: readonly Part[] = [
  { name: 'inner', holds: ({ path }, importer) => path.startsWith('src/inner/') && !importer.startsWith('src/inner/') },
  { name: 'library', holds: ({ specifier }) => specifier === 'library' },
  { name: 'rest', holds: ({ specifier }) => specifier === './rest.js' },
  { name: 'unused', holds: () => false },
];

describe('parts of a bundle', () => {
  let root: string;
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'intspec-parts-')));
    for (const [name, text] of Object.entries(SOURCES)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
  });
  after(() => { rmSync(root, { recursive: true, force: true }); });

  for (const [minify, together] of [[false, []], [true, []], [true, ['src/main.ts']], [true, ['src/main.ts', 'part:inner']]] as const) {
    it(`are loaded when they are first used, once, and in place${minify ? ', minified' : ''}${together.length > 0 ? `, ${together.join(' and ')} in one file` : ''}`, async () => {
      const options = { absWorkingDir: root, bundle: true, minify, platform: 'node' as const, target: 'node20', outdir: 'dist', entryPoints: { main: 'src/main.ts' }, logLevel: 'silent' as const };
      const { files } = await bundleParts(options, PARTS, together);
      const names = [...files.keys()].filter((name) => name.endsWith('.cjs'));
      assert.deepEqual(names.filter((name) => !/^dist\/main-[A-Z\d]{8}\.cjs$/.test(name)).sort(), ['dist/main-inner.cjs', 'dist/main-library.cjs', 'dist/main-rest.cjs', 'dist/main.cjs']);
      // What is loaded later, and what several parts share.
      assert.equal(names.filter((name) => /^dist\/main-[A-Z\d]{8}\.cjs$/.test(name)).length, [5, 1, 1][together.length]);
      for (const name of names) assert.ok(files.has(`${name}.map`), name);
      rmSync(join(root, 'dist'), { recursive: true, force: true });
      mkdirSync(join(root, 'dist'));
      for (const [name, text] of files) writeFileSync(join(root, name), text);
      const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/main.cjs')], { encoding: 'utf8' });
      assert.equal(stderr, '');
      assert.deepEqual(stdout.trim().split('\n'), ['begun ', 'A! words', '1 true 7', '2 words', 'library', 'rest', '8 true', 'C! words,later']);
    });
  }

  it('do not run one program in another, where both load the same', async () => {
    writeFileSync(join(root, 'src/worker.ts'), "import { state } from './shared.ts';\nimport { helper } from './helper.ts';\nimport { later } from './later.ts';\nconsole.log('worker', helper, state.loaded.join(), later());");
    writeFileSync(join(root, 'src/helper.ts'), "export const helper = 'helps';");
    writeFileSync(join(root, 'src/both.ts'), "import './main.ts';\nimport { helper } from './helper.ts';\nconsole.log('both', helper);");
    const options = { absWorkingDir: root, bundle: true, minify: true, platform: 'node' as const, target: 'node20', outdir: 'both', entryPoints: { both: 'src/both.ts', 'both-worker': 'src/worker.ts' }, logLevel: 'silent' as const };
    const { files } = await bundleParts(options, PARTS, ['src/both.ts', 'src/later.ts']);
    mkdirSync(join(root, 'both'));
    for (const [name, text] of files) writeFileSync(join(root, name), text);
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'both/both-worker.cjs')], { encoding: 'utf8' });
    assert.deepEqual([stdout, stderr], ['worker helps later C!\n', '']);
  });

  it('are there once for several programs, and called after the first that may load them', async () => {
    const sources = {
      'src/first.ts': "import { helper } from './helper.ts';\nimport { alone } from './alone.ts';\nimport { shout } from './inner/words.ts';\nconsole.log('first', helper, alone(), shout('d'));\nif (process.argv[2]) import('./later-alone.ts').then(({ more }) => { console.log(more); });",
      'src/alone.ts': "export const alone = () => 'alone';",
      'src/later-alone.ts': "import { alone } from './alone.ts';\nexport const more = alone();",
      'src/second.ts': "import { usage } from './usage.ts';\nconsole.log('second', usage);\nimport('./task.ts').then(({ task }) => { console.log(task(), usage); if (process.argv[2]) return import('./first.ts'); });",
      'src/usage.ts': "import library from 'library';\nexport const usage = `usage ${library.double(2)}`;",
      'src/task.ts': "import { usage } from './usage.ts';\nimport { job } from './job.ts';\nexport const task = () => job(usage);",
      'src/job.ts': "import { shout } from './inner/words.ts';\nimport { helper } from './helper.ts';\nexport const job = (text: string) => shout(text + helper);",
      'src/second-worker.ts': "import { job } from './job.ts';\nconsole.log('worker', job('x'));",
    };
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(root, name), text);
    const options = { absWorkingDir: root, bundle: true, minify: true, platform: 'node' as const, target: 'node20', outdir: 'several', entryPoints: { first: 'src/first.ts', second: 'src/second.ts', 'second-worker': 'src/second-worker.ts' }, logLevel: 'silent' as const };
    const { files, metafile } = await bundleParts(options, PARTS, ['src/second.ts', 'src/first.ts', 'part:inner', 'src/task.ts']);
    mkdirSync(join(root, 'several'));
    for (const [name, text] of files) writeFileSync(join(root, name), text);
    const run = (...args: readonly string[]) => {
      const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'several', args[0] ?? ''), ...args.slice(1)], { encoding: 'utf8' });
      return [...stdout.trim().split('\n'), ...stderr];
    };
    assert.deepEqual(run('second.cjs'), ['second usage 4', 'USAGE 4HELPS! usage 4']);
    assert.deepEqual(run('second.cjs', 'first too'), ['second usage 4', 'USAGE 4HELPS! usage 4', 'first helps alone D!', 'alone']);
    assert.deepEqual(run('second-worker.cjs'), ['worker XHELPS!']);
    for (const name of files.keys()) if (!name.startsWith('several/first')) rmSync(join(root, name));
    assert.deepEqual(run('first.cjs', 'more'), ['first helps alone D!', 'alone']);
    // What only one program ever loads is in its file, if that does not run where another one asks for it.
    const holders = (source: string) => Object.entries(metafile.outputs).filter(([, { inputs }]) => source in inputs).map(([name]) => name.replace(/-[A-Z\d]{8}\./, '-*.'));
    assert.deepEqual(['alone', 'inner/words', 'helper', 'usage', 'job', 'task'].map((name) => holders(`src/${name}.ts`)), [['several/first.cjs'], ['several/first-inner.cjs'], ['several/first-*.cjs'], ['several/second-*.cjs'], ['several/second-*.cjs'], ['several/second-*.cjs']]);
    assert.deepEqual(Object.keys(metafile.outputs).sort(), [...files.keys()].filter((name) => name.endsWith('.cjs')).sort());
  });

  it('cannot be called as a program is', async () => {
    const options = { absWorkingDir: root, bundle: true, platform: 'node' as const, outdir: 'dist', entryPoints: { main: 'src/main.ts', 'main-inner': 'src/shared.ts' }, logLevel: 'silent' as const };
    await assert.rejects(bundleParts(options, PARTS), /the name of a program/);
  });

  it('cannot be made of what has no names when it is imported late', async () => {
    writeFileSync(join(root, 'src/late.ts'), "export const late = () => import('library');");
    const options = { absWorkingDir: root, bundle: true, platform: 'node' as const, outdir: 'dist', entryPoints: { late: 'src/late.ts' }, logLevel: 'silent' as const };
    await assert.rejects(bundleParts(options), /src\/late\.ts imports node_modules\/library\/index\.js late, which is no ES module/);
  });
});

describe('the texts of a rule', () => {
  const RULE = `import { example } from './example.ts';

/** A rule. */
export const aRule: Rule = {
  id: 'a-rule',
  severity: 'error',
  explanation:
    'One. ' + \`Two \${1}.\`,
  bad: { text: example(['bad: 1']), without: ['approval'] },
  good: { text: 'good: 1' },
  *check({ spec }) {
    yield { bad: 1, explanation: spec };
  },
};
`;

  it('become getters', () => {
    assert.equal(withGetters(RULE, { 'a-rule': {} }), `import { ruleTexts } from "rule-texts";
import { example } from './example.ts';

/** A rule. */
export const aRule: Rule = {
  id: 'a-rule',
  severity: 'error',
  get explanation() { return ruleTexts["a-rule"].explanation; },
  get bad() { return ruleTexts["a-rule"].bad; },
  get good() { return ruleTexts["a-rule"].good; },
  *check({ spec }) {
    yield { bad: 1, explanation: spec };
  },
};
`);
  });

  it('are not looked for in what is no rule', () => {
    assert.equal(withGetters(RULE, { 'another-rule': {} }), undefined);
    assert.equal(withGetters('export const x = { id: 1 };', { 'a-rule': {} }), undefined);
  });
});
