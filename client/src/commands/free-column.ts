import * as vscode from 'vscode';

/**
 * Where a new document is shown: in the group that was made for it, as a walkthrough does beside itself, though a
 * click there may have taken the focus back; otherwise in the active one.
 */
export function freeColumn(): vscode.ViewColumn {
  return vscode.window.tabGroups.all.find((group) => group.tabs.length === 0)?.viewColumn ?? vscode.ViewColumn.Active;
}
