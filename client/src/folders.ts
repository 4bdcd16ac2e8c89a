/** What happens to whole folders. The editor reports a folder that is moved or deleted, and says nothing of the files in it. */
import * as vscode from 'vscode';

/**
 * Watches the folders of the workspace: reports a new folder, and whatever is deleted, by its own name. Which files in
 * them are specs is for the server to find out: settings among them may say it.
 */
export class FolderWatcher implements vscode.FileSystemWatcher {
  readonly ignoreCreateEvents = false;
  readonly ignoreChangeEvents = true;
  readonly ignoreDeleteEvents = false;
  readonly onDidCreate: vscode.Event<vscode.Uri>;
  readonly onDidChange: vscode.Event<vscode.Uri>;
  readonly onDidDelete: vscode.Event<vscode.Uri>;
  private readonly watcher = vscode.workspace.createFileSystemWatcher('**', false, true, false);
  private readonly created = new vscode.EventEmitter<vscode.Uri>();

  constructor() {
    this.onDidCreate = this.created.event;
    this.onDidChange = this.watcher.onDidChange;
    this.onDidDelete = this.watcher.onDidDelete;
    this.watcher.onDidCreate((uri) => void this.lookInto(uri));
  }

  dispose(): void {
    this.watcher.dispose();
    this.created.dispose();
  }

  private async lookInto(uri: vscode.Uri): Promise<void> {
    if (await isFolder(uri)) this.created.fire(uri);
  }
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // It is gone again.
    return false;
  }
}
