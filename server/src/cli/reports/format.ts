/** What a format of reports is: a report is one document, written piece by piece as the files are done. */
import type { Counts } from './counts.ts';
import type { Judged } from '../judge.ts';
import type { Paint } from '../output.ts';
import type { Trouble } from '../find-files.ts';

/** A file that has been judged, and where it stands. */
export interface JudgedFile extends Judged {
  readonly uri: string;
  /** The path from the root of the repository, with `/`; that from the current folder where it is outside of it. */
  readonly rootPath: string;
}

/** What a part may ask beside its file. */
export interface PartOptions {
  readonly paint: Paint;
  /** How another document is shown. */
  readonly pathOf: (uri: string) => string;
  /** The path of another document from the root of the repository. */
  readonly rootPathOf: (uri: string) => string;
}

/** What is said of the whole run. */
export interface RunFacts {
  readonly paint: Paint;
  /** The rules that are asked for; undefined for all of them. */
  readonly rules: readonly string[] | undefined;
  readonly quiet: boolean;
  readonly hasBaseline: boolean;
  /** What the text says where there was no file to check. */
  readonly nothing: string | undefined;
}

/** How a run went. */
export interface Ending extends RunFacts {
  readonly counts: Counts;
  readonly troubles: readonly Trouble[];
}

/** A format. Its texts are put together as they are; `between` stands between two parts that are not empty. */
export interface ReportFormat {
  readonly start: (facts: RunFacts) => string;
  readonly between: string;
  /** The part of a file; made where the file is judged, so it may be in a worker. */
  readonly file: (file: JudgedFile, options: PartOptions) => string;
  /** The part of something that could not be read; nothing where the format has no place for it, or it stands at the end. */
  readonly trouble?: (trouble: Trouble & { readonly rootPath: string }) => string;
  /** With a line end. */
  readonly end: (ending: Ending) => string;
}
