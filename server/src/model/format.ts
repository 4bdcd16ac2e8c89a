/** What kinds of documents there are, and what each of them is to hold. */
import type { Schema } from './schema.ts';
import { specSchema, templatePlaceholders } from './schema.ts';
import { settingsSchema } from './settings-schema.ts';

export interface Format {
  readonly name: 'spec' | 'settings';
  /** The schema of the whole document. */
  readonly schema: Schema;
  /** Texts that its template prints where a value belongs. */
  readonly placeholders: ReadonlySet<string>;
}

/** An integration spec. */
export const specFormat: Format = { name: 'spec', schema: specSchema, placeholders: templatePlaceholders };

/** What a repository asks of its specs, in `.intspec.yaml`. */
export const settingsFormat: Format = { name: 'settings', get schema() { return settingsSchema; }, placeholders: new Set() };

const SETTINGS_FILE = /(^|\/)\.intspec\.ya?ml$/;

/** The format of the document at a path with slashes: a settings file is known by its name alone. */
export function formatAt(path: string): Format {
  return isSettingsPath(path) ? settingsFormat : specFormat;
}

/** Whether a path with slashes is that of a settings file. Its name ends as a spec's does, but it is none. */
export function isSettingsPath(path: string): boolean {
  return SETTINGS_FILE.test(path);
}
