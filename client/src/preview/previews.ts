/** All previews: one a spec, beside its text, and back again when the window is loaded anew. */
import * as vscode from 'vscode';
import type { SpecServer } from '../client.ts';
import type { Command } from '../commands/command.ts';
import { LANGUAGE } from '../language.ts';
import { firstOf } from './first-of.ts';
import type { PageState } from './messages.ts';
import type { SpecPreview } from './preview.ts';

/** The kind of the panels, which the manifest names too. */
const VIEW_TYPE = 'intspec.preview';

export class Previews implements vscode.Disposable, vscode.WebviewPanelSerializer<PageState> {
  private readonly open = new Map<string, Promise<SpecPreview>>();
  private readonly registration = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
    vscode.workspace.onDidRenameFiles(({ files }) => void this.follow(files)),
  );

  constructor(
    private readonly server: SpecServer,
    private readonly extensionUri: vscode.Uri,
  ) {}

  /** Opens the preview of a spec beside it, or shows the one that there is. */
  async show(uri: vscode.Uri): Promise<SpecPreview> {
    const known = await this.open.get(uri.toString());
    if (known) {
      known.panel.reveal(undefined, true);
      return known;
    }
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, '', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableFindWidget: true });
    return this.take(panel, uri);
  }

  /** Called by the editor for a panel of an earlier window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: Partial<PageState> | undefined): Promise<void> {
    if (typeof state?.uri !== 'string' || state.uri === '') return panel.dispose();
    await this.take(panel, vscode.Uri.parse(state.uri));
  }

  dispose(): void {
    this.registration.dispose();
    // The panels are the editor's: closed here, they would not come back with the next window.
    for (const preview of this.open.values()) void preview.then((one) => one.dispose());
  }

  /** A preview goes with its file, also where a folder around it gets another name. */
  private async follow(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): Promise<void> {
    for (const { oldUri, newUri } of files) {
      const old = oldUri.toString();
      for (const [key, opened] of [...this.open]) {
        if (key !== old && !key.startsWith(`${old}/`)) continue;
        this.open.delete(key);
        const preview = await opened;
        preview.dispose();
        void this.take(preview.panel, vscode.Uri.parse(newUri.toString() + key.slice(old.length)));
      }
    }
  }

  private take(panel: vscode.WebviewPanel, uri: vscode.Uri): Promise<SpecPreview> {
    const key = uri.toString();
    const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(this.extensionUri, 'media', name);
    panel.iconPath = { light: icon('file-icon-light.svg'), dark: icon('file-icon-dark.svg') };
    const preview = this.load(panel, uri);
    this.open.set(key, preview);
    panel.onDidDispose(() => {
      // Of two panels of one spec, as windows that were restored may have, the later one is shown again.
      if (this.open.get(key) === preview) this.open.delete(key);
      void preview.then((one) => {
        one.dispose();
      });
    });
    return preview;
  }

  /** Most people who open a spec open no preview of it. */
  private async load(panel: vscode.WebviewPanel, uri: vscode.Uri): Promise<SpecPreview> {
    const { SpecPreview } = await import('./preview.ts');
    return new SpecPreview(this.server, this.extensionUri, panel, uri);
  }
}

/**
 * Opens the preview of the active spec, or of the one whose URI is given, to the side. Gives what it shows as HTML, when
 * it is to be seen; undefined where there is no spec.
 */
export function openPreview(previews: Previews): Command {
  return {
    id: 'intspec.openPreview',
    async run(_, argument) {
      const active = vscode.window.activeTextEditor?.document;
      const uri = argument instanceof vscode.Uri ? argument : active?.languageId === LANGUAGE ? active.uri : undefined;
      if (!uri) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Open an integration spec first.'));
        return undefined;
      }
      const preview = await previews.show(uri);
      if (preview.html === undefined) await firstOf(preview.onDidShow);
      return preview.html;
    },
  };
}
