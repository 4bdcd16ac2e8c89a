/** The settings that hold for a spec: those of the files above it, and over them the editor's. */
import type { InlayHintKinds } from '../features/inlay-hints.ts';
import type { Conventions } from '../rules/rule.ts';
import type { RunOptions } from '../rules/runner.ts';
import type { FileSettings } from './settings-file.ts';
import type { Severities } from './severities.ts';
import { readSeverity } from './severities.ts';

/** What the user of an editor has set. */
export interface EditorSettings {
  /** Severities that differ from the rules' own, by rule id. */
  readonly rules: Severities;
  /** Glob patterns of spec files, relative to a workspace folder; undefined where the user has not set them. */
  readonly patterns?: readonly string[];
  readonly inlayHints: InlayHintKinds;
}

/** All that holds for one spec. Which files are specs is another matter: `spec-patterns.ts`. */
export interface Settings {
  /** Severities that differ from the rules' own, by rule id. */
  readonly rules: Severities;
  /** What each skill is for, by its name. */
  readonly skills: Readonly<Record<string, string>>;
  readonly conventions: Conventions;
  readonly inlayHints: InlayHintKinds;
}

const ALL_HINTS: InlayHintKinds = { sourceTypes: true, resultTypes: true, quantities: true };

export const NO_EDITOR_SETTINGS: EditorSettings = { rules: {}, inlayHints: ALL_HINTS };

/**
 * Lays settings over each other key by key: `files` are those above a spec, the outermost first, of which the nearer
 * one wins; over all of them the editor's severities win. Skills are united.
 */
export function mergeSettings(files: readonly FileSettings[], editor: EditorSettings = NO_EDITOR_SETTINGS): Settings {
  const merged = <T>(part: (file: FileSettings) => Readonly<Record<string, T>>): Record<string, T> => Object.assign({}, ...files.map(part)) as Record<string, T>;
  return {
    rules: { ...merged((file) => file.rules), ...editor.rules },
    skills: merged((file) => file.skills),
    conventions: { naming: Object.assign({}, ...files.map((file) => file.naming)) as Conventions['naming'], approvers: merged((file) => file.approvers) },
    inlayHints: editor.inlayHints,
  };
}

/** What the rules are told of settings; the command line and the editor tell them the same. */
export function ruleOptions({ rules, conventions }: Settings): Pick<RunOptions, 'severities' | 'conventions'> {
  return { severities: rules, conventions };
}

/** Reads the `intspec` section of a client's configuration with care: what is not as it should be counts as not set. */
export function readSettings(section: unknown): EditorSettings {
  const rules: Record<string, Severities[string]> = {};
  for (const [id, value] of Object.entries(objectAt(section, 'rules'))) {
    const severity = readSeverity(id, value);
    if (severity !== undefined) rules[id] = severity;
  }
  const patterns: unknown = objectAt(section, 'files')['patterns'];
  const isList = Array.isArray(patterns) && patterns.every((pattern) => typeof pattern === 'string');
  const hints = objectAt(section, 'inlayHints');
  const isWanted = (kind: keyof InlayHintKinds): boolean => (typeof hints[kind] === 'boolean' ? hints[kind] : ALL_HINTS[kind]);
  const inlayHints = { sourceTypes: isWanted('sourceTypes'), resultTypes: isWanted('resultTypes'), quantities: isWanted('quantities') };
  return { rules, inlayHints, ...(isList && { patterns: patterns as readonly string[] }) };
}

function objectAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner: unknown = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>) : {};
}
