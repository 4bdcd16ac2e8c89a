/** `intspec check`: the findings of files, folders, patterns or standard input. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fixAll } from '../features/fix-all.ts';
import { formatAt, isSettingsPath, specFormat } from '../model/format.ts';
import { Spec } from '../model/spec.ts';
import { runRules } from '../rules/runner.ts';
import { parseSyntax } from '../syntax/index.ts';
import { Analysis } from '../workspace/analysis.ts';
import { ruleOptions } from '../workspace/settings.ts';
import { hasSpecName } from '../workspace/spec-patterns.ts';
import type { Command, ExitCode } from './command.ts';
import { choiceOf, readArguments, UsageError } from './command.ts';
import type { Trouble } from './find-files.ts';
import { findFiles, shownPath } from './find-files.ts';
import { jsonFile, jsonReport } from './json-report.ts';
import type { Candidate } from './judge.ts';
import { judgeAll } from './judge.ts';
import { Output } from './output.ts';
import { SettingsFiles } from './settings.ts';
import { readSource, readStream, SourceError, writeSource } from './source.ts';
import type { Counts } from './text-report.ts';
import { count, noCounts, summaryLine, textReport } from './text-report.ts';

const HELP = `Usage: intspec check [options] [file, folder or pattern ...]

Checks integration specs. A folder is searched for *.intspec.yaml and *.intspec.yml, or for what the patterns in
.intspec.yaml match; node_modules and folders whose name starts with a dot are left out. A file that is named is
checked whatever it is called. Patterns are globs, best quoted: 'specs/**/*.yaml'. Without an argument the current
folder is searched; - reads standard input. The settings in .intspec.yaml, from the current folder down to a spec's
own, hold for it.

Options:
      --format text|json     how findings are written (default: text)
      --fix                  write what is safe to write, then report what remains
      --max-warnings N       fail when there are more than N warnings
      --stdin-filename NAME  what standard input is called in the findings (default: <stdin>)
      --color, --no-color    use colours, or none (default: on a terminal)
  -h, --help                 print this help

Exit code: 0 without errors, 1 with errors or more than N warnings, 2 for wrong usage or a file that could not be read.`;

const OPTIONS = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  'max-warnings': { type: 'string' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const STDIN = '-';

interface CheckOptions {
  readonly args: readonly string[];
  readonly format: 'text' | 'json';
  readonly fix: boolean;
  readonly maxWarnings: number;
  /** Absolute. */
  readonly stdinFile: string | undefined;
  readonly color: boolean | undefined;
}

export const checkCommand: Command = {
  name: 'check',
  summary: 'report what is wrong in integration specs',
  help: HELP,
  run: async (args) => new Check(readOptions(args), process.cwd()).run(),
};

class Check {
  readonly #options: CheckOptions;
  readonly #folder: string;
  readonly #output = new Output();
  readonly #counts: Counts = noCounts();
  readonly #settings: SettingsFiles;
  #incomplete = false;

  constructor(options: CheckOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#settings = new SettingsFiles(folder);
  }

  async run(): Promise<ExitCode> {
    const candidates = await this.#candidates();
    await this.#report(candidates);
    const { error, warning } = this.#counts;
    if (warning > this.#options.maxWarnings) {
      await this.#output.error(`There are more warnings (${warning}) than --max-warnings allows (${this.#options.maxWarnings}).`);
    }
    if (this.#incomplete) return 2;
    return error > 0 || warning > this.#options.maxWarnings ? 1 : 0;
  }

  /** All specs that can be read, in the order of their paths. */
  async #candidates(): Promise<Candidate[]> {
    const { args, stdinFile } = this.#options;
    const { files, troubles } = await findFiles(args.filter((arg) => arg !== STDIN), this.#folder, this.#settings);
    for (const trouble of troubles) await this.#trouble(trouble);
    const candidates: Candidate[] = [];
    for (const file of files) {
      // What standard input says counts instead of the file that it is said to be.
      if (file !== stdinFile) candidates.push(...(await this.#readFile(file)));
    }
    if (args.includes(STDIN)) candidates.push(...(await this.#readStdin()));
    candidates.push(...this.#faultySettings(candidates));
    for (const trouble of this.#settings.troubles) await this.#trouble(trouble);
    return candidates.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The settings files that hold for any of the specs and have mistakes, but for those that are checked anyway. */
  #faultySettings(candidates: readonly Candidate[]): Candidate[] {
    const named = new Set(candidates.map(({ path }) => path));
    return this.#settings.used.flatMap(({ file, document }) => {
      const path = shownPath(file, this.#folder);
      if (named.has(path) || runRules(document, { onError: () => undefined }).length === 0) return [];
      return [{ path, uri: pathToFileURL(file).href, spec: document, asked: {}, fixed: false }];
    });
  }

  async #readFile(file: string): Promise<Candidate[]> {
    const path = shownPath(file, this.#folder);
    return this.#reading(path, async () => {
      const source = await readSource(file);
      const text = this.#options.fix ? await this.#fixed(file, source.text) : source.text;
      const fixed = text !== source.text && (await this.#written(path, () => writeSource(file, source, text)));
      // What could not be written is reported as it still is.
      return this.#candidate(file, path, pathToFileURL(file).href, text === source.text || fixed ? text : source.text, fixed);
    });
  }

  async #readStdin(): Promise<Candidate[]> {
    const { stdinFile } = this.#options;
    const path = stdinFile === undefined ? '<stdin>' : shownPath(stdinFile, this.#folder);
    const uri = stdinFile === undefined ? 'stdin:' : pathToFileURL(stdinFile).href;
    return this.#reading(path, async () => this.#candidate(stdinFile ?? join(this.#folder, path), path, uri, (await readStream(process.stdin)).text, false));
  }

  async #candidate(file: string, path: string, uri: string, text: string, fixed: boolean): Promise<Candidate> {
    const format = formatAt(path);
    const asked = format === specFormat ? ruleOptions(await this.#settings.for(file)) : {};
    return { path, uri, spec: new Spec(parseSyntax(text), format), asked, fixed };
  }

  async #reading(path: string, read: () => Promise<Candidate>): Promise<Candidate[]> {
    try {
      return [await read()];
    } catch (error) {
      await this.#trouble({ path, message: error instanceof SourceError ? error.message : `It could not be checked. ${errorText(error)}` });
      return [];
    }
  }

  /** The text with all safe fixes. A fix that fails leaves the text as it is. */
  async #fixed(file: string, text: string): Promise<string> {
    const path = shownPath(file, this.#folder);
    // Only an author knows what settings should say.
    if (isSettingsPath(path)) return text;
    try {
      // Whatever else a pattern matches is checked, but never written.
      if (!hasSpecName(path) && !(await this.#settings.isSpec(file)) && !new Analysis(text).saysSpec) {
        await this.#trouble({ path, message: 'It is left as it is: neither its name (`*.intspec.yaml`) nor a `template` in it says that it is a spec.' });
        return text;
      }
      return fixAll(text, ruleOptions(await this.#settings.for(file)));
    } catch (error) {
      await this.#trouble({ path, message: `The fixes failed. ${errorText(error)}` });
      return text;
    }
  }

  async #written(path: string, write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      await this.#trouble({ path, message: error.message });
      return false;
    }
  }

  async #report(candidates: readonly Candidate[]): Promise<void> {
    const paint = this.#output.paint(this.#options.color);
    const failures: Trouble[] = [];
    const onError = (path: string, rule: string, error: unknown) => failures.push({ path, message: `The rule ${rule} failed. ${errorText(error)}` });
    const paths = new Map(candidates.map(({ uri, path }) => [uri, path]));
    // As in the editor, the folder at hand is the workspace: what has been searched in part says nothing about the rest.
    const areAll = this.#options.args.some((arg) => arg !== STDIN && resolve(this.#folder, arg) === this.#folder);
    const asJson: ReturnType<typeof jsonFile>[] = [];
    for (const judged of judgeAll(candidates, areAll, onError)) {
      count(this.#counts, judged);
      if (this.#options.format === 'json') asJson.push(jsonFile(judged));
      else await this.#output.write(textReport(judged, paint, (uri) => paths.get(uri) ?? uri));
    }
    for (const failure of failures) await this.#trouble(failure);
    if (this.#options.format === 'json') await this.#output.write(jsonReport(asJson, this.#counts));
    else if (this.#counts.files > 0) await this.#output.write(summaryLine(this.#counts, paint));
  }

  async #trouble({ path, message }: Trouble): Promise<void> {
    this.#incomplete = true;
    await this.#output.error(`${path}: ${message}`);
  }
}

function readOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = readArguments(args, OPTIONS);
  const stdin = positionals.includes(STDIN);
  const fix = values.fix ?? false;
  const name = values['stdin-filename'];
  if (stdin && fix) throw new UsageError('--fix writes files, which standard input is not. Name the file instead of -.');
  if (name !== undefined && !stdin) throw new UsageError('--stdin-filename names standard input, which only - reads.');
  if (name === '') throw new UsageError('--stdin-filename is empty.');
  if (values.color && values['no-color']) throw new UsageError('--color and --no-color exclude each other.');
  return {
    args: positionals.length > 0 ? positionals : ['.'],
    format: choiceOf('format', values.format, ['text', 'json']),
    fix,
    maxWarnings: readNumber(values['max-warnings']),
    stdinFile: name === undefined ? undefined : resolve(name),
    color: values.color ? true : values['no-color'] ? false : undefined,
  };
}

function readNumber(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^\d+$/.test(text)) throw new UsageError(`--max-warnings is '${text}', but should be a number, 0 or more.`);
  return Number(text);
}

function errorText(error: unknown): string {
  return `This is a fault of intspec: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
