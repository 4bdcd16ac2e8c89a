/** Findings as JSON for programs; docs/cli.md describes it. */
import { lspRange } from '../features/text-edits.ts';
import type { ForeignPlace, Severity } from '../rules/rule.ts';
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

/** One file's part of the report. */
export function jsonFile({ path, spec, findings }: Judged): JsonFile {
  return {
    path,
    spec_id: spec.id ?? null,
    diagnostics: findings.map(({ rule, severity, message, range, fixable }) => ({ rule: rule.id, severity, message, range: lspRange(spec.tree, range), fixable })),
  };
}

/** The whole report, with a line end. */
export function jsonReport(files: readonly JsonFile[], { files: number, error, warning, information }: Counts): string {
  const summary = { files: number, errors: error, warnings: warning, information };
  return `${JSON.stringify({ version: 1, files, summary }, undefined, 2)}\n`;
}
