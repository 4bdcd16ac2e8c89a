/** What clients are told of features before any of them is used, and so without loading them. */
import { CodeActionKind } from 'vscode-languageserver-types';

/** The kind of *Fix All*, as LSP clients ask for it. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.intspec`;

/** The kinds of code actions that refactorings are. */
export const REFACTORING_KINDS = ['refactor.extract', 'refactor.inline', 'refactor.rewrite'] as const;

/** What a new line is begun with: formatting while typing asks for nothing else. */
export const NEW_LINE = '\n';

/** What the numbers in the data of semantic tokens stand for, by place. */
export const TOKEN_TYPES = ['property', 'variable', 'function', 'keyword', 'namespace', 'number', 'string', 'operator'] as const;
export const TOKEN_MODIFIERS = ['declaration', 'defaultLibrary'] as const;
