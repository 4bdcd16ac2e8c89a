/** One run of `intspec check`: finds the files, has them surveyed and judged, and reports what comes of it. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatAt, isSettingsPath, specFormat } from '../model/format.ts';
import type { ForeignPlace } from '../rules/rule.ts';
import { runRules } from '../rules/runner.ts';
import { visible } from '../rules/visible.ts';
import { ruleOptions } from '../workspace/settings.ts';
import { hasSpecName } from '../workspace/spec-patterns.ts';
import type { Baseline } from './baseline.ts';
import type { ChangedFiles } from './changed.ts';
import type { CheckOptions } from './check-options.ts';
import { STDIN } from './check-options.ts';
import type { ExitCode } from './command.ts';
import type { Crew } from './crew.ts';
import { crewOf, crewSize } from './crew.ts';
import type { Asked, FileFound, Input, JudgeTask, KnownFinding, SurveyTask } from './file-tasks.ts';
import { findFiles, shownPath } from './find-files.ts';
import { Output } from './output.ts';
import { Progress } from './progress.ts';
import { Reports } from './reports/reports.ts';
import { prefixOf } from './repository.ts';
import { SettingsFiles } from './settings.ts';
import { readStream, SourceError } from './source.ts';
import type { RunPhase, Stats } from './stats.ts';

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
  readonly #settings: SettingsFiles;
  readonly #reports: Reports;
  readonly #recorded = new Map<string, readonly KnownFinding[]>();
  #stats: Stats | undefined;
  #changed: ChangedFiles | undefined;
  #baseline: Baseline | undefined;

  /** `folder`: the current one, absolute. */
  constructor(options: CheckOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#settings = new SettingsFiles(folder);
    this.#reports = new Reports(options, prefixOf(folder), this.#output, () => { this.#progress.clear(); });
  }

  /** Throws a {@link UsageError} where the arguments do not fit what is there. */
  async run(): Promise<ExitCode> {
    try {
      await this.#prepare();
      const inputs = await this.#inputs();
      this.#lap('finding files');
      const read = [...inputs.flatMap(({ source }) => ('file' in source ? [source.file] : [])), ...this.#settings.used.map(({ file }) => file)];
      await this.#reports.open(this.#facts(), read, this.#folder);
      await this.#check(inputs);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      // What the whole run needs could not be read or written.
      await this.#output.error(error.message);
      return 2;
    }
    return this.#exitCode();
  }

  async #prepare(): Promise<void> {
    const { changedSince: revision, baseline, updateBaseline, stats } = this.#options;
    // Few runs ask for any of these.
    if (stats) this.#stats = new (await import('./stats.ts')).Stats(() => performance.now());
    if (revision !== undefined) this.#changed = await (await import('./changed.ts')).changedSince(revision, this.#folder);
    if (baseline !== undefined) this.#baseline = await this.#ofBaseline(async () => (await import('./baseline.ts')).Baseline.read(baseline, updateBaseline));
  }

  async #check(inputs: readonly Input[]): Promise<void> {
    const size = crewSize(inputs.length, await bytesOf(inputs), this.#options.jobs);
    const crew = await crewOf(size);
    try {
      const all = await this.#survey(crew, inputs);
      all.push(...this.#faultySettings(all));
      this.#lap('noting ids');
      for (const { path, message } of this.#settings.troubles) await this.#trouble(path, message);
      const candidates: Candidate[] = [];
      for (const each of all.sort((a, b) => byPath(a.input, b.input))) if (await this.#isAskedFor(each.input)) candidates.push(each);
      await this.#judge(crew, candidates, placesOfIds(all));
      this.#lap('checking');
    } finally {
      this.#progress.clear();
      await crew.end();
    }
    if (this.#baseline && this.#options.updateBaseline) await this.#updateBaseline(this.#baseline);
    else await this.#reports.end(this.#baseline?.ofLostFiles ?? 0);
    if (this.#stats) await this.#output.note(this.#stats.text(size));
  }

  async #exitCode(): Promise<ExitCode> {
    const { counts: { error, warning }, troubles } = this.#reports;
    const { maxWarnings, updateBaseline } = this.#options;
    if (updateBaseline) return troubles.length > 0 ? 2 : 0;
    if (warning > maxWarnings) await this.#output.error(`There are more warnings (${warning}) than --max-warnings allows (${maxWarnings}).`);
    if (troubles.length > 0) return 2;
    return error > 0 || warning > maxWarnings ? 1 : 0;
  }

  #facts() {
    const { selection: { rules }, quiet, changedSince } = this.#options;
    return { rules, quiet, hasBaseline: this.#baseline !== undefined, nothing: changedSince === undefined ? undefined : `No spec has changed since ${visible(changedSince)}.` };
  }

  /** What standard input says is always asked for. */
  async #isAskedFor({ source }: Input): Promise<boolean> {
    return !('file' in source) || !this.#changed || this.#changed.has(source.file);
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
    const { fix, selection } = this.#options;
    // Nobody else has the id of the only one.
    if (inputs.length === 1 && !fix) return inputs.map((input) => ({ input, fixed: false }));
    const fixes = new Map<Input, Pick<SurveyTask, 'fix'>>();
    for (const input of inputs) fixes.set(input, fix ? await this.#fixOf(input) : {});
    const candidates: Candidate[] = [];
    let done = 0;
    for await (const [input, outcome] of crew.each(inputs, (each): SurveyTask => ({ kind: 'survey', input: each, selection, ...fixes.get(each) }))) {
      for (const message of outcome.troubles) await this.#trouble(input.path, message);
      if (outcome.kind === 'surveyed' && outcome.found) candidates.push({ input, ...outcome.found });
      this.#show(fix ? 'Fixing' : 'Reading', done += 1, inputs.length);
    }
    return candidates;
  }

  /** Only an author knows what settings should say, and only a spec is mended. */
  async #fixOf(input: Input): Promise<Pick<SurveyTask, 'fix'>> {
    const { path, source } = input;
    if (isSettingsPath(path) || !('file' in source) || !(await this.#isAskedFor(input))) return {};
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

  /** The second round: findings are reported as soon as those of a file and of all before it are there. */
  async #judge(crew: Crew, candidates: readonly Candidate[], places: IdPlaces): Promise<void> {
    const { args, selection, updateBaseline, stats } = this.#options;
    const { targets: reports, prefix } = this.#reports;
    // As in the editor, the folder at hand is the workspace: what has been searched in part says nothing about the rest.
    const areAll = args.some((arg) => arg !== STDIN && resolve(this.#folder, arg) === this.#folder);
    const taskFor = ({ input, fixed, id }: Candidate): JudgeTask => {
      const others = id === undefined ? [] : (places.get(id) ?? []).filter(({ uri }) => uri !== input.uri);
      const baseline = updateBaseline ? [] : (this.#baseline?.of(this.#fileOf(input)) ?? []);
      return { kind: 'judge', input, fixed, id, others, areAll, selection, baseline, reports: updateBaseline ? [] : reports, prefix, recorded: updateBaseline, timed: stats };
    };
    let done = 0;
    for await (const [{ input }, outcome] of crew.each(candidates, taskFor)) {
      if (outcome.kind === 'judged' && outcome.found) await this.#add(input, outcome.found);
      for (const message of outcome.troubles) await this.#trouble(input.path, message);
      this.#show('Checking', done += 1, candidates.length);
    }
  }

  async #add(input: Input, found: FileFound): Promise<void> {
    this.#stats?.add(found);
    if (found.recorded) this.#recorded.set(this.#fileOf(input), found.recorded);
    await this.#reports.add(found.parts, found.counts);
  }

  async #updateBaseline(baseline: Baseline): Promise<void> {
    const { all, added, gone } = await this.#ofBaseline(() => baseline.update(this.#recorded));
    if (!this.#options.quiet) await this.#output.write(`${this.#baselinePath}: ${all} known ${all === 1 ? 'finding' : 'findings'}, ${added} of them new; ${gone} gone\n`);
  }

  /** Names the baseline where it cannot be read or written. */
  async #ofBaseline<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof SourceError ? new SourceError(`${this.#baselinePath}: ${error.message}`) : error;
    }
  }

  get #baselinePath(): string {
    return visible(shownPath(this.#options.baseline ?? '', this.#folder));
  }

  #fileOf({ path }: Input): string {
    return resolve(this.#folder, path);
  }

  #lap(phase: RunPhase): void {
    this.#stats?.lap(phase);
  }

  #show(verb: string, done: number, all: number): void {
    if (!this.#options.quiet) this.#progress.show(verb, done, all);
  }

  async #trouble(path: string, message: string): Promise<void> {
    this.#progress.clear();
    await this.#output.error(`${visible(path)}: ${message}`);
    await this.#reports.addTrouble({ path, message });
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
