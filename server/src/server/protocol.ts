/**
 * The few messages beyond LSP that this server and its own client exchange. Types only:
 * the client imports them too. Every other client works without them.
 */
import type { Range } from 'vscode-languageserver';

/** What the client says of itself in `initializationOptions`; each is optional. */
export interface InitializationOptions {
  /** The client answers {@link ListFiles} and {@link ReadFile}; otherwise the server reads the disk where it can. */
  readonly files?: boolean;
  /** The folder of the manual's pages, `/` at its end; findings link to them. */
  readonly manual?: string;
}

/** Server → client: the spec files of all workspace folders. */
export const ListFiles = 'intspec/listFiles';
export interface ListFilesParams {
  /** Glob patterns relative to a workspace folder. */
  readonly patterns: readonly string[];
}
export interface ListFilesResult {
  readonly uris: readonly string[];
}

/** Server → client: the text of one file, or null where it cannot be read. */
export const ReadFile = 'intspec/readFile';
export interface ReadFileParams {
  readonly uri: string;
}
export interface ReadFileResult {
  readonly text: string | null;
}

/** Server → client: the files that are specs because a settings file says so; told anew whenever they are others. */
export const SpecFilesNotification = 'intspec/specFiles';
export interface SpecFilesParams {
  readonly uris: readonly string[];
}

/** Client → server: the text of a new spec. */
export const NewSpec = 'intspec/newSpec';
export interface NewSpecParams {
  readonly source: string;
  readonly target: string;
  readonly purpose: string;
  /** Today in the author's zone, `YYYY-MM-DD`. */
  readonly date: string;
  readonly author?: string;
}
export interface NewSpecResult {
  /** The next id that no spec of the workspace has, `INT-YYYY-NNN`. */
  readonly specId: string;
  /** A file name that follows from the systems' names, ending in `.intspec.yaml`. */
  readonly fileName: string;
  /** The whole text in LSP snippet syntax, with a tab stop for each value that only the author knows. */
  readonly snippet: string;
}

/** Client → server: the sections of a document, in the template's order. */
export const Sections = 'intspec/sections';
export interface SectionsParams {
  readonly textDocument: { readonly uri: string };
}
export interface SectionInfo {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly present: boolean;
}
export interface SectionsResult {
  readonly sections: readonly SectionInfo[];
}

/** Client → server: the edit that inserts one section's skeleton; null where the section is there already. */
export const InsertSection = 'intspec/insertSection';
export interface InsertSectionParams {
  readonly textDocument: { readonly uri: string };
  readonly section: string;
}
export interface InsertSectionResult {
  readonly edit: { readonly range: Range; readonly snippet: string } | null;
}
