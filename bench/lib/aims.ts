/** What the servers are held to, by ratios of one run: machines differ, and are noisy. */

import type { Asked } from '../editor.ts';

/** A row of the table of the editor. */
export type Measure = Asked | 'keystroke p50' | 'keystroke p95' | 'open' | 'memory' | 'heap' | 'peak memory' | 'start';

export interface Aim {
  /** The least that the peer’s figure is to be, in times ours. */
  readonly peer?: number;
  /** The most that ours is to be, in times that of the echo server. */
  readonly echo?: number;
}

/** From keystroke to diagnostics at every size. */
const KEYSTROKE = 50;
/** At most so many times the echo server, at this size only. */
const ECHO = { fields: 1000, times: 5 };
/** By the number of fields. */
const COMPLETION: Readonly<Record<number, number>> = { 100: 8, 1000: 40, 5000: 50 };
/** Below the peer; at 5,000 fields below half of it. */
const OPEN: Readonly<Record<number, number>> = { 100: 1, 1000: 1, 5000: 2 };

/** What is aimed at for a measure in a spec with so many source fields; undefined where nothing is. */
export function aimFor(measure: Measure, fields: number): Aim | undefined {
  switch (measure) {
    case 'keystroke p50':
      return { peer: KEYSTROKE, ...(fields === ECHO.fields && { echo: ECHO.times }) };
    case 'completion':
    case 'completion while typing':
      return peerAim(COMPLETION[fields]);
    case 'open':
      return peerAim(OPEN[fields]);
    case 'memory':
      return peerAim(1);
    default:
      return undefined;
  }
}

/** The aim in words, with whether these figures meet it; empty where nothing is aimed at. A figure that is missing is not judged. */
export function judged(aim: Aim | undefined, { ours, peer, echo }: { readonly ours: number; readonly peer: number | undefined; readonly echo: number | undefined }): string {
  const parts = [
    ...(aim?.peer === undefined ? [] : [verdict(`peer ≥ ${String(aim.peer)} ×`, peer === undefined ? undefined : peer / ours >= aim.peer)]),
    ...(aim?.echo === undefined ? [] : [verdict(`echo ≤ ${String(aim.echo)} ×`, echo === undefined ? undefined : ours / echo <= aim.echo)]),
  ];
  return parts.join(', ');
}

function verdict(aim: string, isMet: boolean | undefined): string {
  return isMet === undefined ? aim : `${aim} ${isMet ? '✓' : '✗'}`;
}

function peerAim(least: number | undefined): Aim | undefined {
  return least === undefined ? undefined : { peer: least };
}
