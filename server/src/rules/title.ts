/** The parts of a spec's title, `Source → Target: Purpose`. Source: template, header. */
import type { TextRange } from '../syntax/tree.ts';

export interface Title {
  readonly source: string;
  readonly target: string;
  readonly purpose: string;
  /** Both systems with the arrow, in the text of the title. */
  readonly systems: TextRange;
  readonly arrow: string;
}

/** Reads a title; `->` is accepted for the arrow. Undefined where a part is missing. */
export function readTitle(text: string): Title | undefined {
  const match = /^\s*(.+?)\s*(→|->)\s*(.+?)\s*:\s+(.*\S)\s*$/su.exec(text);
  const [, source, arrow, target, purpose] = match ?? [];
  if (!source || !arrow || !target || !purpose || /→|->/.test(target) || /→|->/.test(source)) return undefined;
  const start = text.indexOf(source);
  return { source, arrow, target, purpose, systems: { start, end: text.indexOf(target, text.indexOf(arrow) + arrow.length) + target.length } };
}
