/** What the workspace remembers of a spec. */
import type { Range } from 'vscode-languageserver-types';
import type { Mention, NamedTree, SpecNames } from '../features/spec-names.ts';
import { fieldNamesOf, mentionsOf } from '../features/spec-names.ts';
import { lspRange } from '../features/text-edits.ts';
import type { SkimmedTree } from '../syntax/skim.ts';
import { skimSyntax } from '../syntax/skim.ts';
import { Analysis } from './analysis.ts';
import { copied } from './copied.ts';
import { PackedFields } from './packed-fields.ts';

export interface SpecSummary {
  readonly id: string | undefined;
  /** Where the id stands, or the beginning of the text. */
  readonly range: Range;
  readonly mentions: readonly Mention[];
  readonly names: SpecNames;
}

/**
 * The summary of an open document's text. Its names are worked out when they are first asked for; all else at once, since
 * the summary of the next text is compared with it, when the analysis of this one is at an end.
 */
export function summaryOf(analysis: Analysis): SpecSummary {
  const { mentions } = analysis;
  return {
    ...idOf(analysis),
    mentions,
    get names() {
      return analysis.names;
    },
  };
}

/**
 * The summary of a text that is not kept: nothing in it holds on to the text. Plain texts are skimmed, which takes
 * about a thirtieth of the time; the others are read whole. The summary is the same.
 */
export function fileSummary(text: string): SpecSummary {
  const skimmed = skimSyntax(text);
  if (skimmed) return skimmedSummary(skimmed);
  const analysis = new Analysis(text);
  return detached({ ...idOf(analysis), title: analysis.names.title }, analysis.spec.tree);
}

/** The summary of a text whose maps are known: of the top level, what is remembered is read for itself. */
function skimmedSummary(skimmed: SkimmedTree): SpecSummary {
  const { text, lineOfId } = headerOf(skimmed);
  const header = new Analysis(text);
  const { id, range: { start, end } } = idOf(header);
  const down = id === undefined ? 0 : lineOfId;
  const range = { start: { ...start, line: start.line + down }, end: { ...end, line: end.line + down } };
  return detached({ id, range, title: header.names.title }, skimmed);
}

/** The lines of the id and of the title as a text, the id first, with the line of the whole text where that stands. */
function headerOf(tree: SkimmedTree): { readonly text: string; readonly lineOfId: number } {
  const entries = tree.root?.entries ?? [];
  const startOf = (at: number): number | undefined => (entries[at] ? tree.rangeOf({ node: entries[at], part: 'key' }).start : undefined);
  const [id, title] = ['spec_id', 'title'].map((key) => entries.findIndex((entry) => entry.key.text === key));
  const parts = [id, title].map((at = -1) => tree.text.slice(startOf(at) ?? tree.text.length, startOf(at + 1)));
  return { text: parts.join('\n'), lineOfId: tree.positionAt(startOf(id ?? -1) ?? 0).line };
}

interface Header {
  readonly id: string | undefined;
  readonly range: Range;
  readonly title: string | undefined;
}

function detached({ id, range, title }: Header, tree: NamedTree & { readonly text: string }): SpecSummary {
  return {
    id: copied(id),
    range,
    mentions: mentionsOf(id, tree).map((mention) => ({ ...mention, id: copied(mention.id) })),
    names: { title: copied(title), fields: new PackedFields(fieldNamesOf(tree)) },
  };
}

function idOf(analysis: Analysis): Pick<SpecSummary, 'id' | 'range'> {
  const found = analysis.id;
  const start = { line: 0, character: 0 };
  return found ? { id: found.id, range: lspRange(analysis.spec.tree, found.range) } : { id: undefined, range: { start, end: start } };
}

