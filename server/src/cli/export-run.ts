/** One run of `intspec export`: finds the specs, and writes a document of each. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Render } from '../exports/format.ts';
import { formatAt, specFormat } from '../model/format.ts';
import { Spec } from '../model/spec.ts';
import { visible } from '../rules/visible.ts';
import { parseSyntax } from '../syntax/index.ts';
import { ruleOptions } from '../workspace/settings.ts';
import type { ExitCode } from './command.ts';
import { UsageError } from './command.ts';
import type { ExportFormat } from './export.ts';
import { findFiles, reasonOf, shownPath } from './find-files.ts';
import { judge } from './judge.ts';
import { faultText, Output } from './output.ts';
import { SettingsFiles } from './settings.ts';
import { readSource, readStream, SourceError } from './source.ts';

/** The argument that stands for standard input. */
const STDIN = '-';

/** What the name of a spec ends with: a document's own ending takes its place. */
const SPEC_ENDING = /(?:\.intspec)?\.ya?ml$/i;

interface ExportRunOptions {
  readonly args: readonly string[];
  /** As it was given. */
  readonly output: string | undefined;
  readonly findings: boolean;
}

export class ExportRun {
  readonly #format: ExportFormat;
  readonly #options: ExportRunOptions;
  readonly #folder: string;
  readonly #output = new Output();
  readonly #settings: SettingsFiles;
  #incomplete = false;

  /** `folder`: the current one, absolute. */
  constructor(format: ExportFormat, options: ExportRunOptions, folder: string) {
    this.#format = format;
    this.#options = options;
    this.#folder = folder;
    this.#settings = new SettingsFiles(folder);
  }

  async run(): Promise<ExitCode> {
    const { args } = this.#options;
    const { files, troubles } = await findFiles(args.filter((arg) => arg !== STDIN), this.#folder, this.#settings);
    for (const { path, message } of troubles) await this.#trouble(path, message);
    const inputs = [...files, ...(args.includes(STDIN) ? [STDIN] : [])];
    const render = await this.#format.load();
    const targetOf = await this.#targets(inputs);
    for (const input of inputs) await this.#export(input, targetOf(input), render);
    for (const { path, message } of this.#settings.troubles) await this.#trouble(path, message);
    if (inputs.length === 0 && !this.#incomplete) await this.#trouble(args.join(' '), 'There is no spec in it.');
    return this.#incomplete ? 2 : 0;
  }

  /** Which file the document of a spec goes to; none for standard output. Throws a {@link UsageError} where several would go to one. */
  async #targets(inputs: readonly string[]): Promise<(input: string) => string | undefined> {
    const { output } = this.#options;
    const { extension } = this.#format;
    if (output === undefined) {
      if (inputs.length > 1) throw new UsageError('Several specs need a folder to be written to: name it with --output.');
      return () => undefined;
    }
    const path = resolve(this.#folder, output);
    const isFolder = /[/\\]$/.test(output) || inputs.length > 1 || (await isDirectory(path));
    if (!isFolder) return () => path;
    const top = commonFolder(inputs.filter((input) => input !== STDIN));
    return (input) => join(path, input === STDIN ? `stdin${extension}` : relative(top, input).replace(SPEC_ENDING, '') + extension);
  }

  async #export(input: string, target: string | undefined, render: Render): Promise<void> {
    const path = input === STDIN ? '<stdin>' : shownPath(input, this.#folder);
    try {
      if (formatAt(path) !== specFormat) throw new SourceError('It holds settings, and is no spec.');
      const { text } = await (input === STDIN ? readStream(process.stdin) : readSource(input));
      if (target === input) throw new SourceError('Its document would take its place. Name another file with --output.');
      const spec = new Spec(parseSyntax(text));
      const document = render(spec, this.#options.findings ? { findings: await this.#findings(path, input, spec) } : {});
      if (target === undefined) await this.#output.write(document);
      else await write(target, document);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      await this.#trouble(path, error.message);
    }
  }

  async #findings(path: string, input: string, spec: Spec) {
    const settings = await this.#settings.for(input === STDIN ? join(this.#folder, path) : input);
    const errors: string[] = [];
    const { findings } = judge({ path, spec, fixed: false }, ruleOptions(settings), (rule, error) => errors.push(`The rule ${rule} failed. ${faultText(error)}`));
    for (const message of errors) await this.#trouble(path, message);
    return findings;
  }

  async #trouble(path: string, message: string): Promise<void> {
    this.#incomplete = true;
    await this.#output.error(`${visible(path)}: ${message}`);
  }
}

/** Writes a document, all of it or nothing; its folders are made. Throws a {@link SourceError}. */
async function write(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if (await stat(path).then((found) => found.isFile(), () => false)) {
      const { replaceFile } = await import('./replace-file.ts');
      await replaceFile(path, text);
    } else {
      await writeFile(path, text);
    }
  } catch (error) {
    throw new SourceError(`Its document could not be written to ${path}. ${reasonOf(error)}`);
  }
}

/** The deepest folder that all files are in. */
function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0] ?? '');
  while (files.some((file) => relative(folder, file).startsWith('..')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}
