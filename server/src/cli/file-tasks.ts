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
import { parseSyntax } from '../syntax/index.ts';
import { Analysis } from '../workspace/analysis.ts';
import { fileSummary } from '../workspace/summary.ts';
import { jsonFile } from './json-report.ts';
import { judge } from './judge.ts';
import { faultText, painter } from './output.ts';
import type { Source } from './source.ts';
import { readSource, SourceError, writeSource } from './source.ts';
import type { Counts } from './text-report.ts';
import { countsOf, textReport } from './text-report.ts';

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
  readonly format: 'text' | 'json';
  readonly colors: boolean;
}

export type FileTask = SurveyTask | JudgeTask;

/** What a file is found to be in the first round; undefined in place of what could not be read. */
export interface Surveyed {
  readonly kind: 'surveyed';
  readonly found?: { readonly id: string | undefined; readonly range: ForeignPlace['range']; readonly fixed: boolean };
  readonly troubles: readonly string[];
}

/** What is found in a file in the second round; undefined in place of what could not be read. */
export interface Verdict {
  readonly kind: 'judged';
  /** The file's part of the report, with what it counts. */
  readonly found?: { readonly report: string; readonly counts: Counts };
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

async function survey({ input, fix }: SurveyTask): Promise<Surveyed> {
  const troubles: string[] = [];
  const source = await sourceOf(input);
  const mended = fix ? await mend(input, source, fix, troubles) : undefined;
  // What could not be written is reported as it still is.
  const { id, range } = fileSummary(mended ?? source.text);
  return { kind: 'surveyed', found: { id: formatAt(input.path) === specFormat ? id : undefined, range, fixed: mended !== undefined }, troubles };
}

/** Writes all safe fixes. Answers with the new text; undefined where the file is as it was. */
async function mend({ path, source: { file }, asked }: Input & { source: { file?: string } }, source: Source, fix: 'known' | 'if it says so', troubles: string[]): Promise<string | undefined> {
  if (file === undefined) return undefined;
  // Whatever else a pattern matches is checked, but never written.
  if (fix === 'if it says so' && !new Analysis(source.text).saysSpec) {
    troubles.push('It is left as it is: neither its name (`*.intspec.yaml`) nor a `template` in it says that it is a spec.');
    return undefined;
  }
  try {
    const text = fixAll(source.text, asked, formatAt(path));
    if (text === source.text) return undefined;
    await writeSource(file, source, text);
    return text;
  } catch (error) {
    troubles.push(error instanceof SourceError ? error.message : `The fixes failed. ${faultText(error)}`);
    return undefined;
  }
}

async function verdictOn({ input, fixed, id: ownId, others, areAll, format, colors }: JudgeTask): Promise<Verdict> {
  const { path, asked } = input;
  const troubles: string[] = [];
  const spec = new Spec(parseSyntax((await sourceOf(input)).text), formatAt(path));
  const facts: RunOptions = { ...asked, otherSpecsWithId: (id) => (id === ownId ? others : []), knowsAllSpecs: areAll };
  const judged = judge({ path, spec, fixed }, facts, (rule, error) => { troubles.push(`The rule ${rule} failed. ${faultText(error)}`); });
  const pathOf = (uri: string): string => others.find((other) => other.uri === uri)?.path ?? uri;
  const report = format === 'json' ? jsonFile(judged) : textReport(judged, painter(colors), pathOf);
  return { kind: 'judged', found: { report, counts: countsOf(judged) }, troubles };
}

async function sourceOf({ source }: Input): Promise<Source> {
  return 'text' in source ? { text: source.text, mark: false } : readSource(source.file);
}
