/**
 * What is done for each file, in this process or in a worker. It takes two rounds, so that no text has to be kept: in
 * the first one the file is mended, where that is asked for, and its id is noted; in the second one, when the ids of all
 * other files are known, it is judged.
 */
import { fixAll } from '../features/fix-all.ts';
import { formatAt, specFormat } from '../model/format.ts';
import { Spec } from '../model/spec.ts';
import type { ForeignPlace } from '../rules/rule.ts';
import type { RunOptions } from '../rules/runner.ts';
import { shortened } from '../rules/visible.ts';
import { parseSyntax } from '../syntax/index.ts';
import { Analysis } from '../workspace/analysis.ts';
import { fileSummary } from '../workspace/summary.ts';
import type { Judged, Selection } from './judge.ts';
import { isSelected, judge } from './judge.ts';
import { faultText, painter } from './output.ts';
import type { Counts } from './reports/counts.ts';
import { countsOf } from './reports/counts.ts';
import type { FormatName } from './reports/index.ts';
import { reportFormat } from './reports/index.ts';
import { fromRoot } from './reports/paths.ts';
import type { Source } from './source.ts';
import { readSource, SourceError, writeSource } from './source.ts';
import type { Times } from './stopwatch.ts';
import { Stopwatch } from './stopwatch.ts';

/** What settings ask of a spec. */
export type Asked = Pick<RunOptions, 'severities' | 'conventions'>;

/** A file, or a text that is none. It is plain data, as all is that goes to a worker or comes back. */
export interface Input {
  /** The path as it is shown. */
  readonly path: string;
  readonly uri: string;
  /** The file, absolute, or what standard input says. */
  readonly source: { readonly file: string } | { readonly text: string };
  /** What the settings ask of it; nothing of a settings file itself. */
  readonly asked: Asked;
}

/** The first round. */
export interface SurveyTask {
  readonly kind: 'survey';
  readonly input: Input;
  /** The file is to be mended: one that is known to be a spec, or whatever says so itself. */
  readonly fix?: 'known' | 'if it says so';
  /** Only the findings that are asked for are mended. */
  readonly selection: Selection;
}

/** The second round. */
export interface JudgeTask {
  readonly kind: 'judge';
  readonly input: Input;
  /** Its file has been mended in the first round. */
  readonly fixed: boolean;
  /** The id that it has, and where others have it too. */
  readonly id?: string | undefined;
  readonly others: readonly (ForeignPlace & { readonly path: string })[];
  /** There are no other specs beside these. */
  readonly areAll: boolean;
  readonly selection: Selection;
  /** The fingerprints of known findings, which are not reported. */
  readonly baseline: readonly string[];
  /** What is made of it: its part of each report. */
  readonly reports: readonly { readonly format: FormatName; readonly colors: boolean }[];
  /** The way from the root of the repository to the current folder: empty, or with a `/` at its end. */
  readonly prefix: string;
  /** All its findings are wanted for a baseline. */
  readonly recorded: boolean;
  /** It is measured where time goes. */
  readonly timed: boolean;
}

export type FileTask = SurveyTask | JudgeTask;

/** What a file is found to be in the first round; undefined in place of what could not be read. */
export interface Surveyed {
  readonly kind: 'surveyed';
  readonly found?: { readonly id: string | undefined; readonly range: ForeignPlace['range']; readonly fixed: boolean };
  readonly troubles: readonly string[];
}

export interface FileFound {
  /** The file's part of each report, with what it counts. */
  readonly parts: readonly string[];
  readonly counts: Counts;
  /** How many findings each rule has. */
  readonly byRule: Readonly<Record<string, number>>;
  readonly recorded?: readonly KnownFinding[];
  readonly times?: Times;
}

/** A finding as a baseline knows it. */
export interface KnownFinding {
  readonly rule: string;
  readonly fingerprint: string;
  /** For people only. */
  readonly message: string;
}

/** What is found in a file in the second round; undefined in place of what could not be read. */
export interface Verdict {
  readonly kind: 'judged';
  readonly found?: FileFound;
  readonly troubles: readonly string[];
}

/** Does a task. Never rejects: whatever goes wrong is a trouble of its file. */
export async function perform(task: FileTask): Promise<Surveyed | Verdict> {
  const kind = task.kind === 'survey' ? 'surveyed' : 'judged';
  try {
    return await (task.kind === 'survey' ? survey(task) : verdictOn(task));
  } catch (error) {
    return { kind, troubles: [error instanceof SourceError ? error.message : `It could not be checked. ${faultText(error)}`] };
  }
}

async function survey({ input, fix, selection }: SurveyTask): Promise<Surveyed> {
  const troubles: string[] = [];
  const source = await sourceOf(input);
  const mended = fix ? await mend(input, source, fix, selection, troubles) : undefined;
  // What could not be written is reported as it still is.
  const { id, range } = fileSummary(mended ?? source.text);
  return { kind: 'surveyed', found: { id: formatAt(input.path) === specFormat ? id : undefined, range, fixed: mended !== undefined }, troubles };
}

/** Writes all safe fixes. Answers with the new text; undefined where the file is as it was. */
async function mend({ path, source: { file }, asked }: Input & { source: { file?: string } }, source: Source, fix: 'known' | 'if it says so', selection: Selection, troubles: string[]): Promise<string | undefined> {
  if (file === undefined) return undefined;
  // Whatever else a pattern matches is checked, but never written.
  if (fix === 'if it says so' && !new Analysis(source.text).saysSpec) {
    troubles.push('It is left as it is: neither its name (`*.intspec.yaml`) nor a `template` in it says that it is a spec.');
    return undefined;
  }
  try {
    const text = fixAll(source.text, asked, formatAt(path), (result) => isSelected(selection, result));
    if (text === source.text) return undefined;
    await writeSource(file, source, text);
    return text;
  } catch (error) {
    troubles.push(error instanceof SourceError ? error.message : `The fixes failed. ${faultText(error)}`);
    return undefined;
  }
}

async function verdictOn(task: JudgeTask): Promise<Verdict> {
  const { input: { path, asked }, fixed, id: ownId, others, areAll, selection, baseline } = task;
  const troubles: string[] = [];
  const watch = new Stopwatch(task.timed ? () => performance.now() : undefined);
  const source = await sourceOf(task.input);
  watch.lap('reading files');
  const spec = new Spec(parseSyntax(source.text), formatAt(path));
  watch.lap('parsing');
  const facts: RunOptions = { ...asked, otherSpecsWithId: (id) => (id === ownId ? others : []), knowsAllSpecs: areAll, ...(task.timed && { timed: watch.timed }) };
  const judged = judge({ path, spec, fixed }, facts, (rule, error) => { troubles.push(`The rule ${rule} failed. ${faultText(error)}`); }, selection, baseline);
  watch.lap('rules');
  const parts = await partsOf(judged, task);
  const counts = countsOf(judged);
  const byRule: Record<string, number> = {};
  for (const { rule } of judged.findings) byRule[rule.id] = (byRule[rule.id] ?? 0) + 1;
  const recorded = task.recorded && { recorded: judged.findings.map(({ rule, fingerprint, message }): KnownFinding => ({ rule: rule.id, fingerprint, message: shortened(message) })) };
  watch.lap('fixes and reports');
  return { kind: 'judged', found: { parts, counts, byRule, ...recorded, ...(watch.times && { times: watch.times }) }, troubles };
}

/** A file's part of each report. */
function partsOf(judged: Judged, { input: { path, uri }, others, prefix, reports }: JudgeTask): Promise<string[]> {
  const pathOf = (otherUri: string): string => others.find((other) => other.uri === otherUri)?.path ?? otherUri;
  const file = { ...judged, uri, rootPath: fromRoot(path, prefix) };
  return Promise.all(reports.map(async ({ format, colors }) => {
    const { file: part } = await reportFormat(format);
    return part(file, { paint: painter(colors), pathOf, rootPathOf: (otherUri) => fromRoot(pathOf(otherUri), prefix) });
  }));
}

async function sourceOf({ source }: Input): Promise<Source> {
  return 'text' in source ? { text: source.text, mark: false } : readSource(source.file);
}
