/** The phrases, by the kind that the schema names (`x-phrase`). */
import { rememberText } from '../model/remember.ts';
import { actions } from './actions.ts';
import { durations } from './durations.ts';
import type { ParsedPhrases, PhraseFault, PhraseMatch, Step } from './engine.ts';
import { parsePhrases } from './engine.ts';
import { escalations } from './escalations.ts';
import { latencies } from './latencies.ts';
import type { Nearest } from './nearest.ts';
import { nearestPhrase as nearestIn } from './nearest.ts';
import { rates } from './rates.ts';
import type { PhraseKind, PhraseTable } from './table.ts';
import type { PhraseTemplate, TemplateValues } from './templates.ts';
import { phraseTemplates as templatesOf } from './templates.ts';
import { transformations } from './transformations.ts';
import { volumes } from './volumes.ts';

export type { Hole, ParsedPhrases, PhraseFault, PhraseMatch, Step } from './engine.ts';
export type { HoleKind, HoleValue } from './holes.ts';
export type { Nearest } from './nearest.ts';
export type { CallArgument, Phrase, PhraseCall, PhraseKind, PhraseTable } from './table.ts';
export type { PhraseTemplate, TemplateValues } from './templates.ts';

/** All tables, in the order of the manual. */
export const phraseTables: readonly PhraseTable[] = [transformations, durations, rates, volumes, latencies, actions, escalations];

const byKind: ReadonlyMap<string, PhraseTable> = new Map(phraseTables.map((table) => [table.kind, table]));

/** Whether the schema's `x-phrase` names a kind of phrases that has a table. */
export function isPhraseKind(kind: string): kind is PhraseKind {
  return byKind.has(kind);
}

function tableOf(kind: PhraseKind): PhraseTable {
  return byKind.get(kind) ?? transformations;
}

/**
 * Reads a text as phrases of a kind. Spans are offsets in the text. A fault in a step that no phrase matches carries the
 * nearest phrase where there is one that can be put in its place.
 */
export function parsePhrase(kind: PhraseKind, text: string): ParsedPhrases {
  let reader = readers.get(kind);
  if (!reader) readers.set(kind, (reader = rememberText((each) => readPhrase(kind, each))));
  return reader(text);
}

const readers = new Map<PhraseKind, (text: string) => ParsedPhrases>();

function readPhrase(kind: PhraseKind, text: string): ParsedPhrases {
  const parsed = parsePhrases(tableOf(kind), text);
  const near = nearestOnce(kind);
  const steps = parsed.steps.map((step, index) => ({ ...step, faults: [...step.faults.map((fault) => withMeant(near, parsed, index, fault, text)), ...orderFaults(parsed, step.match, index)] }));
  const faults = steps.length === 0 ? parsed.faults : steps.flatMap((step) => step.faults);
  return { ...parsed, steps, faults };
}

/** Looking for near phrases takes time, so that in a text of very many faulty steps only the first get one. */
const MOST_SUGGESTIONS = 20;

function nearestOnce(kind: PhraseKind): (text: string) => Nearest | undefined {
  const known = new Map<string, Nearest | undefined>();
  return (text) => {
    if (!known.has(text) && known.size < MOST_SUGGESTIONS) known.set(text, nearestPhrase(kind, text));
    return known.get(text);
  };
}

/** The fault with the phrase that should stand there, unless that would be wrong among its neighbours. */
function withMeant(near: (text: string) => Nearest | undefined, { table, steps }: ParsedPhrases, index: number, fault: PhraseFault, text: string): PhraseFault {
  const found = fault.kind === 'not-recognized' ? near(steps[index]?.text ?? '') : undefined;
  if (found?.complete !== true) return fault;
  if (ORDERED.has(found.phrase.id)) {
    const mended = parsePhrases(table, text.slice(0, fault.span.start) + found.text + text.slice(fault.span.end));
    if (orderFaults(mended, mended.steps[index]?.match, index).length > 0) return fault;
  }
  return { ...fault, meant: found.text };
}

/** The phrases that ask something of the steps around them. */
const ORDERED: ReadonlySet<string> = new Set(['divide', 'backoff']);

/** What a step asks of those around it. */
function orderFaults({ matches, steps }: ParsedPhrases, match: PhraseMatch | undefined, index: number): PhraseFault[] {
  if (match?.phrase.id === 'divide') {
    const value = match.values['n'];
    if (value?.kind === 'decimal' && Number(value.value) === 0) return [{ kind: 'hole', span: match.holes[0]?.span ?? match.span, message: 'Nothing can be divided by 0.' }];
    if (steps[index + 1]?.match?.phrase.id !== 'round') return [{ kind: 'order', span: match.span, message: '`round to N decimals` must follow a division, to say how many decimals the quotient keeps.' }];
  }
  if (match?.phrase.id === 'backoff' && !matches.slice(0, matches.indexOf(match)).some((each) => each.phrase.id === 'retry')) {
    return [{ kind: 'order', span: match.span, message: 'Backoff parts the tries of a `retry N times`, which must stand before it.' }];
  }
  return [];
}

/** The phrase of a kind nearest to a text, filled with what the text has; undefined where none is near. */
export function nearestPhrase(kind: PhraseKind, text: string): Nearest | undefined {
  return nearestIn(tableOf(kind), text);
}

/** The phrases of a kind for completion; `values` fill their holes in place of their own samples. */
export function phraseTemplates(kind: PhraseKind, values?: TemplateValues): PhraseTemplate[] {
  return templatesOf(tableOf(kind), values);
}

/** The step that an offset stands in or behind; undefined before the first. */
export function stepAt(parsed: ParsedPhrases, offset: number): Step | undefined {
  return parsed.steps.findLast((step) => step.span.start <= offset);
}
