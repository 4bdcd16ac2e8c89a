/** Which place of the layout a line of a document begins with, by the template's own words. */
import type { ListPlace, Part, PartsPlace, Place, PrefixedPlace, ReasonsPlace, SentencePlace, TablePlace, ValuePlace } from '../../exports/layout.ts';
import { COMMENTS, isWholeSection, layout } from '../../exports/layout.ts';
import type { Bit } from './bits.ts';
import { rawText, without } from './bits.ts';

/** Where the reader is in the document: a part of the layout, or a group in it. */
export interface Scope {
  readonly part: Part;
  /** The keys to the map that the places are of. */
  readonly path: readonly string[];
  readonly places: readonly Place[];
}

/** What a label announces. Paths lead to the map that the place's key is in. */
export type Announced =
  | { readonly kind: 'value'; readonly place: ValuePlace; readonly path: readonly string[] }
  | { readonly kind: 'parts'; readonly place: PartsPlace; readonly path: readonly string[] }
  | { readonly kind: 'sentence'; readonly place: SentencePlace; readonly path: readonly string[] }
  | { readonly kind: 'list'; readonly place: ListPlace | PrefixedPlace | ReasonsPlace; readonly path: readonly string[] }
  | { readonly kind: 'comments' };

/** A label at the start of a line, and what stands behind it. */
export interface Label {
  readonly announced: Announced;
  readonly rest: readonly Bit[];
}

/** The scope of a part. */
export function scopeOf(part: Part): Scope {
  const isWhole = part.places.some(isWholeSection);
  return { part, path: part.key === undefined || isWhole ? [] : [part.key], places: part.places };
}

/** What a heading says: a part of the document, or a table or group in the part at hand. */
export function headingScope(text: string, scope: Scope): Scope | TablePlace | undefined {
  const bare = plain(text);
  const inner = scopeOf(scope.part);
  for (const place of [...scope.places, ...inner.places]) {
    if (place.shape === 'table' && place.heading !== undefined && [plain(place.heading), place.key.replaceAll('_', ' ')].includes(bare)) return place;
    if (place.shape === 'group' && plain(place.heading) === bare) return { part: scope.part, path: [...inner.path, place.key], places: place.places };
  }
  const number = /^section (\d+)\b/.exec(bare)?.[1];
  const part = layout.find(({ key, heading }) => {
    const own = plain(heading);
    return own === bare || own.replace(/^section \d+ /, '') === bare.replace(/^\d+ /, '') || (key !== undefined && bare === key.replaceAll('_', ' ')) || (number !== undefined && own.startsWith(`section ${number} `));
  });
  return part && scopeOf(part);
}

/** Whether a line is a heading although it is not marked as one. */
export function isHeadingLine(text: string): boolean {
  return text.length < 80 && (/^Section \d+\b/i.test(text) || layout.some(({ heading }) => heading === text) || HEADINGS.has(plain(text)));
}

/** The headings of tables and groups. */
const HEADINGS = new Set(layout.flatMap(({ places }) => places.flatMap((place) => ((place.shape === 'table' || place.shape === 'group') && place.heading !== undefined ? [plain(place.heading)] : []))));

/** The label that a line begins with, among those of a scope. */
export function labelAt(bits: readonly Bit[], scope: Scope): Label | undefined {
  const raw = rawText(bits);
  let best: { label: string; announced: Announced } | undefined;
  for (const each of labelsOf(scope)) if (startsWith(raw, each.label) && each.label.length > (best?.label.length ?? 0)) best = each;
  if (!best) return undefined;
  const [lead = ''] = new RegExp(`^.{${best.label.length}}\\s*:?`, 's').exec(raw) ?? [];
  return { announced: best.announced, rest: without(bits, lead.length) };
}

/** Behind a label stands a colon, unless it asks, or nothing. */
function startsWith(raw: string, label: string): boolean {
  if (raw.slice(0, label.length).toLowerCase() !== label.toLowerCase()) return false;
  const rest = raw.slice(label.length);
  return /^\s*:/.test(rest) || rest.trim() === '' || (label.endsWith('?') && /^\s/.test(rest));
}

function labelsOf({ places, path }: Scope): { label: string; announced: Announced }[] {
  const found: { label: string; announced: Announced }[] = [{ label: COMMENTS, announced: { kind: 'comments' } }];
  for (const place of places) {
    switch (place.shape) {
      case 'value': found.push({ label: place.label, announced: { kind: 'value', place, path } }); break;
      case 'parts':
        found.push({ label: place.label, announced: { kind: 'parts', place, path } });
        for (const part of place.parts) found.push({ label: part.label, announced: { kind: 'value', place: part, path: [...path, place.key] } });
        break;
      case 'sentence': found.push({ label: place.label, announced: { kind: 'sentence', place, path } }); break;
      case 'list': case 'prefixed': case 'reasons': found.push({ label: place.label, announced: { kind: 'list', place, path } }); break;
      case 'table': case 'group': break;
    }
  }
  return found;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('&', ' and ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
