import * as vscode from 'vscode';
import type { Import, ImportFormatInfo, ImportParams, ImportPart, ImportResult } from '../../../server/src/server/protocol.ts';
import type { SpecServer } from '../client.ts';
import type { Command } from './command.ts';
import { specAtHand } from './spec-at-hand.ts';

type Inputs = ImportParams['inputs'];

/** What is known before anybody is asked. */
type Given = Partial<Pick<ImportParams, 'format' | 'part' | 'at' | 'update'>> & { readonly inputs?: Inputs };

/** Larger files are not sent to the server as a whole. */
const MOST_BYTES = 50 * 1024 * 1024;

/** Lets the fields of another document join the source record of the spec at hand. */
export const importSource = importCommand('intspec.importSource', 'source');

/** The same for the target record. */
export const importTarget = importCommand('intspec.importTarget', 'target');

/**
 * A command that imports fields. The first argument may hold what is not to be asked for: `inputs`, each with a `name`
 * and its `text`, or `uri`s of files; `format`, `part`, `at`, `update`. Gives the report, or undefined where nothing came of it.
 */
function importCommand(id: string, record: ImportParams['record']): Command {
  return {
    id,
    async run(server, argument) {
      const document = specAtHand();
      if (!document) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Open an integration spec first.'));
        return undefined;
      }
      const title = record === 'source' ? vscode.l10n.t('Import Source Fields') : vscode.l10n.t('Import Target Fields');
      const given = isRecord(argument) ? (argument as Given) : {};
      const inputs = await inputsOf(argument, given, title);
      if (!inputs) return undefined;
      return new FieldImport(server, document, title, { record, inputs, ...picked(given) }).run();
    },
  };
}

function picked({ format, part, at, update }: Given): Omit<Given, 'inputs'> {
  return { ...(format !== undefined && { format }), ...(part && { part }), ...(at !== undefined && { at }), ...(update !== undefined && { update }) };
}

class FieldImport {
  constructor(
    private readonly server: SpecServer,
    private readonly document: vscode.TextDocument,
    private readonly title: string,
    private readonly start: Omit<ImportParams, 'textDocument'>,
  ) {}

  /** Asks on until the server knows enough, and applies what it answers. */
  async run(): Promise<readonly string[] | undefined> {
    const method = 'intspec/import' satisfies typeof Import;
    let params: ImportParams = { ...this.start, textDocument: { uri: this.document.uri.toString() } };
    for (;;) {
      const { version } = this.document;
      const result = await this.server.request<ImportParams, ImportResult>(method, params);
      if (!result) return undefined;
      switch (result.kind) {
        case 'formats': {
          const format = await this.askForFormat(result.formats);
          if (format === undefined) return undefined;
          params = { ...params, format };
          break;
        }
        case 'parts': {
          const part = await this.askForPart(result.parts);
          if (!part) return undefined;
          params = { ...params, part };
          break;
        }
        case 'within': {
          const at = await this.askForPlace(result.at);
          if (at === undefined) return undefined;
          params = { ...params, at };
          break;
        }
        case 'failed':
          void vscode.window.showErrorMessage(result.message);
          return undefined;
        case 'done':
          // The edits belong to the text that the server saw.
          if (this.document.version !== version) break;
          if (!(await this.apply(result.edits))) return undefined;
          void this.tell(result, params);
          return result.report;
      }
    }
  }

  private async apply(edits: Extract<ImportResult, { kind: 'done' }>['edits']): Promise<boolean> {
    const edit = new vscode.WorkspaceEdit();
    for (const { range: { start, end }, newText } of edits) edit.replace(this.document.uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    if (edits.length > 0 && !(await vscode.workspace.applyEdit(edit))) return false;
    const [first] = edits;
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document === this.document);
    if (first && editor) editor.revealRange(new vscode.Range(first.range.start.line, 0, first.range.start.line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return true;
  }

  /** Says what was done: the first sentences in a message, all of them in the output. */
  private async tell({ report, isHeld }: Extract<ImportResult, { kind: 'done' }>, params: ImportParams): Promise<void> {
    for (const line of report) this.server.output.info(line);
    const [details, takeOver] = [vscode.l10n.t('Show Details'), vscode.l10n.t('Take Over Changes')];
    // A message has no way to set names apart.
    const shown = report.slice(0, 2).join(' ').replaceAll('`', '');
    const chosen = await vscode.window.showInformationMessage(shown, ...(report.length > 2 ? [details] : []), ...(isHeld ? [takeOver] : []));
    if (chosen === details) this.server.output.show();
    if (chosen === takeOver) await new FieldImport(this.server, this.document, this.title, { ...params, update: true }).run();
  }

  private async askForFormat(formats: readonly ImportFormatInfo[]): Promise<string | undefined> {
    const items = formats.map(({ name, title, summary, isLikely }) => ({ label: title, description: isLikely ? vscode.l10n.t('looks like it') : '', detail: summary, name }));
    return (await vscode.window.showQuickPick(items, { title: this.title, placeHolder: vscode.l10n.t('The format of the document'), matchOnDetail: true }))?.name;
  }

  private async askForPart(parts: readonly ImportPart[]): Promise<ImportPart | undefined> {
    const items = parts.map((part) => ({ label: part.name, description: part.detail ?? part.kind, part }));
    return (await vscode.window.showQuickPick(items, { title: this.title, placeHolder: vscode.l10n.t('The record to import'), matchOnDescription: true }))?.part;
  }

  private async askForPlace(place: string): Promise<string | undefined> {
    const items = [
      { label: vscode.l10n.t('Each element of {0}', place), at: place },
      { label: vscode.l10n.t('The whole document'), at: '' },
    ];
    return (await vscode.window.showQuickPick(items, { title: this.title, placeHolder: vscode.l10n.t('The record to import') }))?.at;
  }
}

/** The documents: those that are given, or what the user chooses. */
async function inputsOf(argument: unknown, { inputs }: Given, title: string): Promise<Inputs | undefined> {
  if (Array.isArray(inputs) && inputs.every((each) => typeof each.name === 'string' && typeof each.text === 'string')) return inputs;
  const uris = isRecord(argument) && Array.isArray(argument['uris']) ? argument['uris'].filter((uri) => uri instanceof vscode.Uri) : [];
  if (uris.length > 0) return readAll(uris);
  const file = { label: vscode.l10n.t('From a File…'), description: vscode.l10n.t('schema or samples; several samples at once') };
  const paste = { label: vscode.l10n.t('From the Clipboard'), description: vscode.l10n.t('what you have copied') };
  const chosen = await vscode.window.showQuickPick([file, paste], { title });
  if (!chosen) return undefined;
  if (chosen === paste) return pasted();
  const files = await vscode.window.showOpenDialog({ title, canSelectMany: true, openLabel: vscode.l10n.t('Import') });
  return files && files.length > 0 ? readAll(files) : undefined;
}

/** What has been copied. It is read when it is asked for, not before: in a browser the user has to allow it, and everything waits for that. */
async function pasted(): Promise<Inputs | undefined> {
  const text = await vscode.env.clipboard.readText().then((read) => read, () => undefined);
  if (text !== undefined && text.trim() !== '') return [{ name: vscode.l10n.t('clipboard'), text }];
  void vscode.window.showErrorMessage(text === undefined
    ? vscode.l10n.t('The clipboard could not be read. Allow it in the browser, or save the document and import the file.')
    : vscode.l10n.t('There is no text in the clipboard. Copy the schema or the samples first.'));
  return undefined;
}

async function readAll(uris: readonly vscode.Uri[]): Promise<Inputs | undefined> {
  const inputs: { name: string; text: string }[] = [];
  for (const uri of uris) {
    const name = uri.path.split('/').at(-1) ?? uri.path;
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > MOST_BYTES) throw new Error(vscode.l10n.t('It is too large.'));
      inputs.push({ name, text: new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri)) });
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be read. {1}', name, error instanceof TypeError ? vscode.l10n.t('It is not UTF-8 text.') : error instanceof Error ? error.message : String(error)));
      return undefined;
    }
  }
  return inputs;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
