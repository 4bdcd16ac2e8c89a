/** Findings as text for people. */
import type { RelatedPlace, Severity } from '../rules/rule.ts';
import { shownMessage, visible } from '../rules/visible.ts';
import { Lines } from '../syntax/lines.ts';
import { frame } from './frame.ts';
import type { Judged, JudgedFinding } from './judge.ts';
import type { Paint, Style } from './output.ts';

/** How many of each there are. */
export interface Counts {
  files: number;
  fixed: number;
  error: number;
  warning: number;
  information: number;
  hint: number;
  /** Findings that `--fix` would mend. */
  fixable: number;
}

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'cyan', hint: 'gray' };

/** More related places than this are only counted. */
const MAX_RELATED = 10;

export function noCounts(): Counts {
  return { files: 0, fixed: 0, error: 0, warning: 0, information: 0, hint: 0, fixable: 0 };
}

/** What a file with its findings counts. */
export function countsOf({ findings, fixed }: Judged): Counts {
  const counts = { ...noCounts(), files: 1, fixed: fixed ? 1 : 0 };
  for (const { severity, safelyFixable } of findings) {
    counts[severity] += 1;
    if (safelyFixable) counts.fixable += 1;
  }
  return counts;
}

/** Adds what another file counts. */
export function add(counts: Counts, more: Counts): void {
  counts.files += more.files;
  counts.fixed += more.fixed;
  counts.error += more.error;
  counts.warning += more.warning;
  counts.information += more.information;
  counts.hint += more.hint;
  counts.fixable += more.fixable;
}

/** A file's findings, each with its place in the text; `pathOf` says how another document is shown. Empty where there are none. */
export function textReport(file: Judged, paint: Paint, pathOf: (uri: string) => string): string {
  const lines = new Lines(file.spec.tree.text);
  const parts: string[] = [];
  file.findings.forEach((finding, index) => {
    parts.push(headline(file, finding, paint));
    for (const line of relatedLines(file, finding, paint, pathOf)) parts.push(line);
    // What is found at one place is listed above that place, which is shown once.
    const next = file.findings[index + 1];
    if (next && next.range.start === finding.range.start && next.range.end === finding.range.end) return;
    const place = frame(lines, finding.range, paint, STYLES[finding.severity]);
    parts.push(place === '' ? '' : `${place}\n`);
  });
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
}

/** `4 files checked: 2 errors, 1 warning, 3 fixable with --fix` */
export function summaryLine(counts: Counts, paint: Paint): string {
  const { files, fixed, error, warning, information, hint, fixable } = counts;
  const found = [
    ...(error > 0 ? [paint('red', amount(error, 'error'))] : []),
    ...(warning > 0 ? [paint('yellow', amount(warning, 'warning'))] : []),
    ...(information > 0 ? [paint('cyan', `${information} information`)] : []),
    ...(hint > 0 ? [amount(hint, 'hint')] : []),
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
  ];
  const checked = `${amount(files, 'file')} checked${fixed > 0 ? `, ${fixed} fixed` : ''}`;
  return `${checked}: ${found.length > 0 ? found.join(', ') : paint('green', 'no findings')}\n`;
}

function headline(file: Judged, { range, severity, rule, message }: JudgedFinding, paint: Paint): string {
  const place = placeText(file.path, file.spec.tree.positionAt(range.start));
  return `${paint('bold', place)}  ${paint(STYLES[severity], severity)}  ${paint('dim', rule.id)}  ${shownMessage(message)}`;
}

function relatedLines(file: Judged, { related = [] }: JudgedFinding, paint: Paint, pathOf: (uri: string) => string): string[] {
  const lines = related.slice(0, MAX_RELATED).map((place) => `    ${paint('bold', relatedPlace(file, place, pathOf))}  ${shownMessage(place.message)}`);
  if (related.length > MAX_RELATED) lines.push(`    and ${related.length - MAX_RELATED} more`);
  return lines;
}

function relatedPlace(file: Judged, { at }: RelatedPlace, pathOf: (uri: string) => string): string {
  if (!('node' in at)) return placeText(pathOf(at.uri), at.range.start);
  const { tree } = file.spec;
  return placeText(file.path, tree.positionAt(tree.rangeOf(at).start));
}

/** Lines and columns as editors count them, from 1. */
function placeText(path: string, { line, character }: { line: number; character: number }): string {
  // Build servers take a line that starts with `::` for an order to them.
  return visible(`${/^\s*::/.test(path) ? './' : ''}${path}:${line + 1}:${character + 1}`);
}

function amount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
