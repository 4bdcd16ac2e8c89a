/** `intspec export`: specs as documents in other formats. */
import type { Render } from '../exports/format.ts';
import type { Command } from './command.ts';
import { choiceOf, didYouMean, readArguments, UsageError } from './command.ts';
import { ExportRun } from './export-run.ts';

/** A format that specs can be written in. */
export interface ExportFormat {
  readonly name: string;
  /** What it is, in one line. */
  readonly summary: string;
  /** What the names of its files end with, the dot included. */
  readonly extension: string;
  /** It can mark findings. */
  readonly marksFindings?: boolean;
  /** It can write one record alone. */
  readonly hasRecords?: boolean;
  /** Each loads what it needs, and nothing else. */
  readonly load: () => Promise<Render>;
}

const formats: readonly ExportFormat[] = [
  { name: 'markdown', summary: "the template's own layout, in GitHub-flavoured Markdown", extension: '.md', load: async () => (await import('../exports/markdown.ts')).exportMarkdown },
  { name: 'html', summary: 'one page for every browser, with a drawing of the mapping', extension: '.html', marksFindings: true, load: async () => (await import('../exports/html.ts')).exportHtml },
  { name: 'mermaid', summary: 'the mapping as a Mermaid flowchart', extension: '.mmd', load: async () => (await import('../exports/mermaid.ts')).exportMermaid },
  { name: 'json-schema', summary: 'the records as JSON Schema, draft-07', extension: '.schema.json', hasRecords: true, load: async () => (await import('../exports/json-schema.ts')).exportJsonSchema },
  { name: 'typescript', summary: 'the records as TypeScript interfaces', extension: '.d.ts', hasRecords: true, load: async () => (await import('../exports/typescript.ts')).exportTypeScript },
];

const nameWidth = Math.max(...formats.map(({ name }) => name.length));

const HELP = `Usage: intspec export FORMAT [options] file, folder or pattern ...

Writes integration specs as documents in another format. One spec goes to standard output, or into the file that
--output names; several go into the folder that it names, each below its own path. - reads a spec from standard input.

Formats:
${formats.map(({ name, summary }) => `  ${name.padEnd(nameWidth)}  ${summary}`).join('\n')}

Options:
  -o, --output PATH  the file or folder to write; what is there is replaced
      --findings     mark what is wrong with the spec in the document (${formats.filter(({ marksFindings }) => marksFindings).map(({ name }) => name).join(', ')})
      --record source|target
                     write this record only (${formats.filter(({ hasRecords }) => hasRecords).map(({ name }) => name).join(', ')})
  -h, --help         print this help

Exit code: 0 when all is written, 2 for wrong usage or a file that could not be read or written.`;

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  findings: { type: 'boolean' },
  record: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const exportCommand: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals: [name, ...files] } = readArguments(args, OPTIONS);
    const format = formatCalled(name);
    if (files.length === 0) throw new UsageError('Which specs? Name files, folders or patterns, or - for standard input.');
    if (values.output === '') throw new UsageError('--output is empty.');
    const findings = values.findings ?? false;
    if (findings && !format.marksFindings) throw new UsageError(`--findings has no place in ${format.name}. Leave it out, or export html.`);
    const record = values.record === undefined ? undefined : choiceOf('record', values.record, ['source', 'target']);
    if (record && !format.hasRecords) throw new UsageError(`--record means nothing to ${format.name}.`);
    return new ExportRun(format, { args: files, output: values.output, findings, record }, process.cwd()).run();
  },
};

function formatCalled(name: string | undefined): ExportFormat {
  const names = formats.map((format) => format.name);
  if (name === undefined) throw new UsageError(`Which format? ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}.`);
  const format = formats.find((each) => each.name === name);
  if (!format) throw new UsageError(`There is no format '${name}'.${didYouMean(name, names)} Formats: ${names.join(', ')}.`);
  return format;
}
