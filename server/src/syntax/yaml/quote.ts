/** How a string is written in YAML. */
import { stringify } from 'yaml';
import type { SyntaxProblem } from '../tree.ts';

export type QuoteStyle = 'plain' | 'single' | 'double';

/** The text in quotes: double ones, or single ones where these spare escapes. */
export function quoted(text: string, style: QuoteStyle = 'double'): string {
  const single = style === 'single' || (style === 'plain' && text.includes('"')) || (text.includes('"') && !text.includes("'"));
  // Single quotes have no escapes, so control characters and line ends need double ones.
  if (single && !/[\p{Cc}\u2028\u2029]/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

/** The text as a YAML scalar: in the style asked for, or quoted where plain text would read as something else. */
export function scalarText(text: string, style: QuoteStyle, inFlow: boolean): string {
  if (style === 'plain' && isPlain(text, inFlow)) return text;
  return quoted(text, style);
}

/**
 * Names, also joined by dots, which can be nothing but text: most of what is proposed, and the library takes far longer to
 * say so. It is asked about the words left out, which mean something else in YAML 1.1 or 1.2.
 */
const NAMES = /^(?!(?:true|false|yes|no|on|off|y|n|null)$)[a-z_]\w*(?:\.[a-z_]\w*)*$/i;

function isPlain(text: string, inFlow: boolean): boolean {
  if (NAMES.test(text)) return true;
  if (text === '' || text.includes('\n') || text !== text.trim()) return false;
  if (inFlow && /[,[\]{}]/.test(text)) return false;
  return stringify(text, { lineWidth: 0 }).trimEnd() === text;
}

/** Whether a text can stand on lines of its own, without quotes: it has several, and none begins or ends them in a way that would need a sign. */
export function isBlock(text: string): boolean {
  return text.includes('\n') && !/^[\s]|\s$|[^\P{Cc}\n]|[\u0085\u2028\u2029\ufeff]/u.test(text);
}

/** The repair that quotes a stretch of text as one value. */
export function quoteRepair(start: number, end: number, text: string): NonNullable<SyntaxProblem['repair']> {
  return { title: 'Quote this value', edits: [{ start, end, newText: quoted(text) }] };
}

/** Text for a place inside an LSP snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Text for one choice of an LSP snippet. */
export function escapeChoice(text: string): string {
  return text.replace(/[\\,|$}]/g, '\\$&');
}
