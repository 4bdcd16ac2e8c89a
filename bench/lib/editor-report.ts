/** The table of the editor: a block of rows for each size. */
import type { ServerFigures, SizeFigures } from '../editor.ts';
import { ASKED } from '../editor.ts';
import type { Measure } from './aims.ts';
import { aimFor, judged } from './aims.ts';
import { median, percentile } from './stats.ts';
import { megabytes, milliseconds, table, times } from './table.ts';

interface Row {
  readonly title: string;
  /** By which the aim is found. */
  readonly measure: Measure;
  /** Undefined where it was not measured. */
  readonly of: (server: ServerFigures) => number | undefined;
  /** Where ours is measured in another way. */
  readonly ofOurs?: Row['of'];
  readonly shown?: (value: number) => string;
}

const ROWS: readonly Row[] = [
  { title: 'keystroke → diagnostics, p50', measure: 'keystroke p50', of: ({ keystroke }) => median(keystroke) },
  { title: 'keystroke → diagnostics, p95', measure: 'keystroke p95', of: ({ keystroke }) => percentile(keystroke, 95) },
  { title: 'the same, ours asked for them, p50', measure: 'keystroke p50', of: ({ keystroke }) => median(keystroke), ofOurs: ({ pulled }) => pulled && median(pulled) },
  ...ASKED.map((asked): Row => ({ title: `${asked}, p50`, measure: asked, of: ({ answers: { [asked]: times } }) => times && median(times) })),
  { title: 'open → first diagnostics', measure: 'open', of: ({ open }) => median(open) },
  { title: 'start of the server', measure: 'start', of: ({ start }) => median(start) },
  { title: 'memory', measure: 'memory', of: ({ memory }) => memory.rss, shown: megabytes },
  { title: 'of it in JavaScript', measure: 'heap', of: ({ memory }) => memory.heapUsed, shown: megabytes },
  { title: 'memory at most', measure: 'peak memory', of: ({ memory }) => memory.peak, shown: megabytes },
];

/** The figures of all sizes as a Markdown table. */
export function editorReport(sizes: readonly SizeFigures[]): string {
  const names = sizes[0]?.servers.map(({ name }) => name) ?? [];
  const [own = '', ...others] = names;
  const peer = others.find((name) => name !== 'echo');
  const head = ['', ...names, ...(peer === undefined ? [] : [`peer ÷ ${own}`]), ...(others.includes('echo') ? [`${own} ÷ echo`] : []), 'aim'];
  const rows = sizes.flatMap((size) => [[`**${size.fields.toLocaleString('en-US')} fields, ${size.lines.toLocaleString('en-US')} lines**`, ...head.slice(1).map(() => '')], ...ROWS.flatMap((row) => rowOf(row, size))]);
  return table(head, rows);
}

function rowOf({ title, measure, of, ofOurs, shown = milliseconds }: Row, { fields, servers }: SizeFigures): string[][] {
  const [own] = servers;
  const ours = own && (ofOurs ? ofOurs(own) : of(own));
  if (ours === undefined) return [];
  const figureOf = (found: ServerFigures | undefined): number | undefined => found && of(found);
  const echo = figureOf(servers.find(({ name }) => name === 'echo'));
  const peer = figureOf(servers.slice(1).find(({ name }) => name !== 'echo'));
  const ratios = [...(peer === undefined ? [] : [times(peer / ours)]), ...(echo === undefined ? [] : [times(ours / echo)])];
  const figures = servers.map((server) => (server === own ? ours : of(server)));
  return [[title, ...figures.map((each) => (each === undefined ? '' : shown(each))), ...ratios, judged(aimFor(measure, fields), { ours, peer, echo })]];
}
