/** Answers the server's requests for files, so that it sees those of virtual workspaces too and never reads a disk itself. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  ExistingFiles, ExistingFilesParams, ExistingFilesResult, ListFiles, ListFilesParams, ListFilesResult, ReadFile, ReadFileParams, ReadFileResult,
} from '../../server/src/server/protocol.ts';
import { findFiles } from './find.ts';

/** Lets `client` answer `intspec/listFiles`, `intspec/readFile` and `intspec/existingFiles`. */
export function answerFileRequests(client: BaseLanguageClient): void {
  const list = 'intspec/listFiles' satisfies typeof ListFiles;
  client.onRequest(list, (params: ListFilesParams, token: vscode.CancellationToken) => listFiles(params, token));
  const read = 'intspec/readFile' satisfies typeof ReadFile;
  client.onRequest(read, (params: ReadFileParams) => readFile(params));
  const existing = 'intspec/existingFiles' satisfies typeof ExistingFiles;
  client.onRequest(existing, (params: ExistingFilesParams) => existingFiles(params));
}

/** The files of all workspace folders that match any of the patterns; the server passes over whatever else is among them. */
async function listFiles({ patterns }: ListFilesParams, token: vscode.CancellationToken): Promise<ListFilesResult> {
  const found = await findFiles(patterns, token);
  return { uris: [...new Set(found.map((uri) => uri.toString()))] };
}

/** The text of one file of the workspace; null where there is none, it is too long, or it lies outside. */
async function readFile({ uri, maxBytes }: ReadFileParams): Promise<ReadFileResult> {
  const file = vscode.Uri.parse(uri);
  if (!vscode.workspace.getWorkspaceFolder(file)) return { text: null };
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > maxBytes) return { text: null, tooLong: size };
    const bytes = await vscode.workspace.fs.readFile(file);
    return bytes.byteLength > maxBytes ? { text: null, tooLong: bytes.byteLength } : { text: new TextDecoder().decode(bytes) };
  } catch {
    return { text: null };
  }
}

/** Those of the URIs that are files of the workspace. */
async function existingFiles({ uris }: ExistingFilesParams): Promise<ExistingFilesResult> {
  const found = await Promise.all(uris.map(async (uri) => ((await isFile(vscode.Uri.parse(uri))) ? [uri] : [])));
  return { uris: found.flat() };
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return false;
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
