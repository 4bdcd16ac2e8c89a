/** The maps of a text and nothing else, at a small part of what reading it whole costs. */
import type { MapNode, SyntaxTree, Target, TextRange } from './tree.ts';
import { skimYaml } from './yaml/skim.ts';

/** The maps of a text with their keys, where they are and are named as in the whole tree. Entries have no other values. */
export interface SkimmedTree {
  readonly text: string;
  /** The top level; undefined where there is none. */
  readonly root: MapNode | undefined;
  /** The place of an entry's key. */
  rangeOf(target: Target): TextRange;
  positionAt(offset: number): ReturnType<SyntaxTree['positionAt']>;
}

/** Skims a text; undefined where it is not so plain that its maps could be told for certain: it is to be read whole. */
export function skimSyntax(text: string): SkimmedTree | undefined {
  return skimYaml(text);
}
