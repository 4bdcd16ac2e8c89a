/** `intspec import`: specs, or fields of them, from documents in other formats. */
import { fieldFormats } from '../imports/index.ts';
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
  ...fieldFormats.map((format): ImportFormat => ({
    name: format.name,
    summary: format.summary,
    run: async (args) => (await import('./import-fields.ts')).importFields(format, args),
  })),
  { name: 'markdown', summary: "a whole spec: a document in the template's layout, as Markdown or plain text", run: async (args) => (await import('./import-markdown.ts')).importDocument(args) },
];

const nameWidth = Math.max(...formats.map(({ name }) => name.length));

const HELP = `Usage: intspec import FORMAT [options] INPUT ...

Takes the fields of a record over from a schema or from samples: those of the source record, or of the target record
with --record target. They are printed as a piece of a spec, with --new as a whole spec, or join those of the spec that
--into names: new fields are added, what the document says otherwise is told, and nothing of the author's is changed.
From Markdown, a whole spec is made; what has no place in a spec is kept as a comment, and told with its line.
- reads standard input. What was done, and what no spec can say, goes to standard error.

Formats:
${formats.map(({ name, summary }) => `  ${name.padEnd(nameWidth)}  ${summary}`).join('\n')}

Options:
      --into SPEC             add the fields to this spec
      --record source|target  the record that they are of (default: source)
      --update                take over types and presences that have changed, too
      --new                   print a whole spec, with placeholders for all the rest
      --operation NAME        openapi: the operation, by its id or as 'GET /orders'
      --request, --response   openapi: the body that it takes or answers with (default: what the record suggests)
      --component NAME        openapi: the component schema
      --definition NAME       json-schema, avro: the schema of several in one document
      --table NAME            sql: the table
      --at PATH               the record stands there in what is described, as 'data[]'
      --list                  list the records that the document describes
  -o, --output FILE           markdown: the file to write, which must not be there yet (default: standard output)
  -h, --help                  print this help

Exit code: 0 when it is done, 2 for wrong usage or a document that cannot be read or imported.`;

export const importCommand: Command = {
  help: HELP,
  run: async ([name, ...args]) => {
    const names = formats.map((format) => format.name);
    if (name === undefined || name.startsWith('-')) throw new UsageError(`Which format? ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}.`);
    const format = formats.find((each) => each.name === name);
    if (!format) throw new UsageError(`There is no format '${name}'.${didYouMean(name, names)} Formats: ${names.join(', ')}.`);
    return format.run(args);
  },
};
