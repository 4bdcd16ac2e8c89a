/**
 * Is this YAML text an integration spec? Pure: text in, answer out. What counts is one line at the top level,
 * `template: integration-spec-v1.0`; column 0 is what tells it from the same words in a nested map or a block scalar.
 */

const TEMPLATE = String.raw`integration-spec-v1\.0`;
const KEY = `(?:template|"template"|'template')`;
const VALUE = `(?:${TEMPLATE}|"${TEMPLATE}"|'${TEMPLATE}')`;
const LINE = new RegExp(String.raw`^\uFEFF?${KEY}[ \t]*:[ \t]+${VALUE}[ \t]*(?:[ \t]#.*)?$`);

/** The file that holds the settings of a repository. Its name ends as a spec's does, but it is none. */
const SETTINGS_FILE = /(?:^|\/)\.intspec\.ya?ml$/;

/** A change of a document as the editor reports it: lines before the change, and the new text. */
export interface TextChange {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** Lines of a document, both ends included, counted from 0. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Whether one line, without its line end, names the template. */
export function namesTemplate(line: string): boolean {
  return LINE.test(line);
}

/** Whether any of the lines in `range` names the template. `lineAt` gives a line's text without its line end. */
export function anyLineNamesTemplate(range: LineRange, lineAt: (line: number) => string): boolean {
  for (let line = range.first; line <= range.last; line++) {
    if (namesTemplate(lineAt(line))) return true;
  }
  return false;
}

/** The lines, in the document as it is after all the changes, that any of them touched; in ascending order. */
export function changedLines(changes: readonly TextChange[]): LineRange[] {
  let shift = 0;
  return changes
    .toSorted((one, other) => one.range.start.line - other.range.start.line || one.range.end.line - other.range.end.line)
    .map(({ range, text }) => {
      const first = range.start.line + shift;
      const inserted = countLineEnds(text);
      shift += inserted - (range.end.line - range.start.line);
      return { first, last: first + inserted };
    });
}

/** Whether the path of a document is that of the repository's settings, `.intspec.yaml`. */
export function isSettingsFile(path: string): boolean {
  return SETTINGS_FILE.test(path);
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
