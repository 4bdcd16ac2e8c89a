/** Findings as JSON for programs; docs/cli.md describes it. It is one document, written piece by piece. */
import { lspRange } from '../features/text-edits.ts';
import type { ForeignPlace, Severity } from '../rules/rule.ts';
import { HIDDEN, shortened } from '../rules/visible.ts';
import type { Judged } from './judge.ts';
import type { Counts } from './text-report.ts';

interface JsonFile {
  readonly path: string;
  readonly spec_id: string | null;
  readonly diagnostics: readonly JsonDiagnostic[];
}

interface JsonDiagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Lines and characters from 0, in UTF-16 code units. */
  readonly range: ForeignPlace['range'];
  readonly fixable: boolean;
}

/** One file's part of the report; {@link jsonPiece} puts it in its place. */
export function jsonFile({ path, spec, findings }: Judged): string {
  const file: JsonFile = {
    path,
    spec_id: spec.id ?? null,
    diagnostics: findings.map(({ rule, severity, message, range, fixable }) => ({ rule: rule.id, severity, message: shortened(message), range: lspRange(spec.tree, range), fixable })),
  };
  return json(file);
}

/** What the report begins with. */
export const JSON_START = '{\n  "version": 1,\n  "files": [';

/** A file's part where it stands: the first, or behind others. */
export function jsonPiece(file: string, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n${indented(file, '    ')}`;
}

/** What the report ends with, and a line end. */
export function jsonEnd({ files, error, warning, information }: Counts): string {
  const summary = { files, errors: error, warnings: warning, information };
  return `${files > 0 ? '\n  ' : ''}],\n  "summary": ${indented(json(summary), '  ').trimStart()}\n}\n`;
}

/** Whatever would not be seen, or would turn the direction of reading, is escaped: reports are read in logs, too. */
function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2).split('\n').map((line) => line.replace(HIDDEN, jsonEscape)).join('\n');
}

function jsonEscape(character: string, hidden: string | undefined): string {
  if (hidden === undefined) return character;
  return Array.from({ length: hidden.length }, (_, at) => `\\u${hidden.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

function indented(text: string, by: string): string {
  return text.replace(/^/gm, by);
}
