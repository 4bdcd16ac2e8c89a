/** `intspec import`: specs, or fields of them, from documents in other formats. */
import type { Command, ExitCode } from './command.ts';
import { didYouMean, UsageError } from './command.ts';

/** A format that can be imported. */
interface ImportFormat {
  readonly name: string;
  /** What is read, in one line. */
  readonly summary: string;
  /** Runs the import with the arguments behind the format's name. Each loads what it needs, and nothing else. */
  readonly run: (args: readonly string[]) => Promise<ExitCode>;
}

const formats: readonly ImportFormat[] = [
  { name: 'markdown', summary: "a whole spec: a document in the template's layout, as Markdown or plain text", run: async (args) => (await import('./import-markdown.ts')).importDocument(args) },
];

const nameWidth = Math.max(...formats.map(({ name }) => name.length));

const HELP = `Usage: intspec import FORMAT [options] INPUT

Makes a spec of a document. - reads standard input. What has no place in a spec is kept as a comment, and told on
standard error with its line.

Formats:
${formats.map(({ name, summary }) => `  ${name.padEnd(nameWidth)}  ${summary}`).join('\n')}

Options:
  -o, --output FILE  markdown: the file to write, which must not be there yet (default: standard output)
  -h, --help         print this help

Exit code: 0 when it is done, 2 for wrong usage or a document that cannot be read.`;

export const importCommand: Command = {
  help: HELP,
  run: async ([name, ...args]) => {
    const names = formats.map((format) => format.name);
    if (name === undefined || name.startsWith('-')) throw new UsageError(`Which format? ${names.join(', ')}.`);
    const format = formats.find((each) => each.name === name);
    if (!format) throw new UsageError(`There is no format '${name}'.${didYouMean(name, names)} Formats: ${names.join(', ')}.`);
    return format.run(args);
  },
};
