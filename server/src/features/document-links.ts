/** What a text names that can be opened: web pages, mail addresses, files of the workspace, skills, other specs. */
import type { DocumentLink, Range } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import { ownText } from '../syntax/own-text.ts';
import type { Comment, SyntaxTree, TextRange } from '../syntax/tree.ts';
import { EntryMemory } from './entry-memory.ts';
import type { ValuePlace } from './places.ts';
import { ofValues } from './places.ts';
import { mentionsIn } from './spec-names.ts';
import { lspRange, movedDown } from './text-edits.ts';

/** What is known outside of the document. */
export interface LinkFacts {
  /** Where specs of the workspace give an id. */
  readonly specsWithId: (id: string) => readonly { readonly uri: string; readonly range: Range }[];
  /** The URI of the first of these places where there is a file; the places are those of {@link filePlaces}. */
  readonly firstFile: (places: readonly FilePlace[]) => string | undefined;
}

/** A file that may exist: a path from the folder of the spec, or from the workspace folder around it. */
export interface FilePlace {
  readonly from: 'spec' | 'workspace';
  readonly path: string;
}

/** A text that names a file, and where that may be, the likeliest place first. */
export interface FileMention {
  readonly range: Range;
  readonly places: readonly FilePlace[];
}

/** Schemes that any client can open; `s3://` and the like are names of places, not pages. */
const URL_TEXT = /(?:\bhttps?:\/\/[^\s<>"'`]+|\bmailto:[^\s<>"'`]+)/gi;
/** A path with an ending, of plain characters only. */
const PATH_TEXT = /(?<![\w./\\:@$~-])(?:\.{1,2}\/)*[\w-][\w.-]*(?:\/[\w-][\w.-]*)*\.[A-Za-z][A-Za-z0-9]{0,7}(?![\w/@-])/g;
const SKILL_NAME = /^[\w][\w.-]*$/;
/** More files of one document are not looked for. */
const MOST_FILES = 100;

/** All links of a document that lead somewhere. */
export function documentLinks(spec: Spec, facts: LinkFacts): DocumentLink[] {
  const { tree } = spec;
  const links: (DocumentLink & { readonly at: number })[] = urlsIn(spec).map(({ range, url }) => ({ range: lspRange(tree, range), target: url, at: range.start }));
  for (const { range, places } of fileMentions(spec)) {
    const target = facts.firstFile(places);
    if (target !== undefined) links.push({ range, target, at: tree.offsetAt(range.start) });
  }
  for (const { id, range } of mentionsIn(spec)) {
    const [other] = facts.specsWithId(id);
    if (other) links.push({ range, target: `${other.uri}#L${String(other.range.start.line + 1)}`, tooltip: `Open ${id}`, at: tree.offsetAt(range.start) });
  }
  let end = -1;
  return links.sort((a, b) => a.at - b.at).flatMap(({ at, ...link }) => {
    if (at < end) return [];
    end = tree.offsetAt(link.range.end);
    return [link];
  });
}

function urlsIn({ tree }: Spec): { readonly range: TextRange; readonly url: string }[] {
  return [...tree.text.matchAll(URL_TEXT)].flatMap(({ 0: match, index }) => {
    const text = withoutTail(match);
    // A scheme alone leads nowhere, and a placeholder is no address.
    if (!/^(https?:\/\/[\p{L}\p{N}[]|mailto:[^@]+@.)/iu.test(text) || /[{}]/.test(text)) return [];
    return [{ range: { start: index, end: index + text.length }, url: text }];
  });
}

const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** An address without the punctuation of the sentence, or of the flow map, around it. */
function withoutTail(match: string): string {
  const counts = new Map<string, number>();
  for (const character of match) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = match.length;
  for (; end > 0; end -= 1) {
    const last = match[end - 1] ?? '';
    const opener = CLOSERS[last];
    // A bracket that the address itself opens belongs to it.
    if (opener === undefined ? !/[.,;:!?*]/.test(last) : (counts.get(opener) ?? 0) >= (counts.get(last) ?? 0)) break;
    counts.set(last, (counts.get(last) ?? 0) - 1);
  }
  return match.slice(0, end);
}

/** The texts that name a file, or a skill that may be in one. */
export function fileMentions(spec: Spec): FileMention[] {
  const { tree } = spec;
  const mentions = ofValues(spec, ofEntries, (values) => firstOf(values, (place) => mentionsOf(spec, place)));
  return [...mentions, ...firstOf(mentions.length < MOST_FILES ? tree.comments : [], (comment) => pathsIn(tree, comment))].slice(0, MOST_FILES);
}

/** The mentions in some places: no more of these are looked through than it takes to find enough. */
function firstOf<T>(places: Iterable<T>, mentionsIn: (place: T) => readonly FileMention[]): FileMention[] {
  const found: FileMention[] = [];
  for (const place of places) {
    for (const mention of mentionsIn(place)) found.push(mention);
    if (found.length >= MOST_FILES) break;
  }
  return found;
}

const ofEntries = new EntryMemory<readonly FileMention[]>((mentions, lines) => mentions.map(({ range, places }) => ({ range: movedDown(range, lines), places })));

function mentionsOf({ tree }: Spec, place: ValuePlace): FileMention[] {
  const { node, entry } = place;
  if (!saysFiles(place)) return [];
  // Without the quotes.
  if (entry.key.text === 'skills_to_load') return skillMention(place, lspRange(tree, tree.rangeOf({ node, slice: { start: 0, end: node.text.length } })));
  return pathsIn(tree, tree.rangeOf({ node }));
}

/** All places of a document's mentions, each once: those whose files are to be looked for. */
export function filePlaces(mentions: readonly FileMention[]): FilePlace[] {
  const places = new Map(mentions.flatMap((mention) => mention.places).map((place) => [`${place.from} ${place.path}`, place]));
  return [...places.values()];
}

/** Expressions and paths into records are full of dots, and name no file. */
function saysFiles({ schema }: ValuePlace): boolean {
  const kind = schema?.['x-phrase'];
  return kind === undefined || kind === 'title';
}

function pathsIn(tree: SyntaxTree, { start, end }: TextRange | Comment): FileMention[] {
  const { text } = tree;
  const mentions: FileMention[] = [];
  for (const { 0: found, index } of text.slice(start, end).matchAll(PATH_TEXT)) {
    const at = start + index;
    // An address of the web has its own link; `example.com` is one too.
    if (/[\w.+-]+@$/.test(text.slice(Math.max(start, at - 100), at)) || /:\/\/\S*$/.test(text.slice(Math.max(start, at - 300), at))) continue;
    // It is remembered for longer than the text.
    const path = ownText(found);
    const places: FilePlace[] = [{ from: 'spec', path }];
    if (!path.startsWith('.')) places.push({ from: 'workspace', path });
    mentions.push({ range: lspRange(tree, { start: at, end: at + path.length }), places });
    if (mentions.length >= MOST_FILES) break;
  }
  return mentions;
}

/** Where agents keep skills, as their makers document it: a folder with a `SKILL.md`; or a page of its own. */
function skillMention({ node }: ValuePlace, range: Range): FileMention[] {
  const name = node.text.trim();
  if (!SKILL_NAME.test(name)) return [];
  const paths = [`.claude/skills/${name}/SKILL.md`, `.agents/skills/${name}/SKILL.md`, `.github/skills/${name}/SKILL.md`, `skills/${name}/SKILL.md`, `skills/${name}.md`];
  return [{ range, places: paths.map((path) => ({ from: 'workspace', path })) }];
}
