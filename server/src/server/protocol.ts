/**
 * The few messages beyond LSP that this server and its own client exchange. Types only:
 * the client imports them too. Every other client works without them.
 */
import type { Diagnostic, Range, TextEdit } from 'vscode-languageserver';
import type { CoverageCounts, SpecOverview } from '../features/spec-overview.ts';

export type { CoverageCounts, SpecOverview };

/** What the client says of itself in `initializationOptions`; each is optional. */
export interface InitializationOptions {
  /** The client answers {@link ListFiles}, {@link ReadFile} and {@link ExistingFiles}; otherwise the server reads the disk where it can. */
  readonly files?: boolean;
  /** The folder of the manual's pages, `/` at its end; findings link to them. */
  readonly manual?: string;
  /** The client's command that shows places. It is given a URI, a position, and locations, as LSP writes them. */
  readonly showLocations?: string;
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
  /** A longer file is not read. */
  readonly maxBytes: number;
}
export interface ReadFileResult {
  readonly text: string | null;
  /** The bytes that the file has, where they are too many. */
  readonly tooLong?: number;
}

/** Server → client: which of these are files of the workspace folders. */
export const ExistingFiles = 'intspec/existingFiles';
export interface ExistingFilesParams {
  readonly uris: readonly string[];
}
export interface ExistingFilesResult {
  readonly uris: readonly string[];
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

/** Client → server: the edit that lets the fields of other documents join a record, or what is still to be said for that. */
export const Import = 'intspec/import';
export interface ImportParams {
  readonly textDocument: { readonly uri: string };
  readonly record: 'source' | 'target';
  /** The documents, whole; several only of samples. */
  readonly inputs: readonly { readonly name: string; readonly text: string }[];
  /** The name of a format; without it, the formats are answered. */
  readonly format?: string;
  /** One of the parts that were answered. */
  readonly part?: ImportPart;
  /** The place of the record that was answered, or nothing between quotes for the whole. */
  readonly at?: string;
  /** Take over types and presences that have changed. */
  readonly update?: boolean;
}
export interface ImportPart {
  readonly name: string;
  readonly kind: string;
  readonly detail?: string;
}
export interface ImportFormatInfo {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** The document looks like one of this format. */
  readonly isLikely: boolean;
}
export type ImportResult =
  /** Which format? The likely one comes first. */
  | { readonly kind: 'formats'; readonly formats: readonly ImportFormatInfo[] }
  /** Which of these records? */
  | { readonly kind: 'parts'; readonly parts: readonly ImportPart[] }
  /** The whole, or the records at this place in it? */
  | { readonly kind: 'within'; readonly at: string }
  /** The edits of the text that the server saw, none where there is nothing new; what they do, in sentences. `isHeld`: changes were told but not taken over. */
  | { readonly kind: 'done'; readonly edits: readonly TextEdit[]; readonly report: readonly string[]; readonly isHeld: boolean }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Client → server: all specs of the workspace, open or not, and the open ones outside of it; those with problems first.
 * The answer comes when every file has been seen.
 */
export const Specs = 'intspec/specs';
export interface SpecsParams {
  /** Search and read all files anew first. */
  readonly reread?: boolean;
}
export interface SpecInfo extends SpecOverview {
  readonly uri: string;
}
export interface SpecsResult {
  readonly specs: readonly SpecInfo[];
}

/** Client → server: one of these specs with its findings, the worst first; null where the document is none of them. */
export const OneSpec = 'intspec/spec';
export interface OneSpecParams {
  readonly textDocument: { readonly uri: string };
}
export interface OneSpecResult {
  readonly spec: (SpecInfo & { readonly findings: readonly Diagnostic[] }) | null;
}

/** Server → client: what {@link Specs} and {@link OneSpec} answer may have changed. Sent to clients that have asked one of them. */
export const SpecsChanged = 'intspec/specsChanged';

/** Client → server: a spec as HTML, for a preview beside its text; null where the document is no spec. */
export const Preview = 'intspec/preview';
export interface PreviewParams {
  readonly textDocument: { readonly uri: string };
}
export interface PreviewResult {
  readonly preview: {
    /** That of the text which is shown. */
    readonly version: number;
    readonly title: string;
    /** What belongs into a `main` element. `data-line` has the line of the text, from 0; links to `rule:<id>` are for the rules' pages. */
    readonly html: string;
    /** The style sheet of `html`. It asks for the variables that `server/src/exports/style.ts` names. */
    readonly style: string;
  } | null;
}
