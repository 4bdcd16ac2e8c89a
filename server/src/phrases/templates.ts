/** Phrases as completion offers them. */
import type { Phrase, PhraseTable } from './table.ts';
import { displayForm, singular, variants } from './table.ts';
import { durationText, unitOf } from './units.ts';

/** A phrase to complete: its form with holes as names, the text to insert with tab stops, and what it means. */
export interface PhraseTemplate {
  readonly phrase: Phrase;
  readonly label: string;
  /** In the snippet syntax of LSP. */
  readonly snippet: string;
  /** The same with the samples filled in: for clients without snippets. */
  readonly plain: string;
  readonly description: string;
}

/** What stands in the holes of templates instead of the phrases' own samples. */
export interface TemplateValues {
  /** By the hole's name, for each phrase. */
  readonly samples?: (phrase: Phrase) => Readonly<Record<string, string>>;
  /** By the hole's name, for all; the label shows it too. */
  readonly shown?: Readonly<Record<string, string>>;
  /** Numbers that are typed already: they go into the holes that take one, in their order, and into the label. */
  readonly numbers?: readonly string[];
}

const SAMPLES: Readonly<Record<string, string>> = {
  count: '1', amount: '100', decimal: '1', duration: '1 hour', seconds: '60 seconds', long: '30 minutes', unit: 'minute', thing: 'records', per: 'batch',
  text: 'text', nonempty: 'text', character: '0', zone: 'UTC', format: 'yyyy-MM-dd', channel: 'channel',
};
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  unit: ['second', 'minute', 'hour', 'day'], thing: ['records', 'events', 'messages'], per: ['batch', 'second', 'minute', 'hour', 'day'],
};

/** One template a phrase, and one more where a part of it may be left out: the shorter first. */
export function phraseTemplates(table: PhraseTable, values: TemplateValues = {}): PhraseTemplate[] {
  return table.phrases.flatMap((phrase) =>
    variants(phrase.forms[0]).reverse().map((form) => {
      const own: Phrase = { ...phrase, samples: { ...phrase.samples, ...values.samples?.(phrase) } };
      const shown = { ...values.shown, ...carried(own, form, values.numbers ?? []) };
      const filled: Phrase = { ...own, samples: { ...own.samples, ...shown } };
      return {
        phrase,
        label: displayForm(form.replaceAll(HOLES, (whole, name: string) => shown[name] ?? whole)),
        snippet: snippetOf(filled, form),
        plain: singular(form.replaceAll(HOLES, (_whole, name: string, kind: string) => sampleOf(filled, name, kind))),
        description: phrase.description,
      };
    }),
  );
}

const HOLES = /\{(\w+):(\w+)\}/g;

/** Numbers that are typed already, by the hole that each goes into; a duration keeps the unit of its sample. */
function carried(phrase: Phrase, form: string, numbers: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  let next = 0;
  for (const [, name = '', kind = ''] of form.matchAll(HOLES)) {
    const number = numbers[next];
    if (number === undefined) break;
    const unit = unitOf(/^[\d,.]+ (\w+)$/.exec(sampleOf(phrase, name, kind))?.[1] ?? '');
    if (['duration', 'seconds', 'long'].includes(kind) && unit) found[name] = durationText(number, unit);
    else if (['count', 'amount', 'decimal'].includes(kind)) found[name] = number;
    else continue;
    next += 1;
  }
  return found;
}

function snippetOf(phrase: Phrase, pattern: string): string {
  let stop = 0;
  return pattern
    .split(/(\{\w+:\w+\})/)
    .map((part, index) => {
      const [, name = '', kind = ''] = index % 2 === 1 ? (/\{(\w+):(\w+)\}/.exec(part) ?? []) : [];
      if (name === '') return part.replace(/[$}\\]/g, '\\$&');
      stop++;
      const sample = sampleOf(phrase, name, kind);
      const choices = CHOICES[kind];
      if (choices) return `\${${String(stop)}|${[sample, ...choices.filter((choice) => choice !== sample)].join(',')}|}`;
      return `\${${String(stop)}:${sample.replace(/[$}\\]/g, '\\$&')}}`;
    })
    .join('');
}

function sampleOf(phrase: Phrase, name: string, kind: string): string {
  return phrase.samples?.[name] ?? SAMPLES[kind] ?? name;
}
