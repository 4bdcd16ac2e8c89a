/** The Specs view: all specs of the workspace with what is wrong with them. */
import * as vscode from 'vscode';
import type { FindingRow, Row, SpecRow } from './items.ts';
import { itemOf, specRow } from './items.ts';
import type { Specs } from './specs.ts';

/** The view's id in the manifest. */
export const VIEW = 'intspec.specs';

/** Context key for what an empty view says: before the server has answered, it is not known to be empty. */
const IS_LISTED = 'intspec.specsListed';

/** How often a spec is looked for in the list, and how many milliseconds the view has to make it. */
const MAX_ATTEMPTS = 4;
const LONGEST_LISTING = 3000;

export class SpecsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly onDidChangeTreeData: vscode.Event<undefined>;
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly listings = new vscode.EventEmitter<void>();
  private readonly tree: vscode.TreeView<Row>;
  private readonly listening: vscode.Disposable;

  constructor(private readonly specs: Specs) {
    this.onDidChangeTreeData = this.changes.event;
    this.tree = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.listening = specs.onDidChange(() => this.changes.fire(undefined));
  }

  /** The specs, those with problems first; below each its findings, the worst first. */
  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) return this.roots();
    if (row.kind === 'finding') return [];
    const spec = await this.specs.one(row.uri);
    return (spec?.findings ?? []).map((finding): FindingRow => ({ kind: 'finding', spec: row, finding }));
  }

  getParent(row: Row): Row | undefined {
    return row.kind === 'finding' ? row.spec : undefined;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return itemOf(row);
  }

  /** Shows one spec in the view, with its findings. Gives its row; undefined where the document is no spec. */
  async reveal(uri: vscode.Uri): Promise<SpecRow | undefined> {
    const info = await this.specs.one(uri);
    if (!info) return undefined;
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    const row = specRow(info);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.tree.reveal(row, { select: true, focus: true, expand: true });
        return row;
      } catch (error) {
        // The editor finds only what the view has listed, and the spec may be newer, or the list just being made anew.
        if (attempt === MAX_ATTEMPTS) throw error;
        await this.relist();
      }
    }
  }

  /** Has the server read and check every file anew; gives the view's rows. The view shows that it is at work. */
  async checkAll(): Promise<readonly SpecRow[]> {
    const found = await vscode.window.withProgress({ location: { viewId: VIEW } }, () => this.specs.all({ reread: true }));
    this.changes.fire(undefined);
    return found.map(specRow);
  }

  dispose(): void {
    this.listening.dispose();
    this.tree.dispose();
    this.changes.dispose();
    this.listings.dispose();
  }

  /** Has the view list its specs anew; resolves when it has, or after a while, since a view that is hidden does not. */
  private relist(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        listening.dispose();
        resolve();
      };
      const timer = setTimeout(done, LONGEST_LISTING);
      const listening = this.listings.event(done);
      this.changes.fire(undefined);
    });
  }

  private async roots(): Promise<SpecRow[]> {
    const rows = (await this.specs.all()).map(specRow);
    const faulty = rows.filter(({ info }) => info.errors + info.warnings > 0).length;
    this.tree.description = faulty === 0 ? '' : vscode.l10n.t('{0} of {1} with problems', faulty, rows.length);
    void vscode.commands.executeCommand('setContext', IS_LISTED, true);
    this.listings.fire();
    return rows;
  }
}
