/** Formatting of a document, of a range in it, and of the line that a new line end begins. The order of entries is a fix's business. */
import type { FormattingOptions, Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import { NEW_LINE } from './advertised.ts';
import { lspEdits } from './text-edits.ts';

/** More columns a level than this no client can mean. */
const MOST_COLUMNS = 16;

/** The edits that tidy a document, or the lines that a range touches. */
export function formatting(spec: Spec, options: FormattingOptions, range?: Range): TextEdit[] {
  const { tree } = spec;
  const touched = range && { start: tree.offsetAt(range.start), end: tree.offsetAt(range.end) };
  return lspEdits(tree, tree.format({ step: stepOf(options), ...(touched && { range: touched }) }));
}

/** The edit that indents a line that was just begun, by the document's own step where it shows one; none where it is right, or where its author alone knows. */
export function formattingOnType(spec: Spec, position: Position, typed: string, options: FormattingOptions): TextEdit[] {
  const { tree } = spec;
  const edit = typed.endsWith(NEW_LINE) ? tree.newLine(tree.offsetAt(position), { step: stepOf(options) }) : undefined;
  return edit ? lspEdits(tree, [edit]) : [];
}

/** Columns a level; YAML knows no tabs. */
function stepOf({ tabSize }: FormattingOptions): number {
  return Number.isInteger(tabSize) && tabSize > 0 ? Math.min(tabSize, MOST_COLUMNS) : 2;
}
