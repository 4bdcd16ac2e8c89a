/** Findings as LSP diagnostics. */
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver-types';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { RelatedPlace, Severity } from '../rules/rule.ts';
import type { Result } from '../rules/runner.ts';
import { shownMessage } from '../rules/visible.ts';
import { lspRange } from './text-edits.ts';

export interface DiagnosticOptions {
  /** The document's own URI, for related places in it. */
  readonly uri: string;
  /** The folder that holds the manual's pages, `/` at its end; undefined where findings link nowhere. */
  readonly manual?: string | undefined;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(result: Result, spec: Spec, { uri, manual }: DiagnosticOptions): Diagnostic {
  const { rule, severity, message, range, data, related } = result;
  return {
    range: lspRange(spec.tree, range),
    severity: SEVERITIES[severity],
    code: rule.id,
    source: 'intspec',
    message: shownMessage(message),
    ...(manual !== undefined && { codeDescription: { href: `${manual}${rule.id}.md` } }),
    ...(rule.id === 'unused-suppression' && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related && related.length > 0 && { relatedInformation: related.map((place) => toRelated(place, spec, uri)) }),
    ...(data && { data }),
  };
}

function toRelated({ message, at }: RelatedPlace, spec: Spec, uri: string): DiagnosticRelatedInformation {
  if ('node' in at) return { message: shownMessage(message), location: { uri, range: lspRange(spec.tree, spec.tree.rangeOf(at)) } };
  return { message: shownMessage(message), location: { uri: at.uri, range: at.range } };
}
