/** Which files are specs, by the globs of settings files. Paths have slashes, on every system. */
import { LONGEST_PATTERN } from '../rules/file-patterns.ts';
import { matchesGlob } from './glob.ts';
import { searchable } from './search-globs.ts';

/** The patterns where nobody sets others. */
export const DEFAULT_PATTERNS: readonly string[] = ['**/*.intspec.yaml', '**/*.intspec.yml'];

/** Where settings files are found, those in folders whose name starts with a dot included. */
export const SETTINGS_PATTERNS: readonly string[] = ['**/.intspec.yaml', '**/.intspec.yml', '**/.*/**/.intspec.yaml', '**/.*/**/.intspec.yml'];

/** Whether a path ends as the usual patterns want it; a settings file has no more to its name. */
export function hasSpecName(path: string): boolean {
  return /[^/]\.intspec\.ya?ml$/.test(path);
}

/** Folders that are not searched: those of packages, and hidden ones. */
const LEFT_OUT = /(^|\/)(node_modules|\.[^/]*)\//;

/**
 * Whether the patterns of a settings file make a file a spec; `path` is relative to the folder of the settings.
 * A pattern that starts with `!` takes files out; where there are no others, out of those that are usual.
 */
export function matchesPatterns(path: string, patterns: readonly string[]): boolean {
  if (LEFT_OUT.test(path)) return false;
  return inclusions(patterns).some((pattern) => isMatch(path, pattern)) && !isLeftOut(path, patterns);
}

/** Whether one of the patterns takes a file out, by its `!`; `path` is relative to the folder of the settings. */
export function isLeftOut(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => isExclusion(pattern) && isMatch(path, pattern.slice(1)));
}

/**
 * Globs that find all files that the patterns of a settings file can make specs, relative to a folder above it; they
 * may find more. `folder` is the way from there to the settings file's folder, empty for the same one.
 */
export function searchPatterns(folder: string, patterns: readonly string[]): string[] {
  // A character that means something in a glob may be any character: what is found is matched again.
  const way = folder === '' ? '' : `${folder.replace(/[*?[\]{}()!+@,\\]/g, '?')}/`;
  return inclusions(patterns).filter(isReadable).flatMap((pattern) => searchable(relative(pattern)).map((glob) => way + glob));
}

/** The patterns that make files specs. */
function inclusions(patterns: readonly string[]): readonly string[] {
  const taken = patterns.filter((pattern) => !isExclusion(pattern));
  return taken.length > 0 ? taken : DEFAULT_PATTERNS;
}

function isExclusion(pattern: string): boolean {
  return pattern.startsWith('!');
}

function isMatch(path: string, pattern: string): boolean {
  return isReadable(pattern) && matchesGlob(path, relative(pattern));
}

/** Longer ones match nothing, which the rules report. */
function isReadable(pattern: string): boolean {
  return pattern.length <= LONGEST_PATTERN;
}

/** All patterns are relative to their folder, however they are begun. */
function relative(pattern: string): string {
  return pattern.replace(/^(\.?\/)+/, '');
}
