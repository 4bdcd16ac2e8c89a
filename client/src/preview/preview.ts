/** One preview: a spec beside its text, as it is at any moment. */
import * as vscode from 'vscode';
import type { Preview as PreviewRequest, PreviewParams, PreviewResult } from '../../../server/src/server/protocol.ts';
import type { SpecServer } from '../client.ts';
import { showPage } from '../manual.ts';
import { firstOf } from './first-of.ts';
import { messageHtml, pageFolder, pageHtml } from './html.ts';
import type { FromPage, ToPage } from './messages.ts';

/** Milliseconds between two looks at a text that is being typed: at least so many, and twice what the last look took, so that typing in a large spec stays fluid. */
const PACE = 60;
const REST = 2;

/** Milliseconds in which the editor's scrolling is an echo of the preview's. */
const ECHO = 250;

export class SpecPreview implements vscode.Disposable {
  readonly uri: vscode.Uri;
  /** Fires when the page shows what it was last sent. */
  readonly onDidShow: vscode.Event<void>;
  private readonly shows = new vscode.EventEmitter<void>();
  private readonly listening: vscode.Disposable[];
  private sent: (ToPage & { readonly kind: 'show' }) | undefined;
  private isReady = false;
  private isUpdating = false;
  private isStale = false;
  private isEcho = false;
  private isDisposed = false;

  constructor(
    private readonly server: SpecServer,
    private readonly extensionUri: vscode.Uri,
    readonly panel: vscode.WebviewPanel,
    uri: vscode.Uri,
  ) {
    this.uri = uri;
    this.onDidShow = this.shows.event;
    const { webview } = panel;
    const isOwn = (other: vscode.Uri): boolean => other.toString() === uri.toString();
    this.listening = [
      this.shows,
      webview.onDidReceiveMessage((message: FromPage) => this.receive(message)),
      panel.onDidChangeViewState(() => {
        // A page that is not seen is gone, and is loaded anew when it comes back to sight.
        if (!panel.visible) this.isReady = false;
        else if (this.isStale) this.update();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (isOwn(document.uri) && contentChanges.length > 0) this.update();
      }),
      // A document that turns into a spec is opened anew.
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (isOwn(document.uri)) this.update();
      }),
      // Other specs and settings make findings come and go.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some(isOwn)) this.update();
      }),
      server.onDidChangeSpecs(() => this.update()),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges: [range] }) => {
        if (isOwn(textEditor.document.uri) && range && !this.isEcho) this.post({ kind: 'scrollTo', line: range.start.line });
      }),
    ];
    panel.title = vscode.l10n.t('Preview {0}', nameOf(uri));
    webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
    webview.html = pageHtml({ webview, extensionUri, document: uri });
    this.update();
  }

  /** What the page was last sent. */
  get html(): string | undefined {
    return this.sent?.html;
  }

  dispose(): void {
    this.isDisposed = true;
    for (const each of this.listening) each.dispose();
  }

  /** Takes in a message of the page. What is in it comes from the page's own script; it still is looked at with care. */
  receive(message: FromPage): void {
    switch (message.kind) {
      case 'ready':
        this.isReady = true;
        if (this.sent) this.post(this.sent);
        this.follow();
        if (this.isStale) this.update();
        break;
      case 'shown': this.shows.fire(); break;
      case 'scrolled': this.scroll(message.line); break;
      case 'open': void this.goTo(message.line); break;
      case 'rule': void showPage(vscode.Uri.joinPath(this.extensionUri, 'server/dist/rules', `${message.id.replace(/[^\w-]/g, '')}.md`));
    }
  }

  /** Asks for the spec as it is now: at once, or some time after the page shows what is under way; for a page that is not seen, when it is. */
  private update(): void {
    if (this.isUpdating || !this.panel.visible) {
      this.isStale = true;
      return;
    }
    this.isUpdating = true;
    this.isStale = false;
    const start = Date.now();
    void this.ask().finally(() => {
      setTimeout(() => {
        this.isUpdating = false;
        if (this.isStale && !this.isDisposed) this.update();
      }, Math.max(PACE, REST * (Date.now() - start)));
    });
  }

  private async ask(): Promise<void> {
    const document = await openDocument(this.uri);
    if (!document) return this.show(messageHtml(vscode.l10n.t('This document is not there any more.')));
    const method = 'intspec/preview' satisfies typeof PreviewRequest;
    const answer = await this.server.ask<PreviewParams, PreviewResult>(method, { textDocument: { uri: this.uri.toString() } });
    if (!answer) return;
    if (answer.preview) await this.show(answer.preview.html, answer.preview.style);
    else await this.show(messageHtml(vscode.l10n.t('This document is no integration spec.')));
  }

  /** Resolves when the page shows it, where there is one. */
  private async show(html: string, style = this.sent?.style ?? ''): Promise<void> {
    if (this.isDisposed || (this.sent?.html === html && this.sent.style === style)) return;
    const isFirst = this.sent === undefined;
    this.sent = { kind: 'show', html, style };
    this.post(this.sent);
    if (isFirst) this.follow();
    if (this.isReady) await firstOf(this.onDidShow);
  }

  /** Shows the part that the editor shows. */
  private follow(): void {
    const [range] = this.editor?.visibleRanges ?? [];
    if (range && this.sent) this.post({ kind: 'scrollTo', line: range.start.line });
  }

  private get editor(): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === this.uri.toString());
  }

  private post(message: ToPage): void {
    if (this.isReady && !this.isDisposed) void this.panel.webview.postMessage(message);
  }

  private scroll(line: number): void {
    const { editor } = this;
    if (!editor || !Number.isFinite(line)) return;
    this.isEcho = true;
    setTimeout(() => (this.isEcho = false), ECHO);
    editor.revealRange(atLine(editor.document, line), vscode.TextEditorRevealType.AtTop);
  }

  private async goTo(line: number): Promise<void> {
    const document = await openDocument(this.uri);
    if (!document || !Number.isFinite(line)) return;
    const { editor } = this;
    const selection = atLine(document, line);
    // Where the text is not to be seen, it must not take the place of the preview.
    const column = editor?.viewColumn ?? (this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One);
    await vscode.window.showTextDocument(document, { viewColumn: column, selection });
  }
}

/** The first word of a line. */
function atLine(document: vscode.TextDocument, line: number): vscode.Range {
  const { lineNumber, firstNonWhitespaceCharacterIndex: first } = document.lineAt(Math.max(0, Math.min(Math.floor(line), document.lineCount - 1)));
  return new vscode.Range(lineNumber, first, lineNumber, first);
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open;
  // Of a document without a file nothing is left when it is closed.
  if (uri.scheme === 'untitled') return undefined;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
