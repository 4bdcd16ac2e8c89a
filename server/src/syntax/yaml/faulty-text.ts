/** A text with lines that YAML refuses, as those who read them have it in common. */
import type { Lines } from '../lines.ts';
import type { SyntaxProblem } from '../tree.ts';
import type { Builder } from './build.ts';
import type { StretchComposer } from './compose.ts';
import type { Base } from './nodes.ts';

export interface FaultyText {
  readonly lines: Lines;
  /** From where its nodes count. */
  readonly base: Base;
  readonly composer: StretchComposer;
  readonly builder: Builder;
  /** What is wrong with it, as far as it is read. */
  readonly problems: SyntaxProblem[];
}

/** Notes what is wrong between two offsets of the text. */
export function noteProblem({ problems }: FaultyText, start: number, end: number, message: string, repair?: SyntaxProblem['repair']): void {
  problems.push({ kind: 'syntax', start, end: Math.max(start, end), message, ...(repair && { repair }) });
}
