/** What every export is: a spec in, a document in another format out. */
import type { Spec } from '../model/spec.ts';
import type { Result } from '../rules/runner.ts';

export interface ExportOptions {
  /** Findings to be marked in the document, by formats that can; none where it is undefined. */
  readonly findings?: readonly Result[];
}

/**
 * Writes a spec in another format: all of the document's text, its last line ended. It takes any text for a spec, half-typed
 * ones too, never fails, and gives the same text for the same spec.
 */
export type Render = (spec: Spec, options: ExportOptions) => string;
