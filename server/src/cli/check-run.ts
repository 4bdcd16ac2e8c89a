/** One run of `intspec check`: finds the files, has them surveyed and judged, and prints what comes of it. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatAt, isSettingsPath, specFormat } from '../model/format.ts';
import type { ForeignPlace } from '../rules/rule.ts';
import { runRules } from '../rules/runner.ts';
import { visible } from '../rules/visible.ts';
import { ruleOptions } from '../workspace/settings.ts';
import { hasSpecName } from '../workspace/spec-patterns.ts';
import type { ExitCode } from './command.ts';
import type { Crew } from './crew.ts';
import { crewOf, crewSize } from './crew.ts';
import type { Asked, Input, JudgeTask, SurveyTask } from './file-tasks.ts';
import { findFiles, shownPath } from './find-files.ts';
import { JSON_START, jsonEnd, jsonPiece } from './json-report.ts';
import { Output, painter } from './output.ts';
import { Progress } from './progress.ts';
import { SettingsFiles } from './settings.ts';
import { readStream, SourceError } from './source.ts';
import type { Counts } from './text-report.ts';
import { add, noCounts, summaryLine } from './text-report.ts';

/** The argument that stands for standard input. */
export const STDIN = '-';

export interface CheckOptions {
  readonly args: readonly string[];
  readonly format: 'text' | 'json';
  readonly fix: boolean;
  readonly maxWarnings: number;
  /** How many files to check at once; undefined where the user does not say. */
  readonly jobs: number | undefined;
  /** Absolute. */
  readonly stdinFile: string | undefined;
  readonly color: boolean | undefined;
}

/** What is to be judged. */
interface Candidate {
  readonly input: Input;
  readonly fixed: boolean;
  readonly id?: string | undefined;
  readonly range?: ForeignPlace['range'];
}

type IdPlaces = ReadonlyMap<string, JudgeTask['others']>;

export class CheckRun {
  readonly #options: CheckOptions;
  readonly #folder: string;
  readonly #output = new Output();
  readonly #progress = new Progress(() => process.stderr, process.env['TERM'], () => Date.now());
  readonly #counts: Counts = noCounts();
  readonly #settings: SettingsFiles;
  #incomplete = false;

  /** `folder`: the current one, absolute. */
  constructor(options: CheckOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#settings = new SettingsFiles(folder);
  }

  async run(): Promise<ExitCode> {
    const inputs = await this.#inputs();
    const crew = await crewOf(crewSize(inputs.length, await bytesOf(inputs), this.#options.jobs));
    try {
      const candidates = await this.#survey(crew, inputs);
      candidates.push(...this.#faultySettings(candidates));
      for (const { path, message } of this.#settings.troubles) await this.#trouble(path, message);
      await this.#report(crew, candidates.sort((a, b) => byPath(a.input, b.input)));
    } finally {
      this.#progress.clear();
      await crew.end();
    }
    const { error, warning } = this.#counts;
    if (warning > this.#options.maxWarnings) {
      await this.#output.error(`There are more warnings (${warning}) than --max-warnings allows (${this.#options.maxWarnings}).`);
    }
    if (this.#incomplete) return 2;
    return error > 0 || warning > this.#options.maxWarnings ? 1 : 0;
  }

  /** All that the arguments name, in the order of the paths. */
  async #inputs(): Promise<Input[]> {
    const { args, stdinFile } = this.#options;
    const { files, troubles } = await findFiles(args.filter((arg) => arg !== STDIN), this.#folder, this.#settings);
    for (const { path, message } of troubles) await this.#trouble(path, message);
    const inputs: Input[] = [];
    for (const file of files) {
      const path = shownPath(file, this.#folder);
      // What standard input says counts instead of the file that it is said to be.
      if (file !== stdinFile) inputs.push({ path, uri: pathToFileURL(file).href, source: { file }, asked: await this.#asked(path, file) });
    }
    if (args.includes(STDIN)) inputs.push(...(await this.#stdin()));
    return inputs.sort(byPath);
  }

  async #stdin(): Promise<Input[]> {
    const { stdinFile } = this.#options;
    const path = stdinFile === undefined ? '<stdin>' : shownPath(stdinFile, this.#folder);
    const uri = stdinFile === undefined ? 'stdin:' : pathToFileURL(stdinFile).href;
    try {
      const { text } = await readStream(process.stdin);
      return [{ path, uri, source: { text }, asked: await this.#asked(path, stdinFile ?? join(this.#folder, path)) }];
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      await this.#trouble(path, error.message);
      return [];
    }
  }

  async #asked(path: string, file: string): Promise<Asked> {
    return formatAt(path) === specFormat ? ruleOptions(await this.#settings.for(file)) : {};
  }

  /** The first round: what can be read, with its id, and mended where that is asked for. */
  async #survey(crew: Crew, inputs: readonly Input[]): Promise<Candidate[]> {
    const { fix } = this.#options;
    // Nobody else has the id of the only one.
    if (inputs.length === 1 && !fix) return inputs.map((input) => ({ input, fixed: false }));
    const fixes = new Map<Input, Pick<SurveyTask, 'fix'>>();
    for (const input of inputs) fixes.set(input, fix ? await this.#fixOf(input) : {});
    const candidates: Candidate[] = [];
    let done = 0;
    for await (const [input, outcome] of crew.each(inputs, (each): SurveyTask => ({ kind: 'survey', input: each, ...fixes.get(each) }))) {
      for (const message of outcome.troubles) await this.#trouble(input.path, message);
      if (outcome.kind === 'surveyed' && outcome.found) candidates.push({ input, ...outcome.found });
      this.#progress.show(fix ? 'Fixing' : 'Reading', done += 1, inputs.length);
    }
    return candidates;
  }

  /** Only an author knows what settings should say, and only a spec is mended. */
  async #fixOf({ path, source }: Input): Promise<Pick<SurveyTask, 'fix'>> {
    if (isSettingsPath(path) || !('file' in source)) return {};
    return { fix: hasSpecName(path) || (await this.#settings.isSpec(source.file)) ? 'known' : 'if it says so' };
  }

  /** The settings files that hold for any of the specs and have mistakes, but for those that are checked anyway. */
  #faultySettings(candidates: readonly Candidate[]): Candidate[] {
    const named = new Set(candidates.map(({ input }) => input.path));
    return this.#settings.used.flatMap(({ file, document }) => {
      const path = shownPath(file, this.#folder);
      if (named.has(path) || runRules(document, { onError: () => undefined }).length === 0) return [];
      return [{ input: { path, uri: pathToFileURL(file).href, source: { file }, asked: {} }, fixed: false }];
    });
  }

  /** The second round: findings are printed as soon as those of a file and of all before it are there. */
  async #report(crew: Crew, candidates: readonly Candidate[]): Promise<void> {
    const { args, format, color } = this.#options;
    const isJson = format === 'json';
    const colors = this.#output.usesColors(color);
    const places = placesOfIds(candidates);
    // As in the editor, the folder at hand is the workspace: what has been searched in part says nothing about the rest.
    const areAll = args.some((arg) => arg !== STDIN && resolve(this.#folder, arg) === this.#folder);
    const taskFor = ({ input, fixed, id }: Candidate): JudgeTask => {
      const others = id === undefined ? [] : (places.get(id) ?? []).filter(({ uri }) => uri !== input.uri);
      return { kind: 'judge', input, fixed, id, others, areAll, format, colors };
    };
    let done = 0;
    if (isJson) await this.#output.write(JSON_START);
    for await (const [{ input }, outcome] of crew.each(candidates, taskFor)) {
      if (outcome.kind === 'judged' && outcome.found) {
        const { report, counts } = outcome.found;
        await this.#print(isJson ? jsonPiece(report, this.#counts.files === 0) : report);
        add(this.#counts, counts);
      }
      for (const message of outcome.troubles) await this.#trouble(input.path, message);
      this.#progress.show('Checking', done += 1, candidates.length);
    }
    if (isJson) await this.#print(jsonEnd(this.#counts));
    else if (this.#counts.files > 0) await this.#print(summaryLine(this.#counts, painter(colors)));
  }

  async #print(text: string): Promise<void> {
    if (text !== '') this.#progress.clear();
    await this.#output.write(text);
  }

  async #trouble(path: string, message: string): Promise<void> {
    this.#incomplete = true;
    this.#progress.clear();
    await this.#output.error(`${visible(path)}: ${message}`);
  }
}

/** Where each id is given. */
function placesOfIds(candidates: readonly Candidate[]): IdPlaces {
  const places = new Map<string, JudgeTask['others'][number][]>();
  for (const { input: { uri, path }, id, range } of candidates) {
    if (id === undefined || !range) continue;
    const known = places.get(id);
    if (known) known.push({ uri, path, range });
    else places.set(id, [{ uri, path, range }]);
  }
  return places;
}

/** How large all inputs are together; what is not there any more counts nothing. */
async function bytesOf(inputs: readonly Input[]): Promise<number> {
  let bytes = 0;
  for (const { source } of inputs) bytes += 'text' in source ? source.text.length : await stat(source.file).then(({ size }) => size, () => 0);
  return bytes;
}

function byPath(a: Input, b: Input): number {
  return a.path < b.path ? -1 : 1;
}
