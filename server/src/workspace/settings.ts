/** The user's settings, read with care: what is not as it should be counts as not set. */
import type { InlayHintKinds } from '../features/inlay-hints.ts';
import { ruleById } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';

export interface Settings {
  /** Severities that differ from the rules' own, by rule id. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** Glob patterns of spec files, relative to a workspace folder. */
  readonly patterns: readonly string[];
  readonly inlayHints: InlayHintKinds;
}

export const DEFAULT_SETTINGS: Settings = { rules: {}, patterns: ['**/*.intspec.yaml', '**/*.intspec.yml'], inlayHints: { sourceTypes: true, resultTypes: true, quantities: true } };

const SEVERITIES: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads the `intspec` section of a client's configuration. */
export function readSettings(section: unknown): Settings {
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, value] of Object.entries(objectAt(section, 'rules'))) {
    const severity = SEVERITIES.find((each) => each === value);
    if (severity !== undefined && ruleById(id)) rules[id] = severity;
  }
  const patterns: unknown = objectAt(section, 'files')['patterns'];
  const isList = Array.isArray(patterns) && patterns.every((pattern) => typeof pattern === 'string');
  const hints = objectAt(section, 'inlayHints');
  const isWanted = (kind: keyof InlayHintKinds): boolean => (typeof hints[kind] === 'boolean' ? hints[kind] : DEFAULT_SETTINGS.inlayHints[kind]);
  const inlayHints = { sourceTypes: isWanted('sourceTypes'), resultTypes: isWanted('resultTypes'), quantities: isWanted('quantities') };
  return { rules, inlayHints, patterns: isList ? (patterns as readonly string[]) : DEFAULT_SETTINGS.patterns };
}

function objectAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner: unknown = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>) : {};
}
