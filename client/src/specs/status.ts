/** What the editor's language status says of the active spec. */
import * as vscode from 'vscode';
import { LANGUAGE } from '../language.ts';
import type { Specs, SpecWithFindings } from './specs.ts';
import { coverageText, readinessText, unmappedText, warningsText } from './words.ts';

/** Context key for the manifest's `when` clauses: the active editor shows a spec. Views do not know the editor's own keys. */
const IS_ACTIVE = 'intspec.specIsActive';

/** Context key that a step of the walkthrough waits for: a source field was mapped, or listed as not written. */
const FIELD_MAPPED = 'intspec.fieldMapped';

export class SpecStatus implements vscode.Disposable {
  private readonly readiness = statusItem('intspec.readiness', vscode.l10n.t('Integration Spec: Approval'));
  private readonly coverage = statusItem('intspec.coverage', vscode.l10n.t('Integration Spec: Mapping'));
  private readonly listening: readonly vscode.Disposable[];
  private shown: { readonly uri: string; readonly settled: number } | undefined;
  private turn = 0;

  constructor(private readonly specs: Specs) {
    this.readiness.command = { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Problems') };
    this.coverage.command = { command: 'intspec.revealSpec', title: vscode.l10n.t('Show in Specs View') };
    this.readiness.text = vscode.l10n.t('Checking');
    this.coverage.text = vscode.l10n.t('No source fields');
    const update = (): void => void this.update();
    // A document that turns into a spec is opened anew.
    this.listening = [specs.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update), vscode.workspace.onDidOpenTextDocument(update)];
    update();
  }

  dispose(): void {
    for (const each of [...this.listening, this.readiness, this.coverage]) each.dispose();
  }

  private async update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const isSpec = document?.languageId === LANGUAGE;
    this.turn += 1;
    setContext(IS_ACTIVE, isSpec);
    // Beside something else, such as the walkthrough, the last spec is still the one that is spoken of.
    const uri = isSpec ? document.uri : this.shown && vscode.Uri.parse(this.shown.uri);
    if (!uri) return;
    const { turn } = this;
    this.readiness.busy = true;
    const spec = await this.specs.one(uri);
    // The editor may show another spec by now.
    if (turn !== this.turn) return;
    this.readiness.busy = false;
    if (spec) this.show(spec);
  }

  private show(spec: SpecWithFindings): void {
    const { errors, warnings, status, coverage } = spec;
    this.readiness.text = readinessText(spec);
    this.readiness.detail = [...(status === null ? [] : [status]), ...(warnings > 0 ? [warningsText(warnings)] : [])].join(', ');
    this.readiness.severity = severity(errors > 0 ? 'Error' : warnings > 0 ? 'Warning' : 'Information');
    const unmapped = coverage && unmappedText(coverage);
    this.coverage.text = coverage ? coverageText(coverage) : vscode.l10n.t('No source fields');
    this.coverage.detail = unmapped ?? '';
    this.coverage.severity = severity(unmapped ? 'Warning' : 'Information');
    const settled = coverage ? coverage.mapped + coverage.notWritten : 0;
    if (this.shown?.uri === spec.uri && settled > this.shown.settled) setContext(FIELD_MAPPED, true);
    this.shown = { uri: spec.uri, settled };
  }
}

function statusItem(id: string, name: string): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem(id, { language: LANGUAGE });
  item.name = name;
  return item;
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

function severity(name: keyof typeof vscode.LanguageStatusSeverity): vscode.LanguageStatusSeverity {
  return vscode.LanguageStatusSeverity[name];
}
