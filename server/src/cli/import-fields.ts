/** One import of fields: reads the documents, and prints the fields or lets them join those of a spec. */
import { basename } from 'node:path';
import type { ImportInput, ImportOptions, Part } from '../imports/field.ts';
import { ImportError } from '../imports/field.ts';
import type { FieldFormat } from '../imports/index.ts';
import { importRecord } from '../imports/index.ts';
import { mergeFields } from '../imports/merge.ts';
import { fieldNotes, mergeReport, names } from '../imports/report.ts';
import { newSpecText, recordText } from '../imports/whole.ts';
import { Spec } from '../model/spec.ts';
import { nearest } from '../rules/words.ts';
import { applyEdits } from '../syntax/edits.ts';
import { parseSyntax } from '../syntax/index.ts';
import type { ExitCode } from './command.ts';
import { choiceOf, readArguments, UsageError } from './command.ts';
import { Output } from './output.ts';
import type { SizeLimit, Source } from './source.ts';
import { readSource, readStream, SourceError, writeSource } from './source.ts';

const OPTIONS = {
  into: { type: 'string' },
  record: { type: 'string' },
  update: { type: 'boolean' },
  new: { type: 'boolean' },
  operation: { type: 'string' },
  request: { type: 'boolean' },
  response: { type: 'boolean' },
  component: { type: 'string' },
  definition: { type: 'string' },
  table: { type: 'string' },
  at: { type: 'string' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Descriptions of whole interfaces are larger than specs. */
const MOST_MEGABYTES = 100;
const LIMIT: SizeLimit = { megabytes: MOST_MEGABYTES, reason: 'more is not imported' };

/** The argument that stands for standard input. */
const STDIN = '-';

const KINDS = ['operation', 'component', 'definition', 'table'] as const;

interface Asked {
  readonly format: FieldFormat;
  readonly files: readonly string[];
  readonly into: string | undefined;
  readonly record: 'source' | 'target';
  readonly update: boolean;
  readonly isNew: boolean;
  readonly isList: boolean;
  readonly options: ImportOptions;
}

/** Imports fields as the arguments ask for it. Throws a {@link UsageError}. */
export async function importFields(format: FieldFormat, args: readonly string[]): Promise<ExitCode> {
  const asked = readAsked(format, args);
  const output = new Output();
  try {
    return await run(asked, output);
  } catch (error) {
    if (!(error instanceof ImportError) && !(error instanceof SourceError)) throw error;
    await output.error(error.message);
    return 2;
  }
}

function readAsked(format: FieldFormat, args: readonly string[]): Asked {
  const { values, positionals } = readArguments(args, OPTIONS);
  const kinds = KINDS.filter((kind) => values[kind] !== undefined);
  const [kind, ...others] = kinds;
  if (others.length > 0) throw new UsageError(`Only one of ${kinds.map((each) => `--${each}`).join(' and ')} can be asked for.`);
  if (kind && !format.parts.includes(kind)) throw new UsageError(`--${kind} means nothing to ${format.name}.`);
  if (values.request && values.response) throw new UsageError('--request and --response exclude each other.');
  if ((values.request ?? values.response) && format.name !== 'openapi') throw new UsageError(`--${values.request ? 'request' : 'response'} means nothing to ${format.name}.`);
  if (values.list && format.parts.length === 0) throw new UsageError(`A document of ${format.name} describes one record only: there is nothing to list.`);
  if (values.into !== undefined && values.new) throw new UsageError('--into and --new exclude each other.');
  if (values.update && values.into === undefined) throw new UsageError('--update changes the spec that --into names.');
  if (positionals.length === 0) throw new UsageError('What is to be imported? Name a file, or - for standard input.');
  if (positionals.length > 1 && format.name !== 'json') throw new UsageError('Only samples can be imported from several files at once.');
  const record = choiceOf('record', values.record, ['source', 'target']);
  const name = kind && values[kind];
  return {
    format, files: positionals, into: values.into, record, update: values.update ?? false, isNew: values.new ?? false, isList: values.list ?? false,
    options: {
      ...(kind && name !== undefined && { part: { name, kind } }),
      ...(values.at !== undefined && { at: values.at }),
      record,
      body: values.request ? 'request' : values.response ? 'response' : record === 'target' ? 'request' : 'response',
    },
  };
}

async function run({ format, files, into, record, update, isNew, isList, options }: Asked, output: Output): Promise<ExitCode> {
  const spec = into === undefined ? undefined : await readNamed(into, readSource(into));
  const inputs: ImportInput[] = [];
  for (const file of new Set(files)) {
    const { text } = await readNamed(file, file === STDIN ? readStream(process.stdin, LIMIT) : readSource(file, LIMIT));
    inputs.push({ name: file === STDIN ? '<stdin>' : basename(file), text });
  }
  const imported = await importRecord(format, inputs, isList ? { ...options, part: { name: '' } } : options);
  if (imported.kind === 'parts') return listParts(imported.parts, options, isList, output);
  if (isList) throw new ImportError('The document describes one record only: there is nothing to choose from.');
  const { fields } = imported.record;
  const { within } = imported;
  const notes = [...imported.record.notes, ...(within === undefined ? [] : [`If the record is each element of \`${within.slice(0, -2)}\`, import with --at '${within}'.`])];
  if (into === undefined || !spec) {
    await output.write(isNew ? newSpecText(fields, record) : recordText(fields, record));
    const said = [...notes, ...fieldNotes(fields)];
    if (said.length > 0) await output.error(said.join('\n'));
    return 0;
  }
  const before = new Spec(parseSyntax(spec.text));
  const merge = mergeFields(before, fields, { record, update });
  const text = applyEdits(spec.text, before.tree.edits(merge.changes));
  if (parseSyntax(text).problems.length > before.tree.problems.length) throw new ImportError(`${into} has faults in its YAML where the fields would go. Mend them first: 'intspec check ${into}' shows them.`);
  if (text !== spec.text) await writeSource(into, spec, text, 'fields');
  const isHeld = merge.changed.some((change) => !change.applied);
  await output.error([...mergeReport(merge, `${record}_record`), ...(isHeld ? ['With --update, what the document says is taken over.'] : []), ...notes, ...fieldNotes(merge.newFields)].join('\n'));
  return 0;
}

async function readNamed(path: string, reading: Promise<Source>): Promise<Source> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof SourceError ? new SourceError(`${path}: ${error.message}`) : error;
  }
}

/** What there is to choose from: asked for, or since nothing that there is was chosen. */
async function listParts(parts: readonly Part[], { part }: ImportOptions, isList: boolean, output: Output): Promise<ExitCode> {
  if (isList) {
    const width = Math.max(...parts.map(({ name }) => name.length));
    const lines = parts.map(({ name, kind, detail }) => `--${kind} ${name.padEnd(detail === undefined ? 0 : width)}${detail === undefined ? '' : `  ${detail}`}`);
    await output.write(`${lines.join('\n')}\n`);
    return 0;
  }
  const kinds = [...new Set(parts.map(({ kind }) => `--${kind}`))].join(' or ');
  const candidates = parts.filter(({ kind }) => kind === (part?.kind ?? kind)).map(({ name }) => name);
  const near = part && nearest(part.name, candidates);
  const missing = part === undefined ? `Which of ${String(parts.length)} records? Say it with ${kinds}` : `There is no ${part.kind ?? 'record'} '${part.name}'.${near === undefined ? '' : ` Did you mean '${near}'?`} There are`;
  await output.error(`${missing}: ${names(candidates.length > 0 ? candidates : parts.map(({ name }) => name))}.\n--list shows all.`);
  return 2;
}
