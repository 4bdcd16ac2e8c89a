/** `npm run bench`: what is claimed of speed and memory, measured. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, say } from '../scripts/lib/run.mjs';
import { measureCommand } from './cli.ts';
import { measureEditor } from './editor.ts';
import { measureFields, measureFiles } from './growth.ts';
import { commandReport } from './lib/command-report.ts';
import { editorReport } from './lib/editor-report.ts';
import { fieldsReport, filesReport } from './lib/growth-report.ts';
import { buildProject, echoServer, ownCommand, ownServer, spectralCommand, yamlServer } from './lib/peers.ts';
import { circumstances, withResults } from './lib/results.ts';
import { Session } from './lib/session.ts';

const HELP = `Usage: npm run bench [-- editor|cli|fields|files|growth|all] [options]

  editor   our language server, yaml-language-server and a server that only echoes, side by side (the default)
  cli      intspec check beside Spectral
  fields   growth: our server, from 100 to 10,000 fields
  files    growth: our command and server, from 10 to 2,000 files
  growth   fields and files
  all      one after the other

Options:
  --sizes 100,1000    source fields of the specs, at least 50 each
  --files 10,100      specs of the workspaces
  --rounds N          rounds at most: groups of about four edits, questions of a kind, runs of a program (default: 15)
  --seed N            other specs, other edits (default: 1)
  --no-peer           without yaml-language-server and Spectral, which are installed when first used
  --no-build          what was built last, not the sources
  --of FOLDER         another checkout of this project, already built, is measured
  --json FILE         all measurements, as JSON
  --write             puts the tables into docs/performance.md
  --help              print this help`;

const KINDS = ['editor', 'cli', 'fields', 'files'] as const;
type Kind = (typeof KINDS)[number];
const GROUPS: Readonly<Record<string, readonly Kind[]>> = { all: KINDS, growth: ['fields', 'files'] };

const SIZES: Readonly<Record<Kind, readonly number[]>> = { editor: [100, 1000, 5000], cli: [], fields: [100, 200, 500, 1000, 2000, 5000, 10_000], files: [] };
const FILES: Readonly<Record<Kind, readonly number[]>> = { editor: [], cli: [10, 100, 500], fields: [], files: [10, 100, 500, 2000] };
/** Milliseconds between an answer and the next key: not longer than a quick typist waits, and long enough for processes to fall asleep. */
const PAUSE = 50;
/** The specs that edits are made in need a field of every kind. */
const LEAST_FIELDS = 50;

interface Options {
  readonly kinds: readonly Kind[];
  readonly sizes: readonly number[] | undefined;
  readonly files: readonly number[] | undefined;
  readonly rounds: number;
  readonly seed: number;
  readonly withPeers: boolean;
  readonly build: boolean;
  /** The checkout that is measured. */
  readonly checkout: string;
  readonly json: string | undefined;
  readonly write: boolean;
}

/** The table of one kind, and what it was made of. */
interface Outcome {
  readonly table: string;
  readonly figures: object;
}

function readOptions(): Options | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true, allowNegative: true,
    options: {
      sizes: { type: 'string' }, files: { type: 'string' }, rounds: { type: 'string', default: '15' }, seed: { type: 'string', default: '1' }, peer: { type: 'boolean', default: true },
      build: { type: 'boolean', default: true }, of: { type: 'string' }, json: { type: 'string' }, write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const [asked = 'editor', ...more] = positionals;
  const kinds = Object.hasOwn(GROUPS, asked) ? (GROUPS[asked] ?? []) : KINDS.filter((kind) => kind === asked);
  if (kinds.length === 0 || more.length > 0) throw new Error(`What is to be measured? ${KINDS.join(', ')}, growth or all, not “${positionals.join(' ')}”.`);
  return {
    kinds, sizes: numbers('sizes', values.sizes, LEAST_FIELDS), files: numbers('files', values.files, 1), rounds: number('rounds', values.rounds, 1), seed: number('seed', values.seed, 0),
    withPeers: values.peer, build: values.build && values.of === undefined, checkout: values.of === undefined ? root : resolve(values.of), json: values.json, write: values.write,
  };
}

function numbers(option: string, text: string | undefined, least: number): number[] | undefined {
  return text?.split(',').map((each) => number(option, each.trim(), least));
}

function number(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least) throw new Error(`--${option} is “${text}”, but should be a whole number, ${String(least)} or more.`);
  return value;
}

async function measureKind(kind: Kind, options: Options): Promise<Outcome> {
  const { rounds, seed, withPeers, checkout } = options;
  const sizes = options.sizes ?? SIZES[kind];
  const counts = options.files ?? FILES[kind];
  switch (kind) {
    case 'editor': {
      const contestants = [ownServer(checkout), ...(withPeers ? [await yamlServer()] : []), await echoServer()];
      const figures = await measureEditor({ sizes, rounds, seed, pause: PAUSE, contestants, say });
      return { table: editorReport(figures), figures };
    }
    case 'cli': {
      const figures = await measureCommand({ counts, rounds, seed, own: ownCommand(checkout), spectral: withPeers ? await spectralCommand() : undefined, say });
      return { table: commandReport(figures), figures };
    }
    case 'fields': {
      const figures = await measureFields({ sizes, rounds, seed, pause: PAUSE, server: ownServer(checkout), checkout, say });
      return { table: fieldsReport(figures), figures };
    }
    case 'files': {
      const figures = await measureFiles({ counts, seed, pause: PAUSE, server: ownServer(checkout), command: ownCommand(checkout), say });
      return { table: filesReport(figures), figures };
    }
  }
}

/** Puts a table into the document on performance. */
function writeTable(kind: Kind, table: string, under: string): void {
  const file = join(root, 'docs', 'performance.md');
  writeFileSync(file, withResults(readFileSync(file, 'utf8'), kind, `${under}\n\n${table}`));
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return;
  }
  if (options.build) await buildProject();
  const under = circumstances(new Date(), options.seed);
  const all: Record<string, object> = {};
  for (const kind of options.kinds) {
    const { table, figures } = await measureKind(kind, options);
    all[kind] = figures;
    console.log(`\n${under}\n\n${table}\n`);
    if (options.write) writeTable(kind, table, under);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ circumstances: under, ...all }, null, 1)}\n`);
  }
}

// Whoever ends this process leaves nothing behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch(async (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  // What still runs would keep this process waiting.
  await Session.killAll();
});
