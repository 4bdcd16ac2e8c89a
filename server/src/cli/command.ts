/** What a command is, and how its arguments are read. */
import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { nearest } from '../rules/words.ts';
import type { Output } from './output.ts';

/** A command of `intspec`. */
export interface Command {
  /** All of its help, without a line end. */
  readonly help: string;
  /** Runs it; answers with the exit code, or with nothing where it goes on in the background. */
  readonly run: (args: readonly string[]) => Promise<ExitCode | undefined>;
}

/** 0: no errors; 1: errors, or too many warnings; 2: wrong usage, or something that could not be read. */
export type ExitCode = 0 | 1 | 2;

/** The command line is not as it should be; the message says what is wrong with it. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads arguments strictly. Throws a {@link UsageError} where they do not fit the options. */
export function readArguments<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(usageMessage(error, options));
  }
}

/** The value of an option that knows only some words. Throws a {@link UsageError} at any other. */
export function choiceOf<T extends string>(option: string, value: string | undefined, choices: readonly [T, ...T[]]): T {
  if (value === undefined) return choices[0];
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new UsageError(`--${option} is '${value}', but should be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1) ?? ''}.`);
  return choice;
}

/** `Did you mean …?` with a blank in front; nothing where no candidate is near. */
export function didYouMean(word: string, among: Iterable<string>, show = (name: string) => `'${name}'`): string {
  const name = nearest(word, among);
  return name === undefined ? '' : ` Did you mean ${show(name)}?`;
}

/** Says what is wrong with the usage of a command, and where to find help. */
export async function reportUsage(output: Output, command: string, message: string): Promise<ExitCode> {
  await output.error(`${message}\n'${command} --help' says more.`);
  return 2;
}

function usageMessage(error: unknown, options: Options): string {
  if (!(error instanceof Error)) return String(error);
  const unknown = /^Unknown option '(-[^']+)'/.exec(error.message)?.[1];
  if (unknown === undefined) return error.message;
  return `There is no option '${unknown}'.${didYouMean(unknown, Object.keys(options).map((name) => `--${name}`))}`;
}
