/** Fields of other documents as edits of a spec, step by step: format, record, edits. */
import type { TextEdit } from 'vscode-languageserver-types';
import type { ImportInput, ImportOptions, Part } from '../imports/field.ts';
import { ImportError } from '../imports/field.ts';
import { likelyFormat } from '../imports/detect.ts';
import { fieldFormats, importRecord } from '../imports/index.ts';
import { mergeFields } from '../imports/merge.ts';
import { fieldNotes, mergeReport } from '../imports/report.ts';
import type { Spec } from '../model/spec.ts';
import { applyEdits } from '../syntax/edits.ts';
import { parseSyntax } from '../syntax/index.ts';
import { lspEdits } from './text-edits.ts';

/** What is asked: the documents, and what has been answered so far. */
export interface ImportRequest {
  readonly record: 'source' | 'target';
  readonly inputs: readonly ImportInput[];
  readonly format?: string;
  readonly part?: { readonly name: string; readonly kind: string };
  readonly at?: string;
  readonly update?: boolean;
}

/** The next question, or the end of it. */
export type ImportAnswer =
  | { readonly kind: 'formats'; readonly formats: readonly { readonly name: string; readonly title: string; readonly summary: string; readonly isLikely: boolean }[] }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  | { readonly kind: 'within'; readonly at: string }
  | { readonly kind: 'done'; readonly edits: readonly TextEdit[]; readonly report: readonly string[]; readonly isHeld: boolean }
  | { readonly kind: 'failed'; readonly message: string };

/** Goes on with an import as far as the answers reach. `spec` gives the document as it is when its fields are to be changed. */
export async function importFields(request: ImportRequest, spec: () => Spec | undefined): Promise<ImportAnswer> {
  if (request.format === undefined) return { kind: 'formats', formats: formatsFor(request.inputs) };
  const format = fieldFormats.find(({ name }) => name === request.format);
  if (!format) return { kind: 'failed', message: `There is no format \`${request.format}\`.` };
  try {
    const imported = await importRecord(format, request.inputs, optionsOf(request));
    if (imported.kind === 'parts') return imported;
    if (imported.within !== undefined && request.at === undefined) return { kind: 'within', at: imported.within };
    const now = spec();
    if (!now) return { kind: 'failed', message: 'The spec was closed.' };
    return mergeInto(now, imported.record, request);
  } catch (error) {
    if (error instanceof ImportError) return { kind: 'failed', message: error.message };
    throw error;
  }
}

function mergeInto(spec: Spec, { fields, notes }: { readonly fields: Parameters<typeof mergeFields>[1]; readonly notes: readonly string[] }, { record, update = false }: ImportRequest): ImportAnswer {
  const merge = mergeFields(spec, fields, { record, update });
  const edits = spec.tree.edits(merge.changes);
  const after = parseSyntax(applyEdits(spec.tree.text, edits));
  if (after.problems.length > spec.tree.problems.length) return { kind: 'failed', message: 'The spec has faults in its YAML where the fields would go. Mend them first.' };
  return { kind: 'done', edits: lspEdits(spec.tree, edits), report: [...mergeReport(merge, `${record}_record`), ...notes, ...fieldNotes(merge.newFields)], isHeld: merge.changed.some(({ applied }) => !applied) };
}

function optionsOf({ record, part, at }: ImportRequest): ImportOptions {
  return {
    record, body: record === 'target' ? 'request' : 'response',
    ...(part && { part: { name: part.name, kind: part.kind as Part['kind'] } }),
    ...(at !== undefined && at !== '' && { at }),
  };
}

/** The formats, the one that the first document looks like in front. */
function formatsFor([first]: readonly ImportInput[]): Extract<ImportAnswer, { kind: 'formats' }>['formats'] {
  const likely = first && likelyFormat(first.name, first.text);
  const formats = fieldFormats.map(({ name, title, summary }) => ({ name, title, summary, isLikely: name === likely }));
  return [...formats.filter(({ isLikely }) => isLikely), ...formats.filter(({ isLikely }) => !isLikely)];
}
