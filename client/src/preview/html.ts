/** The page that a preview begins with: no network, no scripts but its own, colours of the editor. */
import * as vscode from 'vscode';

/** What the style sheet of a spec asks for, as the editor has it. */
const COLORS = `:root {
  --text: var(--vscode-editor-foreground); --back: var(--vscode-editor-background); --soft: var(--vscode-textCodeBlock-background, transparent);
  --line: var(--vscode-contrastBorder, var(--vscode-editorWidget-border, var(--vscode-panel-border))); --faint: var(--vscode-descriptionForeground);
  --link: var(--vscode-textLink-foreground); --focus: var(--vscode-focusBorder);
  --error: var(--vscode-editorError-foreground); --warning: var(--vscode-editorWarning-foreground); --info: var(--vscode-editorInfo-foreground);
  --mark: var(--vscode-inputValidation-warningBackground, transparent); --mark-text: var(--vscode-inputValidation-warningForeground, var(--vscode-editor-foreground));
  --font: var(--vscode-font-family); --code: var(--vscode-editor-font-family);
}
body { font-size: var(--vscode-font-size); margin: 0; padding: .5em 1.5em 3em; }
main { max-width: 72em; }
.hint { color: var(--faint); font-size: .9em; margin: .5em 0 0; }
.link { display: none; }
[data-line]:focus { outline: 2px solid var(--focus); outline-offset: 1px; }
`;

export interface PageOptions {
  readonly webview: vscode.Webview;
  readonly extensionUri: vscode.Uri;
  readonly document: vscode.Uri;
}

/** The folder that the page may load from. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'client/dist');
}

/** The page, still without the spec. */
export function pageHtml({ webview, extensionUri, document }: PageOptions): string {
  const nonce = newNonce();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(extensionUri), 'preview.js'));
  const hint = vscode.l10n.t('Double-click a line, or press Enter on it, to go to its text. The arrow keys lead from line to line.');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<style nonce="${nonce}">${COLORS}</style>
<style nonce="${nonce}" id="document"></style>
</head>
<body data-uri="${escaped(document.toString())}">
<p class="hint" lang="${escaped(vscode.env.language)}">${escaped(hint)}</p>
<main></main>
<script nonce="${nonce}" src="${escaped(script.toString())}"></script>
</body>
</html>
`;
}

/** What is shown in place of a spec. */
export function messageHtml(message: string): string {
  return `<p lang="${escaped(vscode.env.language)}">${escaped(message)}</p>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
