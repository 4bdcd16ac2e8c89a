/** The table of the command. */
import type { CommandFigures } from '../cli.ts';
import { judged } from './aims.ts';
import { median } from './stats.ts';
import { figure, milliseconds, table, times } from './table.ts';

/** The most that one spec may take, in times an empty program of Node. */
const START = 3;

/** The figures of the command as a Markdown table. */
export function commandReport({ start, many }: CommandFigures): string {
  const withPeer = start.spectral.length > 0;
  const head = ['', 'intspec', ...(withPeer ? ['spectral', 'spectral ÷ intspec'] : []), 'node -e 0', 'intspec ÷ node', 'aim'];
  const [own, node] = [median(start.own), median(start.node)];
  const isMet = judged({ echo: START }, { ours: own, peer: undefined, echo: node }).replace('echo', 'node');
  return table(head, [
    ['one spec, from start to end, p50', milliseconds(own), ...(withPeer ? [milliseconds(median(start.spectral)), times(median(start.spectral) / own)] : []), milliseconds(node), times(own / node), isMet],
    ...many.map(({ files, own: ours, spectral }) => [
      `${files.toLocaleString('en-US')} specs, p50`, rate(median(ours), files), ...(withPeer ? [rate(median(spectral), files), times(median(spectral) / median(ours))] : []), '', '', '',
    ]),
  ]);
}

function rate(time: number, files: number): string {
  return `${figure(time / 1000)} s (${figure((files / time) * 1000)} a second)`;
}
