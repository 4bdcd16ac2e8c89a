/** Findings as JSON for programs; docs/cli.md describes it. It is one document, written piece by piece. */
import { lspRange } from '../../features/text-edits.ts';
import type { ForeignPlace, Severity } from '../../rules/rule.ts';
import { shortened } from '../../rules/visible.ts';
import type { Judged } from '../judge.ts';
import type { Counts } from './counts.ts';
import type { ReportFormat } from './format.ts';
import { indented, json } from './json-text.ts';

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

export const jsonFormat: ReportFormat = {
  start: () => '{\n  "version": 1,\n  "files": [',
  between: ',',
  file: (file) => `\n${indented(jsonFile(file), '    ')}`,
  end: ({ counts, hasBaseline }) => jsonEnd(counts, hasBaseline),
};

/** One file's part of the report. */
function jsonFile({ path, spec, findings }: Judged): string {
  const file: JsonFile = {
    path,
    spec_id: spec.id ?? null,
    diagnostics: findings.map(({ rule, severity, message, range, fixable }) => ({ rule: rule.id, severity, message: shortened(message), range: lspRange(spec.tree, range), fixable })),
  };
  return json(file);
}

/** What the report ends with, and a line end. */
function jsonEnd({ files, error, warning, information, known, gone }: Counts, hasBaseline: boolean): string {
  const summary = { files, errors: error, warnings: warning, information, ...(hasBaseline && { known, gone }) };
  return `${files > 0 ? '\n  ' : ''}],\n  "summary": ${indented(json(summary), '  ').trimStart()}\n}\n`;
}
