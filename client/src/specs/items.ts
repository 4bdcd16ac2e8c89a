/** The rows of the Specs view. */
import * as vscode from 'vscode';
import type { SpecInfo } from '../../../server/src/server/protocol.ts';
import type { Finding } from './specs.ts';
import { coverageText, problemsText, unmappedText } from './words.ts';

export interface SpecRow {
  readonly kind: 'spec';
  readonly uri: vscode.Uri;
  readonly info: SpecInfo;
}

export interface FindingRow {
  readonly kind: 'finding';
  readonly spec: SpecRow;
  readonly finding: Finding;
}

export type Row = SpecRow | FindingRow;

/** LSP's numbers for how severe a finding is. */
const [ERROR, WARNING] = [1, 2];

const ERROR_ICON = new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
const WARNING_ICON = new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
const INFO_ICON = new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground'));
const PASS_ICON = new vscode.ThemeIcon('pass', new vscode.ThemeColor('charts.green'));

/** The row of a spec. */
export function specRow(info: SpecInfo): SpecRow {
  return { kind: 'spec', uri: vscode.Uri.parse(info.uri), info };
}

/** What the view shows of a row, and where a click leads. */
export function itemOf(row: Row): vscode.TreeItem {
  return row.kind === 'spec' ? specItem(row) : findingItem(row);
}

/** Anything may be passed to a command: whether it is a row of the view. */
export function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'spec' ? 'uri' in value && 'info' in value : value.kind === 'finding' && 'finding' in value && 'spec' in value;
}

/** Where a finding stands. */
export function rangeOf({ range: { start, end } }: Finding): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function specItem({ uri, info }: SpecRow): vscode.TreeItem {
  const file = vscode.workspace.asRelativePath(uri);
  // Short enough to leave room for what is wrong: titles are long.
  const name = info.id ?? info.title ?? file;
  const hasFindings = info.errors + info.warnings + info.others > 0;
  const item = new vscode.TreeItem(name, hasFindings ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  const problems = problemsText(info);
  const coverage = info.coverage && coverageText(info.coverage);
  const facts = [problems, info.status, coverage, info.title === name ? undefined : info.title].filter((fact) => typeof fact === 'string');
  const unmapped = info.coverage && unmappedText(info.coverage);
  item.id = info.uri;
  item.description = facts.join(' · ');
  item.tooltip = [name, ...facts, ...(unmapped ? [unmapped] : []), ...(file === name ? [] : [file])].join('\n');
  item.accessibilityInformation = { label: [name, problems ?? vscode.l10n.t('no problems'), ...facts.slice(problems === undefined ? 0 : 1)].join(', ') };
  item.iconPath = info.errors > 0 ? ERROR_ICON : info.warnings > 0 ? WARNING_ICON : info.others > 0 ? INFO_ICON : PASS_ICON;
  // What the `when` clauses of the context menu look for.
  item.contextValue = ['spec', ...(info.id === null ? [] : ['id']), ...(uri.scheme === 'untitled' ? [] : ['file'])].join('.');
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open Spec'), arguments: [uri] };
  return item;
}

function findingItem({ spec, finding }: FindingRow): vscode.TreeItem {
  const { start } = finding.range;
  const message = messageOf(finding);
  const item = new vscode.TreeItem(message.split('\n', 1)[0] ?? message);
  const [line, column] = [start.line + 1, start.character + 1];
  item.id = `${spec.info.uri}#${[start.line, start.character, finding.code, message].join(':')}`;
  item.description = `${String(finding.code)} ${vscode.l10n.t('[Ln {0}, Col {1}]', line, column)}`;
  item.tooltip = message;
  // How bad it is, the others see by the icon.
  item.accessibilityInformation = { label: [severityText(finding), message, String(finding.code), vscode.l10n.t('line {0}, column {1}', line, column)].join(', ') };
  item.iconPath = finding.severity === ERROR ? ERROR_ICON : finding.severity === WARNING ? WARNING_ICON : INFO_ICON;
  item.contextValue = finding.codeDescription ? 'finding.page' : 'finding';
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Go to Finding'), arguments: [spec.uri, { selection: rangeOf(finding) }] };
  return item;
}

function severityText({ severity }: Finding): string {
  return severity === ERROR ? vscode.l10n.t('Error') : severity === WARNING ? vscode.l10n.t('Warning') : vscode.l10n.t('Information');
}

/** LSP lets a message be marked-up text; this server's are plain. */
function messageOf({ message }: Finding): string {
  return typeof message === 'string' ? message : message.value;
}
