/** The commands of the Specs view. */
import * as vscode from 'vscode';
import type { Command } from '../commands/command.ts';
import { LANGUAGE } from '../language.ts';
import { showPage } from '../manual.ts';
import type { FindingRow, SpecRow } from './items.ts';
import { isRow } from './items.ts';
import type { SpecsView } from './view.ts';
import { VIEW } from './view.ts';

/** The commands that a view answers. */
export function specsCommands(view: SpecsView): readonly Command[] {
  return [checkAll(view), revealSpec(view), openToSide, revealInExplorer, copyId, showRule];
}

/** Reads and checks all files anew, and shows the view. Gives how many specs, errors and warnings there are. */
function checkAll(view: SpecsView): Command {
  return {
    id: 'intspec.checkAll',
    async run() {
      await vscode.commands.executeCommand(`${VIEW}.focus`);
      const rows = await view.checkAll();
      const sum = (count: (row: SpecRow) => number): number => rows.reduce((total, row) => total + count(row), 0);
      return { specs: rows.length, errors: sum(({ info }) => info.errors), warnings: sum(({ info }) => info.warnings) };
    },
  };
}

/** Shows the active spec in the view, or the one whose URI is given. Gives whether there is one. */
function revealSpec(view: SpecsView): Command {
  return {
    id: 'intspec.revealSpec',
    async run(_, argument) {
      const document = vscode.window.activeTextEditor?.document;
      const uri = argument instanceof vscode.Uri ? argument : document?.languageId === LANGUAGE ? document.uri : undefined;
      const row = uri && (await view.reveal(uri));
      if (!row) void vscode.window.showInformationMessage(vscode.l10n.t('There is no integration spec to reveal in the active editor.'));
      return row !== undefined;
    },
  };
}

const openToSide = ofSpec('intspec.specs.openToSide', ({ uri }) => vscode.commands.executeCommand('vscode.open', uri, vscode.ViewColumn.Beside));

const revealInExplorer = ofSpec('intspec.specs.revealInExplorer', ({ uri }) => vscode.commands.executeCommand('revealInExplorer', uri));

const copyId = ofSpec('intspec.specs.copyId', ({ info }) => (info.id === null ? undefined : vscode.env.clipboard.writeText(info.id)));

/** Shows the manual's page on a finding's rule. */
const showRule = ofFinding('intspec.specs.showRule', async ({ finding }) => {
  if (!finding.codeDescription) return;
  await showPage(vscode.Uri.parse(finding.codeDescription.href));
});

/** A command of the view's context menu. Without a row, as from a keybinding, there is nothing to do it to. */
function ofSpec(id: string, run: (row: SpecRow) => Thenable<unknown> | undefined): Command {
  return { id, run: async (_, row) => (isRow(row) && row.kind === 'spec' ? run(row) : undefined) };
}

function ofFinding(id: string, run: (row: FindingRow) => Thenable<unknown> | undefined): Command {
  return { id, run: async (_, row) => (isRow(row) && row.kind === 'finding' ? run(row) : undefined) };
}
