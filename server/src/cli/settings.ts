/** Settings files as the command finds them: for each spec those above it, each read once. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { settingsFormat } from '../model/format.ts';
import { Spec } from '../model/spec.ts';
import { parseSyntax } from '../syntax/index.ts';
import type { FileSettings } from '../workspace/settings-file.ts';
import { readSettingsFile } from '../workspace/settings-file.ts';
import type { Settings } from '../workspace/settings.ts';
import { mergeSettings } from '../workspace/settings.ts';
import { hasSpecName, matchesPatterns } from '../workspace/spec-patterns.ts';
import { Bounds, isWithin, LEADS_OUT } from './bounds.ts';
import type { Trouble } from './find-files.ts';
import { shownPath } from './find-files.ts';
import { repositoryAbove } from './repository.ts';
import { readSource, SourceError } from './source.ts';

/** A settings file, read. */
export interface SettingsSource {
  /** Absolute. */
  readonly file: string;
  readonly document: Spec;
  readonly settings: FileSettings;
}

/** In one folder both may stand; the later one wins. */
const NAMES = ['.intspec.yml', '.intspec.yaml'];

export class SettingsFiles {
  /** What could not be read, and why. */
  readonly troubles: Trouble[] = [];
  readonly #base: string;
  readonly #byFolder = new Map<string, Promise<readonly SettingsSource[]>>();
  readonly #used = new Map<string, SettingsSource>();

  /** No file above `base`, the current folder, holds for what is below it. */
  constructor(base: string) {
    this.#base = base;
  }

  /** The settings files that have been asked for. */
  get used(): readonly SettingsSource[] {
    return [...this.#used.values()];
  }

  /** All that holds for a spec. */
  async for(file: string): Promise<Settings> {
    return mergeSettings((await this.#above(file)).map(({ settings }) => settings));
  }

  /** Whether a search of folders takes a file for a spec. A settings file never is one. */
  async isSpec(file: string): Promise<boolean> {
    if (NAMES.includes(basename(file))) return false;
    const source = await this.patternsFor(file);
    if (!source) return hasSpecName(file.split(sep).join('/'));
    return matchesPatterns(relative(dirname(source.file), file).split(sep).join('/'), source.patterns);
  }

  /** The patterns that decide which files beside this one are specs, with the file that has them; undefined for the usual ones. */
  async patternsFor(file: string): Promise<{ readonly file: string; readonly patterns: readonly string[] } | undefined> {
    for (const source of (await this.#above(file)).toReversed()) {
      if (source.settings.patterns) return { file: source.file, patterns: source.settings.patterns };
    }
    return undefined;
  }

  /** The settings files that hold for a file, the outermost first. */
  async #above(file: string): Promise<readonly SettingsSource[]> {
    const folders: string[] = [];
    const top = this.#topFor(dirname(file));
    for (let at = dirname(file); ; at = dirname(at)) {
      folders.unshift(at);
      if (at === top || at === dirname(at)) break;
    }
    const found: SettingsSource[] = [];
    for (const folder of folders) found.push(...(await this.#in(folder)));
    return found;
  }

  /** Where the way up ends: at the current folder, or outside of it at the root of the repository, or where it began. */
  #topFor(folder: string): string {
    if (isWithin(folder, this.#base)) return this.#base;
    return repositoryAbove(folder) ?? folder;
  }

  #in(folder: string): Promise<readonly SettingsSource[]> {
    let known = this.#byFolder.get(folder);
    if (!known) {
      known = this.#readIn(folder);
      this.#byFolder.set(folder, known);
    }
    return known;
  }

  async #readIn(folder: string): Promise<readonly SettingsSource[]> {
    const found: SettingsSource[] = [];
    for (const name of NAMES) {
      const file = join(folder, name);
      if (!(await isFile(file))) continue;
      try {
        if (!(await new Bounds(this.#base, folder).hold(file))) throw new SourceError(LEADS_OUT);
        const document = new Spec(parseSyntax((await readSource(file)).text), settingsFormat);
        const source = { file, document, settings: readSettingsFile(document) };
        this.#used.set(file, source);
        found.push(source);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        this.troubles.push({ path: shownPath(file, this.#base), message: error.message });
      }
    }
    return found;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
