/** What `intspec check` is asked to do, read from its arguments. */
import { resolve } from 'node:path';
import { rules } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';
import { choiceOf, didYouMean, readArguments, UsageError } from './command.ts';
import type { Selection } from './judge.ts';
import type { FormatName } from './reports/index.ts';
import { FORMATS } from './reports/index.ts';

/** The argument that stands for standard input. */
export const STDIN = '-';

export interface CheckOptions {
  readonly args: readonly string[];
  /** What standard output gets. */
  readonly format: FormatName;
  /** What else is written, each file once; absolute. */
  readonly outputs: readonly { readonly format: FormatName; readonly file: string }[];
  readonly fix: boolean;
  readonly selection: Selection;
  /** A revision of git. */
  readonly changedSince: string | undefined;
  /** Absolute. */
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly maxWarnings: number;
  readonly quiet: boolean;
  readonly stats: boolean;
  /** How many files to check at once; undefined where the user does not say. */
  readonly jobs: number | undefined;
  /** Absolute. */
  readonly stdinFile: string | undefined;
  readonly color: boolean | undefined;
}

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o', multiple: true },
  fix: { type: 'boolean' },
  rule: { type: 'string', multiple: true },
  severity: { type: 'string' },
  'changed-since': { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  'max-warnings': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  stats: { type: 'boolean' },
  jobs: { type: 'string' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values'];

const SEVERITIES: readonly [Severity, ...Severity[]] = ['hint', 'information', 'warning', 'error'];

/** Reads them. Throws a {@link UsageError} where they make no sense, by themselves or together. */
export function readOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = readArguments(args, OPTIONS);
  const stdin = positionals.includes(STDIN);
  const name = values['stdin-filename'];
  if (stdin && values.fix) throw new UsageError('--fix writes files, which standard input is not. Name the file instead of -.');
  if (name !== undefined && !stdin) throw new UsageError('--stdin-filename names standard input, which only - reads.');
  if (name === '') throw new UsageError('--stdin-filename is empty.');
  if (values.color && values['no-color']) throw new UsageError('--color and --no-color exclude each other.');
  if (values.quiet && values.stats) throw new UsageError('--quiet and --stats exclude each other: one asks for findings alone, the other for figures.');
  const { severity } = values;
  const maxWarnings = readNumber('max-warnings', values['max-warnings'], 0);
  if (maxWarnings !== undefined && severity === 'error') throw new UsageError('--severity error leaves out the warnings that --max-warnings would count.');
  refuseWithUpdate(values);
  return {
    args: positionals.length > 0 ? positionals : ['.'],
    ...reportsOf(values),
    fix: values.fix ?? false,
    selection: { rules: values.rule?.map(ruleId), severity: severity === undefined ? undefined : choiceOf('severity', severity, SEVERITIES) },
    changedSince: values['changed-since'],
    baseline: fileOf('baseline', values.baseline),
    updateBaseline: values['update-baseline'] ?? false,
    maxWarnings: maxWarnings ?? Infinity,
    quiet: values.quiet ?? false,
    stats: values.stats ?? false,
    jobs: readNumber('jobs', values.jobs, 1),
    stdinFile: name === undefined ? undefined : resolve(name),
    color: values.color ? true : values['no-color'] ? false : undefined,
  };
}

/** A baseline is made of all findings, and takes the place of the report. */
function refuseWithUpdate(values: Values): void {
  if (!values['update-baseline']) return;
  if (values.baseline === undefined) throw new UsageError('--update-baseline writes the file that --baseline names: give both.');
  const parts = (['rule', 'severity', 'changed-since'] as const).find((name) => values[name] !== undefined);
  if (parts !== undefined) throw new UsageError(`--update-baseline takes all findings in, while --${parts} leaves some out. Leave --${parts} out.`);
  const reports = (['format', 'output', 'max-warnings'] as const).find((name) => values[name] !== undefined);
  if (reports !== undefined) throw new UsageError(`--update-baseline reports no findings, so that --${reports} has no meaning. Leave one of them out.`);
}

/** Where an output has no format of its own, it has that of --format, and standard output has the findings as text. */
function reportsOf({ format: asked, output = [], baseline }: Values): Pick<CheckOptions, 'format' | 'outputs'> {
  const format = choiceOf('format', asked, FORMATS);
  const outputs = output.map((text) => {
    const own = FORMATS.find((each) => text.startsWith(`${each}:`));
    return { own, format: own ?? format, file: fileOf('output', own === undefined ? text : text.slice(own.length + 1)) };
  });
  if (outputs.some(({ file }) => file === fileOf('baseline', baseline))) throw new UsageError(`--output would overwrite the baseline '${baseline ?? ''}': name another file.`);
  const twice = outputs.find(({ file }, index) => outputs.findIndex((other) => other.file === file) < index);
  if (twice) throw new UsageError(`--output names the file '${twice.file}' twice: each report needs a file of its own.`);
  return { format: outputs.some(({ own }) => own === undefined) ? 'text' : format, outputs: outputs.map(({ format: each, file }) => ({ format: each, file })) };
}

function fileOf<T extends string | undefined>(option: string, name: T): T extends string ? string : string | undefined;
function fileOf(option: string, name: string | undefined): string | undefined {
  if (name === '' || name === STDIN) throw new UsageError(`--${option} is '${name}', but should be the name of a file.`);
  return name === undefined ? undefined : resolve(name);
}

function ruleId(id: string): string {
  if (!rules.some((rule) => rule.id === id)) throw new UsageError(`There is no rule '${id}'.${didYouMean(id, rules.map((rule) => rule.id))} 'intspec rules' lists them.`);
  return id;
}

function readNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) < least) throw new UsageError(`--${option} is '${text}', but should be a number, ${least} or more.`);
  return Number(text);
}
