/** Requests about how a document is built: outline, search, folding, selection, links. */
import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { DocumentLink, SymbolInformation } from 'vscode-languageserver-types';
import type { FileMention, FilePlace } from '../features/document-links.ts';
import { documentLinks, fileMentions, filePlaces } from '../features/document-links.ts';
import { documentSymbols, flatSymbols, inKindsOf } from '../features/document-symbols.ts';
import { foldingRanges } from '../features/folding.ts';
import { selectionRangeAt } from '../features/selection-ranges.ts';
import { SymbolSearch } from '../features/workspace-symbols.ts';
import { uriKey } from '../workspace/uri.ts';
import type { Located } from './located.ts';
import { locate } from './located.ts';
import type { Server } from './server.ts';
import { refuseIfCancelled, soon } from './turns.ts';

/** Answers them, each by one feature. */
export function answerStructure(server: Server): void {
  const { connection } = server;
  connection.onDocumentSymbol(({ textDocument }) => {
    const at = locate(server, textDocument.uri);
    if (!at) return null;
    const symbols = inKindsOf(documentSymbols(at.analysis.spec), server.abilities.outlineKinds);
    return server.abilities.hierarchicalSymbols ? symbols : flatSymbols(symbols, textDocument.uri);
  });
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    server.assertServing();
    // The search is of all files, and of open documents as they are now.
    await server.whenIndexed(token);
    for (const document of server.documents.all()) server.workspace.analysis(document);
    return inKindsOf(await search(server, query, token), server.abilities.searchKinds);
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const at = locate(server, textDocument.uri);
    return at ? foldingRanges(at.analysis.spec, server.abilities.foldingLimit) : null;
  });
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const at = locate(server, textDocument.uri);
    if (!at) return null;
    const { spec } = at.analysis;
    return positions.map((position) => selectionRangeAt(spec, spec.tree.offsetAt(position)));
  });
  connection.onDocumentLinks(async ({ textDocument }, token) => {
    const asked = locate(server, textDocument.uri);
    // A spec that is named may be among the files that are not taken in yet.
    if (asked && namesUnknownSpecs(server, asked)) await server.whenIndexed(token);
    const at = locate(server, textDocument.uri);
    if (!at) return null;
    const mentions = fileMentions(at.analysis.spec);
    const files = await existingFiles(server, at, mentions);
    refuseIfCancelled(token);
    // The text has changed while files were looked for: the client asks again.
    if (locate(server, textDocument.uri)?.analysis !== at.analysis) throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed.');
    return linksOf(server, at, files);
  });
}

/** Milliseconds of a search before other messages get their turn. */
const STEP = 5;

async function search(server: Server, query: string, token: CancellationToken): Promise<SymbolInformation[]> {
  const found = new SymbolSearch(query);
  let began = performance.now();
  // Taken at once, since files may come and go between two turns.
  for (const spec of [...server.workspace.index.named()]) {
    found.add(spec);
    if (performance.now() - began < STEP) continue;
    await soon();
    refuseIfCancelled(token);
    began = performance.now();
  }
  return found.results;
}

function namesUnknownSpecs({ workspace }: Server, { uri, analysis }: Located): boolean {
  return !workspace.isComplete && analysis.mentions.some(({ id }) => workspace.index.others(uri, id).length === 0);
}

function linksOf(server: Server, { uri, analysis }: Located, files: ReadonlyMap<FilePlace, string>): DocumentLink[] {
  const byPath = new Map([...files].map(([place, file]) => [`${place.from} ${place.path}`, file]));
  return documentLinks(analysis.spec, {
    specsWithId: (id) => server.workspace.index.others(uri, id),
    firstFile: (places) => places.map(({ from, path }) => byPath.get(`${from} ${path}`)).find((file) => file !== undefined),
  });
}

/** The files among those that a document may mean, by where they were looked for. */
async function existingFiles(server: Server, { uri }: Located, mentions: readonly FileMention[]): Promise<Map<FilePlace, string>> {
  const folder = server.workspace.folders.find((each) => uriKey(uri).startsWith(`${uriKey(each).replace(/\/$/, '')}/`));
  const candidates = filePlaces(mentions).flatMap((place): [FilePlace, string][] => {
    const base = place.from === 'spec' ? uri : folder === undefined ? undefined : `${folder.replace(/\/$/, '')}/`;
    const target = base === undefined ? undefined : resolved(place.path, base);
    return target === undefined ? [] : [[place, target]];
  });
  const existing = new Set(await server.files.existing([...new Set(candidates.map(([, target]) => target))]));
  return new Map(candidates.filter(([, target]) => existing.has(target)));
}

/** A path from a place; undefined where the place is no URI that paths start from, such as that of an unsaved document. */
function resolved(path: string, base: string): string | undefined {
  try {
    return new URL(path, base).href;
  } catch {
    return undefined;
  }
}
