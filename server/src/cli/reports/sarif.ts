/** Findings as SARIF 2.1.0, for code scanning; positions count from 1, in UTF-16 code units. */
import type { Fix, Invocation, Location, Notification, Region, ReportingDescriptor, Result as SarifResult, ToolComponent } from 'sarif';
import { lspRange } from '../../features/text-edits.ts';
import { ruleGroups, rules } from '../../rules/index.ts';
import { rulePage } from '../../rules/manual.ts';
import type { AnyRule, ForeignPlace, RelatedPlace, Severity } from '../../rules/rule.ts';
import { shortened } from '../../rules/visible.ts';
import { VERSION } from '../../server/version.ts';
import type { JudgedFinding } from '../judge.ts';
import type { Ending, JudgedFile, PartOptions, ReportFormat, RunFacts } from './format.ts';
import { indented, json, jsonItems } from './json-text.ts';
import { uriPath } from './paths.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** The root of the repository: who reads the report knows where it is. */
const ROOT = '%SRCROOT%';

const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;
const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'recommendation', hint: 'recommendation' };

/** Code scanning takes no more characters of a description. */
const LONGEST_DESCRIPTION = 1000;

export const sarifFormat: ReportFormat = {
  start,
  between: ',',
  file: (file, options) => jsonItems(file.findings.map((finding) => resultOf(finding, file, options)), '        '),
  end,
};

function start({ rules: asked }: RunFacts): string {
  const driver: ToolComponent = {
    name: 'intspec',
    semanticVersion: VERSION,
    rules: rules.filter(({ id }) => asked?.includes(id) ?? true).map(descriptorOf),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n'],
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
  };
  return `{\n  "$schema": "${SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n${indented(json(run), '    ').replace(/\n +\}$/, '')},\n      "results": [`;
}

function end({ counts, troubles }: Ending): string {
  const found = counts.error + counts.warning + counts.information + counts.hint > 0;
  const invocation: Invocation = {
    executionSuccessful: troubles.length === 0,
    toolExecutionNotifications: troubles.map(({ path, message }): Notification => ({ level: 'error', message: { text: plain(`${path}: ${message}`) } })),
  };
  return `${found ? '\n      ' : ''}],\n      "invocations": [${jsonItems([invocation], '        ')}\n      ]\n    }\n  ]\n}\n`;
}

/** What a rule is about. */
function descriptorOf(rule: AnyRule): ReportingDescriptor {
  const { id, title, severity, explanation } = rule;
  return {
    id,
    name: id.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: explanation.length > LONGEST_DESCRIPTION ? `${explanation.slice(0, LONGEST_DESCRIPTION - 1)}…` : explanation },
    // Its links lead to pages beside it.
    help: { text: explanation, markdown: rulePage(rule).replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, '$1') },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [ruleGroups.find((group) => group.rules.includes(rule))?.title ?? ''], 'problem.severity': PROBLEM_SEVERITIES[severity] },
  };
}

function resultOf(finding: JudgedFinding, file: JudgedFile, options: PartOptions): SarifResult {
  const { rule, severity, message, range, related = [], fingerprint } = finding;
  const here = (region: ForeignPlace['range']): Location => location(file.rootPath, file.uri, region);
  const fix = fixOf(finding, file);
  return {
    ruleId: rule.id,
    level: LEVELS[severity],
    message: { text: plain(message) },
    locations: [here(lspRange(file.spec.tree, range))],
    partialFingerprints: { 'intspec/v1': fingerprint },
    ...(related.length > 0 && { relatedLocations: related.map((place, index) => ({ id: index + 1, ...relatedLocation(place, file, options, here), message: { text: plain(place.message) } })) }),
    ...(fix && { fixes: [fix] }),
  };
}

function relatedLocation({ at }: RelatedPlace, { spec: { tree } }: JudgedFile, { rootPathOf }: PartOptions, here: (region: ForeignPlace['range']) => Location): Location {
  return 'node' in at ? here(lspRange(tree, tree.rangeOf(at))) : location(rootPathOf(at.uri), at.uri, at.range);
}

/** What `--fix` would do about a finding. */
function fixOf({ safeFix }: JudgedFinding, { rootPath, uri, spec: { tree } }: JudgedFile): Fix | undefined {
  if (!safeFix || safeFix.edits.length === 0) return undefined;
  const replacements = safeFix.edits.map((edit) => ({ deletedRegion: region(lspRange(tree, edit)), insertedContent: { text: edit.newText } }));
  return { description: { text: plain(safeFix.title) }, artifactChanges: [{ artifactLocation: artifact(rootPath, uri), replacements }] };
}

function location(rootPath: string, uri: string, place: ForeignPlace['range']): Location {
  return { physicalLocation: { artifactLocation: artifact(rootPath, uri), region: region(place) } };
}

/** What lies outside of the repository has an address of its own. */
function artifact(rootPath: string, uri: string): { uri: string; uriBaseId?: string } {
  const isOutside = /^(\.\.\/|\/|[A-Za-z]:\/)/.test(rootPath);
  return isOutside ? { uri } : { uri: uriPath(rootPath), uriBaseId: ROOT };
}

function region({ start: from, end: to }: ForeignPlace['range']): Region {
  return { startLine: from.line + 1, startColumn: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
}

/** A text in which no viewer sees a link. */
function plain(text: string): string {
  return shortened(text).replace(/\[(?=[^[\]]*\]\()/g, '\\[');
}
