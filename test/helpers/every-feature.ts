/** Every language feature, by the LSP method that it answers: what holds for all of them is tested on all of them. */
import type { FormattingOptions, Range } from 'vscode-languageserver-types';
import { FIX_ALL_KIND } from '../../server/src/features/advertised.ts';
import { codeActionsFor } from '../../server/src/features/code-actions.ts';
import { codeLenses } from '../../server/src/features/code-lenses.ts';
import { completionsAt } from '../../server/src/features/completion.ts';
import { definitionsAt } from '../../server/src/features/definition.ts';
import { toDiagnostic } from '../../server/src/features/diagnostics.ts';
import { highlightsAt } from '../../server/src/features/document-highlight.ts';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding.ts';
import { formatting, formattingOnType } from '../../server/src/features/formatting.ts';
import { hoverAt } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { linkedEditingAt } from '../../server/src/features/linked-editing.ts';
import { referencesAt } from '../../server/src/features/references.ts';
import { prepareRenameAt, renameAt } from '../../server/src/features/rename.ts';
import { insertSection, sectionStates } from '../../server/src/features/sections.ts';
import { selectionRangeAt } from '../../server/src/features/selection-ranges.ts';
import { encodeTokens, semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { signatureHelpAt } from '../../server/src/features/signature-help.ts';
import { mentionsIn, namesOf } from '../../server/src/features/spec-names.ts';
import { overviewOf } from '../../server/src/features/spec-overview.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { FULL_CLIENT, URI } from './features.ts';
import { ALL_HINTS } from './structure.ts';

/** What a feature answers at an offset of a spec. */
type Feature = (spec: Spec, offset: number) => unknown;

const OPTIONS: FormattingOptions = { tabSize: 2, insertSpaces: true };
const rangeAt = ({ tree }: Spec, offset: number): Range => ({ start: tree.positionAt(offset), end: tree.positionAt(offset) });
const actionsOf = (only: string): Feature => (spec, offset) => codeActionsFor(spec, new RuleRun(spec), rangeAt(spec, offset), { diagnostics: [], only: [only] }, { uri: URI, version: 1, snippetEdits: true, run: {} });

/** The features that answer for one place. */
export const FEATURES_AT: Readonly<Record<string, Feature>> = {
  'textDocument/completion': (spec, offset) => completionsAt(spec, offset, { ...FULL_CLIENT, findings: () => new RuleRun(spec).results }),
  'textDocument/hover': (spec, offset) => hoverAt(spec, offset),
  'textDocument/signatureHelp': signatureHelpAt,
  'textDocument/definition': (spec, offset) => definitionsAt(spec, offset, URI),
  'textDocument/references': (spec, offset) => referencesAt(spec, offset, URI, true),
  'textDocument/documentHighlight': highlightsAt,
  'textDocument/prepareRename': prepareRenameAt,
  'textDocument/rename': (spec, offset) => renameAt(spec, offset, 'renamed'),
  'textDocument/linkedEditingRange': linkedEditingAt,
  'textDocument/selectionRange': selectionRangeAt,
  'textDocument/onTypeFormatting': (spec, offset) => formattingOnType(spec, spec.tree.positionAt(offset), '\n', OPTIONS),
  'textDocument/codeAction quickfix': actionsOf('quickfix'),
  'textDocument/codeAction refactor': actionsOf('refactor'),
};

/** The features that answer for a whole document. */
export const FEATURES_OF_ALL: Readonly<Record<string, Feature>> = {
  'textDocument/diagnostic': (spec) => new RuleRun(spec).results.map((result) => toDiagnostic(result, spec, { uri: URI })),
  'textDocument/codeAction source': actionsOf(FIX_ALL_KIND),
  'textDocument/documentSymbol': documentSymbols,
  'textDocument/foldingRange': (spec) => foldingRanges(spec),
  'textDocument/documentLink': (spec) => documentLinks(spec, { specsWithId: () => [], firstFile: () => undefined }),
  'textDocument/formatting': (spec) => formatting(spec, OPTIONS),
  'textDocument/codeLens': (spec) => codeLenses(spec, new RuleRun(spec), { uri: URI, showLocations: 'show', usesOf: () => [] }),
  'textDocument/inlayHint': (spec) => inlayHints(spec, { start: 0, end: spec.tree.text.length }, ALL_HINTS),
  'textDocument/semanticTokens': (spec) => encodeTokens(semanticTokens(spec, { start: 0, end: spec.tree.text.length })),
  'workspace/symbol': (spec) => [namesOf(spec), mentionsIn(spec)],
  'intspec/specs': (spec) => overviewOf(spec, []),
  'intspec/sections': (spec) => sectionStates(spec),
  'intspec/insertSection': (spec) => insertSection(spec, 'rollback_plan'),
};
