/** `intspec check`: the findings of files, folders, patterns or standard input. */
import { resolve } from 'node:path';
import { CheckRun } from './check-run.ts';
import type { CheckOptions } from './check-run.ts';
import { STDIN } from './check-run.ts';
import type { Command } from './command.ts';
import { choiceOf, readArguments, UsageError } from './command.ts';

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
      --jobs N               check so many files at once (default: as many as there are processors, or fewer)
      --stdin-filename NAME  what standard input is called in the findings (default: <stdin>)
      --color, --no-color    use colours, or none (default: on a terminal)
  -h, --help                 print this help

Exit code: 0 without errors, 1 with errors or more than N warnings, 2 for wrong usage or a file that could not be read.`;

const OPTIONS = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  'max-warnings': { type: 'string' },
  jobs: { type: 'string' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const checkCommand: Command = {
  help: HELP,
  run: async (args) => new CheckRun(readOptions(args), process.cwd()).run(),
};

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
    maxWarnings: readNumber('max-warnings', values['max-warnings'], 0) ?? Infinity,
    jobs: readNumber('jobs', values.jobs, 1),
    stdinFile: name === undefined ? undefined : resolve(name),
    color: values.color ? true : values['no-color'] ? false : undefined,
  };
}

function readNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) < least) throw new UsageError(`--${option} is '${text}', but should be a number, ${least} or more.`);
  return Number(text);
}
