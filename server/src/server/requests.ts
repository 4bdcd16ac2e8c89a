/** Requests about one document, each answered by one feature. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { codeActionsFor } from '../features/code-actions.ts';
import { completionAnswer } from '../features/completion-items.ts';
import { opensCompletions } from '../features/completion-trigger.ts';
import { completionsAt } from '../features/completion.ts';
import { hoverAt } from '../features/hover.ts';
import { newSpec } from '../features/new-spec.ts';
import { insertSection, sectionStates } from '../features/sections.ts';
import { signatureHelpAt } from '../features/signature-help.ts';
import { lspRange } from '../features/text-edits.ts';
import type { Result } from '../rules/runner.ts';
import type { Located } from './located.ts';
import { locate } from './located.ts';
import type { InsertSectionParams, InsertSectionResult, NewSpecParams, NewSpecResult, SectionsParams, SectionsResult } from './protocol.ts';
import { InsertSection, NewSpec, Sections } from './protocol.ts';
import { answerFormatting } from './requests-formatting.ts';
import { answerHints } from './requests-hints.ts';
import { answerImports } from './requests-import.ts';
import { answerNavigation } from './requests-navigation.ts';
import { answerPreview } from './requests-preview.ts';
import { answerStructure } from './requests-structure.ts';
import type { Server } from './server.ts';

export function answerRequests(server: Server): void {
  const { connection } = server;
  const located = (uri: string): Located | undefined => locate(server, uri);
  connection.onCompletion(({ textDocument, position, context }) => {
    const at = located(textDocument.uri);
    if (!at) return null;
    const { spec } = at.analysis;
    if (context?.triggerCharacter !== undefined && !opensCompletions(spec.tree.text, spec.tree.offsetAt(position), context.triggerCharacter)) return null;
    const findings = (): readonly Result[] => server.workspace.run(at.uri, at.analysis).results;
    const { skills } = server.workspace.settings(at.uri);
    const options = server.abilities.completionItems;
    let isIncomplete = false;
    const completions = completionsAt(spec, spec.tree.offsetAt(position), { ...options, findings, skills, onPartial: () => (isIncomplete = true) });
    return completionAnswer(completions, isIncomplete, options);
  });
  connection.onHover(({ textDocument, position }) => {
    const at = located(textDocument.uri);
    return (at && hoverAt(at.analysis.spec, at.analysis.spec.tree.offsetAt(position), server.workspace.settings(at.uri).skills)) ?? null;
  });
  connection.onSignatureHelp(({ textDocument, position }) => {
    const at = located(textDocument.uri);
    return (at && signatureHelpAt(at.analysis.spec, at.analysis.spec.tree.offsetAt(position))) ?? null;
  });
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    server.assertServing();
    if (!server.abilities.codeActions) throw new ResponseError(ErrorCodes.MethodNotFound, 'Code actions are for clients that know more of them than commands.');
    await server.settings.load(textDocument.uri);
    const at = located(textDocument.uri);
    if (!at) return null;
    const run = server.workspace.run(at.uri, at.analysis);
    const options = { uri: at.uri, version: at.version, snippetEdits: server.abilities.snippetEdits, run: server.workspace.runOptions(at.uri) };
    const actions = codeActionsFor(at.analysis.spec, run, range, context, options);
    if (server.abilities.documentChanges) return actions;
    return actions.map((action) => ({ ...action, ...(action.edit && { edit: withoutVersions(action.edit) }) }));
  });
  answerFormatting(server);
  answerStructure(server);
  answerHints(server);
  answerNavigation(server);
  answerPreview(server);
  answerOwnClient(connection, server, located);
  answerImports(server);
}

/** What only this server's own client asks. */
function answerOwnClient(connection: Connection, server: Server, located: (uri: string) => Located | undefined): void {
  connection.onRequest(NewSpec, async (params: NewSpecParams, token: CancellationToken): Promise<NewSpecResult> => {
    server.assertServing();
    // The next free id is known only when every file has been seen.
    await server.whenIndexed(token);
    // An open document counts as it is now, whether its findings were asked for or not.
    for (const document of server.documents.all()) server.workspace.analysis(document);
    return newSpec(params, server.workspace.index.ids());
  });
  connection.onRequest(Sections, ({ textDocument }: SectionsParams): SectionsResult => {
    const at = located(textDocument.uri);
    return { sections: at ? sectionStates(at.analysis.spec) : [] };
  });
  connection.onRequest(InsertSection, ({ textDocument, section }: InsertSectionParams): InsertSectionResult => {
    const at = located(textDocument.uri);
    const edit = at && insertSection(at.analysis.spec, section);
    return { edit: at && edit ? { range: lspRange(at.analysis.spec.tree, edit), snippet: edit.newText } : null };
  });
}

/** The edit for clients that know only `changes`. */
function withoutVersions(edit: WorkspaceEdit): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const change of edit.documentChanges ?? []) {
    if (!('textDocument' in change)) continue;
    changes[change.textDocument.uri] = change.edits.flatMap((each) => ('newText' in each ? [{ range: each.range, newText: each.newText }] : []));
  }
  return { changes };
}
