/** Texts of phrases as they are inserted. */
import type { PhraseKind } from '../phrases/index.ts';
import { parsePhrase } from '../phrases/index.ts';
import { stop } from './tab-stops.ts';

/** The text with a tab stop at each value that fills a hole of its phrases. */
export function phraseWords(kind: PhraseKind, text: string): string {
  const holes = parsePhrase(kind, text).matches.flatMap((match) => match.holes).sort((a, b) => a.span.start - b.span.start);
  let words = '';
  let at = 0;
  for (const { span } of holes) {
    words += text.slice(at, span.start) + stop(text.slice(span.start, span.end));
    at = span.end;
  }
  return words + text.slice(at);
}
