/** Findings and fixes as plain data. */
import { fixAll as mended } from '../features/fix-all.ts';
import { lspEdits, lspRange } from '../features/text-edits.ts';
import { settingsFormat, specFormat } from '../model/format.ts';
import { Spec } from '../model/spec.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import { identitiesOf } from '../rules/identity.ts';
import type { Fix as InnerFix, RelatedPlace as InnerPlace } from '../rules/rule.ts';
import type { Result, RunOptions } from '../rules/runner.ts';
import { RuleRun } from '../rules/runner.ts';
import { rules as knownRules } from '../rules/index.ts';
import { shortened } from '../rules/visible.ts';
import { applyEdits as applied } from '../syntax/edits.ts';
import { parseSyntax } from '../syntax/index.ts';
import { Lines } from '../syntax/lines.ts';
import { readSettingsFile } from '../workspace/settings-file.ts';
import { mergeSettings, ruleOptions } from '../workspace/settings.ts';
import { fileSummary } from '../workspace/summary.ts';
import type { CheckOptions, Edit, Finding, RelatedPlace } from './types.ts';

const SEVERITIES: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off']);

/** All findings of a text, in its order. Throws a RangeError where `rules` names no rule, or no severity. */
export function findingsOf(text: string, options: CheckOptions): Finding[] {
  const spec = new Spec(parseSyntax(text), formatOf(options));
  const run = new RuleRun(spec, runOptions(options));
  const identities = identitiesOf(spec, run.results);
  return run.results.map((result, at) => finding(result, spec, fixesOf(run, result, options), identities[at]));
}

/** The text with all safe fixes applied. */
export function textWithFixes(text: string, options: CheckOptions): string {
  return mended(text, runOptions(options), formatOf(options));
}

/** The text with edits applied. Throws a RangeError where two of them overlap. */
export function textWithEdits(text: string, edits: readonly Edit[]): string {
  const lines = new Lines(text);
  const byOffset = edits.map(({ range: { start, end }, newText }) => ({ start: lines.offsetAt(start), end: lines.offsetAt(end), newText }));
  const inOrder = byOffset.toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (inOrder.some(({ start }, at) => start < (inOrder[at - 1]?.end ?? 0))) throw new RangeError('Two of the edits overlap. Apply the edits of one fix, and check the new text for the next.');
  return applied(text, byOffset);
}

function finding(result: Result, spec: Spec, made: readonly InnerFix[], identity: Parameters<typeof fingerprintOf>[0] | undefined): Finding {
  const { rule, severity, message, range, related = [] } = result;
  const fixes = made.map(({ title, changes, preferred = false }) => ({ title, preferred, edits: lspEdits(spec.tree, spec.tree.edits(changes)) })).filter(({ edits }) => edits.length > 0);
  return {
    rule: rule.id,
    severity,
    message: shortened(message),
    range: lspRange(spec.tree, range),
    fingerprint: identity ? fingerprintOf(identity) : '',
    related: related.map((place) => relatedPlace(place, spec)),
    fixes,
    fixable: fixes.length > 0,
    safelyFixable: rule.fixAll === true && fixes.length > 0,
  };
}

function fixesOf(run: RuleRun, result: Result, { onError }: CheckOptions): readonly InnerFix[] {
  try {
    return run.fixes(result);
  } catch (error) {
    if (!onError) throw error;
    onError(result.rule.id, error);
    return [];
  }
}

/** Another spec stands under its path here, in the place of an address. */
function relatedPlace({ message, at }: InnerPlace, { tree }: Spec): RelatedPlace {
  return 'node' in at ? { message, path: null, range: lspRange(tree, tree.rangeOf(at)) } : { message, path: at.uri, range: at.range };
}

/** What a compiler of TypeScript would not let pass either, or could not know. */
function severitiesOf({ rules = {} }: CheckOptions): NonNullable<CheckOptions['rules']> {
  for (const [id, severity] of Object.entries(rules)) {
    if (!knownRules.some((rule) => rule.id === id)) throw new RangeError(`\`rules\` names \`${id}\`, which is no rule: listRules() has them all.`);
    if (!SEVERITIES.has(severity)) throw new RangeError(`\`rules\` has \`${String(severity)}\` for \`${id}\`. Legal: ${[...SEVERITIES].join(', ')}.`);
  }
  return rules;
}

function formatOf({ kind }: CheckOptions) {
  return kind === 'settings' ? settingsFormat : specFormat;
}

function runOptions(options: CheckOptions): RunOptions {
  const { settings = [], otherSpecs, kind, onError } = options;
  const rules = severitiesOf(options);
  const failing = onError && { onError };
  if (kind === 'settings') return { severities: rules, ...failing };
  const files = (typeof settings === 'string' ? [settings] : settings).map((text) => readSettingsFile(new Spec(parseSyntax(text), settingsFormat)));
  const { severities, conventions } = ruleOptions(mergeSettings(files));
  const others = (otherSpecs ?? []).map(({ path, text }) => ({ path, ...fileSummary(text) }));
  return {
    ...failing,
    severities: { ...severities, ...rules },
    ...(conventions && { conventions }),
    otherSpecsWithId: (id) => others.filter((other) => other.id === id).map(({ path, range }) => ({ uri: path, range })),
    knowsAllSpecs: otherSpecs !== undefined,
  };
}
