/** Requests about the names in one document: where they are declared, where they stand, what they may become. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Position } from 'vscode-languageserver';
import { definitionsAt } from '../features/definition.ts';
import { highlightsAt } from '../features/document-highlight.ts';
import { linkedEditingAt } from '../features/linked-editing.ts';
import { referencesAt } from '../features/references.ts';
import type { RenameRefusal } from '../features/rename.ts';
import { prepareRenameAt, renameAt } from '../features/rename.ts';
import type { Spec } from '../model/spec.ts';
import { locateSpec } from './located.ts';
import type { Server } from './server.ts';

interface Place {
  readonly spec: Spec;
  readonly uri: string;
  readonly version: number;
  readonly offset: number;
}

export function answerNavigation(server: Server): void {
  const { connection } = server;
  const place = ({ textDocument, position }: { readonly textDocument: { readonly uri: string }; readonly position: Position }): Place | undefined => {
    const at = locateSpec(server, textDocument.uri);
    return at && { spec: at.analysis.spec, uri: at.uri, version: at.version, offset: at.analysis.spec.tree.offsetAt(position) };
  };
  connection.onDefinition((params) => {
    const at = place(params);
    const links = at ? definitionsAt(at.spec, at.offset, at.uri) : [];
    if (links.length === 0) return null;
    return server.abilities.definitionLinks ? links : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  });
  connection.onReferences((params) => {
    const at = place(params);
    return at ? someOf(referencesAt(at.spec, at.offset, at.uri, params.context.includeDeclaration)) : null;
  });
  connection.onDocumentHighlight((params) => {
    const at = place(params);
    return at ? someOf(highlightsAt(at.spec, at.offset)) : null;
  });
  connection.languages.onLinkedEditingRange((params) => {
    const at = place(params);
    return (at && linkedEditingAt(at.spec, at.offset)) ?? null;
  });
  connection.onPrepareRename((params) => {
    const at = place(params);
    return (at && accepted(prepareRenameAt(at.spec, at.offset))) ?? null;
  });
  connection.onRenameRequest((params) => {
    const at = place(params);
    const edits = at && accepted(renameAt(at.spec, at.offset, params.newName));
    if (!at || !edits) return null;
    const { uri, version } = at;
    return server.abilities.documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] } : { changes: { [uri]: [...edits] } };
  });
}

function someOf<T>(found: T[]): T[] | null {
  return found.length > 0 ? found : null;
}

/** The answer; a refusal becomes the request’s error, which editors show to the author. */
function accepted<T extends object>(answer: T | RenameRefusal | undefined): T | undefined {
  if (answer && 'refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}
