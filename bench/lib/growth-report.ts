/** The tables of growth. */
import type { FieldsFigures, FilesFigures } from '../growth.ts';
import { median, percentile } from './stats.ts';
import { figure, megabytes, milliseconds, table } from './table.ts';

/** How work grows with the fields of a spec. */
export function fieldsReport(figures: readonly FieldsFigures[]): string {
  const head = ['fields', 'lines', 'open → first diagnostics', 'keystroke p50', 'p95', 'completion while typing, p50', 'memory', 'at most', 'full check in process', 'of it for a field'];
  return table(head, figures.map(({ fields, lines, own: { open, keystroke, answers, memory }, check }) => [
    fields.toLocaleString('en-US'), lines.toLocaleString('en-US'), milliseconds(median(open)), milliseconds(median(keystroke)), milliseconds(percentile(keystroke, 95)),
    milliseconds(median(answers['completion while typing'] ?? [])), megabytes(memory.rss), megabytes(memory.peak), milliseconds(check), `${figure((check / fields) * 1000)} µs`,
  ]));
}

/** How work grows with the specs of a workspace. */
export function filesReport(figures: readonly FilesFigures[]): string {
  const head = ['specs', '`intspec check`', 'files a second', 'memory at most', 'server: indexed', 'progress ended', 'keystroke meanwhile, p50', 'p95', 'memory after', 'at most'];
  return table(head, figures.map(({ files, check, checkPeak, indexed, progress, keystroke, memory }) => [
    files.toLocaleString('en-US'), `${figure(check / 1000)} s`, figure((files / check) * 1000), megabytes(checkPeak), `${figure(indexed / 1000)} s`, progress === undefined ? 'none' : `${figure(progress / 1000)} s`,
    ...(keystroke.length === 0 ? ['–', '–'] : [milliseconds(median(keystroke)), milliseconds(percentile(keystroke, 95))]), megabytes(memory.rss), megabytes(memory.peak),
  ]));
}
