/** What is said of a spec, in the words of the user's language. */
import * as vscode from 'vscode';
import type { CoverageCounts, SpecOverview } from '../../../server/src/server/protocol.ts';

/** `2 errors, 1 warning`; undefined where there is neither. */
export function problemsText({ errors, warnings }: SpecOverview): string | undefined {
  const parts = [...(errors > 0 ? [errorsText(errors)] : []), ...(warnings > 0 ? [warningsText(warnings)] : [])];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** `23 of 25 mapped · 2 not written`. */
export function coverageText({ mapped, total, notWritten }: CoverageCounts): string {
  const text = vscode.l10n.t('{0} of {1} mapped', mapped, total);
  return notWritten === 0 ? text : `${text} · ${vscode.l10n.t('{0} not written', notWritten)}`;
}

/** `1 unmapped`, of source fields that are not left out on purpose either; undefined where there is none. */
export function unmappedText({ mapped, total, notWritten }: CoverageCounts): string | undefined {
  const unmapped = total - mapped - notWritten;
  return unmapped === 0 ? undefined : vscode.l10n.t('{0} unmapped', unmapped);
}

/** Whether anything keeps the spec from being approved, or executed once it is approved. */
export function readinessText({ errors, status }: SpecOverview): string {
  if (status === 'Approved') {
    if (errors === 0) return vscode.l10n.t('Ready for execution');
    return errors === 1 ? vscode.l10n.t('1 error blocks execution') : vscode.l10n.t('{0} errors block execution', errors);
  }
  if (errors === 0) return vscode.l10n.t('Ready for approval');
  return errors === 1 ? vscode.l10n.t('1 error blocks approval') : vscode.l10n.t('{0} errors block approval', errors);
}

function errorsText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', count);
}

/** `2 warnings`. */
export function warningsText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', count);
}
