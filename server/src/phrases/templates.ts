/** Phrases as completion offers them. */
import type { Phrase, PhraseTable } from './table.ts';
import { displayForm, variants } from './table.ts';

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

const SAMPLES: Readonly<Record<string, string>> = {
  count: '1', amount: '100', decimal: '1', duration: '1 hour', seconds: '60 seconds', long: '30 minutes', unit: 'minute', thing: 'records', per: 'batch',
  text: 'text', nonempty: 'text', character: '0', zone: 'UTC', format: 'yyyy-MM-dd', channel: 'channel',
};
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  unit: ['second', 'minute', 'hour', 'day'], thing: ['records', 'events', 'messages'], per: ['batch', 'second', 'minute', 'hour', 'day'],
};

/** One template a phrase, and one more where a part of it may be left out: the shorter first. */
export function phraseTemplates(table: PhraseTable): PhraseTemplate[] {
  return table.phrases.flatMap((phrase) =>
    variants(phrase.forms[0]).reverse().map((pattern) => ({
      phrase,
      label: displayForm(pattern),
      snippet: snippetOf(phrase, pattern),
      plain: pattern.replaceAll(/\{(\w+):(\w+)\}/g, (_whole, name: string, kind: string) => sampleOf(phrase, name, kind)),
      description: phrase.description,
    })),
  );
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
