/** `intspec import markdown`: a document in the template's layout becomes a spec. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { importMarkdown } from '../imports/markdown.ts';
import { visible } from '../rules/visible.ts';
import type { ExitCode } from './command.ts';
import { readArguments, UsageError } from './command.ts';
import { reasonOf } from './find-files.ts';
import { Output } from './output.ts';
import { readSource, readStream, SourceError } from './source.ts';

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The argument that stands for standard input. */
const STDIN = '-';

/** Reads the document that the arguments name, and prints the spec. What has no place is told on standard error. Throws a {@link UsageError}. */
export async function importDocument(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals: [file, ...more] } = readArguments(args, OPTIONS);
  if (file === undefined) throw new UsageError('Which document? Name a file, or - for standard input.');
  if (more.length > 0) throw new UsageError('One document becomes one spec: name one file only.');
  if (values.output === '') throw new UsageError('--output is empty.');
  const output = new Output();
  const name = file === STDIN ? '<stdin>' : file;
  try {
    const { text } = await (file === STDIN ? readStream(process.stdin) : readSource(resolve(file)));
    const spec = importMarkdown(text);
    if (values.output === undefined) await output.write(spec.text);
    else await writeNew(values.output, spec.text);
    for (const { line, message } of spec.remarks) await output.error(`${visible(name)}:${line}: ${message}`);
    return 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    await output.error(`${visible(name)}: ${error.message}`);
    return 2;
  }
}

/** Writes a spec where there is none yet. Throws a {@link SourceError}. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(path), text, { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new SourceError(isThere ? `${path} is there already, and is not replaced.` : `The spec could not be written to ${path}. ${reasonOf(error)}`);
  }
}
