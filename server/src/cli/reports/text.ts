/** Findings as text for people. */
import type { RelatedPlace, Severity } from '../../rules/rule.ts';
import { shownMessage, visible } from '../../rules/visible.ts';
import { Lines } from '../../syntax/lines.ts';
import type { Counts } from './counts.ts';
import type { ReportFormat } from './format.ts';
import { frame } from './frame.ts';
import type { Judged, JudgedFinding } from '../judge.ts';
import type { Paint, Style } from '../output.ts';

export const textFormat: ReportFormat = {
  start: () => '',
  between: '',
  file: (file, { paint, pathOf }) => textReport(file, paint, pathOf),
  end: ({ counts, quiet, nothing, paint }) => {
    if (quiet) return '';
    return counts.files > 0 ? summaryLine(counts, paint) : nothing === undefined ? '' : `${nothing}\n`;
  },
};

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'cyan', hint: 'gray' };

/** More related places than this are only counted. */
const MAX_RELATED = 10;

/** A file's findings, each with its place in the text; `pathOf` says how another document is shown. Empty where there are none. */
function textReport(file: Judged, paint: Paint, pathOf: (uri: string) => string): string {
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

/** One finding with its place in the text, and a line end. */
export function findingText(file: Judged, finding: JudgedFinding, paint: Paint, pathOf: (uri: string) => string): string {
  const place = frame(new Lines(file.spec.tree.text), finding.range, paint, STYLES[finding.severity]);
  return [headline(file, finding, paint), ...relatedLines(file, finding, paint, pathOf), ...(place === '' ? [] : [place]), ''].join('\n');
}

/** `4 files checked: 2 errors, 1 warning, 3 fixable with --fix` */
function summaryLine(counts: Counts, paint: Paint): string {
  const { files, fixed, error, warning, information, hint, fixable, known, gone } = counts;
  const found = [
    ...(error > 0 ? [paint('red', amount(error, 'error'))] : []),
    ...(warning > 0 ? [paint('yellow', amount(warning, 'warning'))] : []),
    ...(information > 0 ? [paint('cyan', `${information} information`)] : []),
    ...(hint > 0 ? [amount(hint, 'hint')] : []),
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
  ];
  const checked = `${amount(files, 'file')} checked${fixed > 0 ? `, ${fixed} fixed` : ''}`;
  const baseline = [
    ...(known > 0 ? [`${known} known in the baseline`] : []),
    ...(gone > 0 ? [`${gone} gone that the baseline still has (--update-baseline takes ${gone === 1 ? 'it' : 'them'} out)`] : []),
  ];
  return `${checked}: ${[found.length > 0 ? found.join(', ') : paint('green', known > 0 ? 'no new findings' : 'no findings'), ...baseline].join('; ')}\n`;
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
