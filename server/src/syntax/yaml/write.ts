/** Drafts as YAML text, in a document's own style. */
import type { Draft, DraftEntry, DraftScalar } from '../change.ts';
import type { QuoteStyle } from './quote.ts';
import { escapeChoice, escapeSnippet, isBlock, scalarText } from './quote.ts';

/** What a document does where YAML leaves a choice. */
export interface DocumentStyle {
  /** Columns that a nested map is indented by. */
  readonly step: number;
  /** Columns that a list is indented by, below its key: 0 or `step`. */
  readonly listStep: number;
  readonly eol: string;
  readonly quotes: QuoteStyle;
  /** A blank inside the braces of an inline map. */
  readonly padBraces: boolean;
}

/** The quotes of a hole: those that a text like this needs there, where it needs any. */
function quotesFor(like: string | undefined, quotes: QuoteStyle, inline: boolean): QuoteStyle {
  const needed = like === undefined ? undefined : /^["']/.exec(scalarText(like, quotes, inline))?.[0];
  return needed === '"' ? 'double' : needed === "'" ? 'single' : quotes;
}

/** Writes drafts; tab stops are numbered through all that one writer writes. */
export class Writer {
  readonly #style: DocumentStyle;
  readonly #snippets: boolean;
  #tabStop: number;

  /** `lastTabStop` is the number of the last tab stop that another writer has given out. */
  constructor(style: DocumentStyle, snippets: boolean, lastTabStop = 0) {
    this.#style = style;
    this.#snippets = snippets;
    this.#tabStop = lastTabStop;
  }

  /** The number of the last tab stop written. */
  get lastTabStop(): number {
    return this.#tabStop;
  }

  /** Text that stands as it is. */
  source(text: string): string {
    return this.#literal(text);
  }

  /** `key: value` with the key at column `indent`; further lines are indented from column 0. */
  entry(entry: DraftEntry, indent: number, inline: boolean): string {
    return `${this.key(entry.key, inline)}:${this.behindColon(entry.value, indent, inline)}`;
  }

  key(key: DraftEntry['key'], inline: boolean): string {
    if (typeof key === 'string') return this.#literal(scalarText(key, 'plain', inline));
    return this.#snippets ? this.#stop(key.label) : key.label;
  }

  /** A comment, with a tab stop at its end where something is still to be said. */
  comment(text: string, hole: string | undefined): string {
    return `# ${this.#literal(text)}${hole === undefined ? '' : this.#stop(`<${hole}>`)}`;
  }

  /** What stands behind the colon of a key at column `indent`, the blank included. */
  behindColon(value: Draft, indent: number, inline: boolean): string {
    if (!inline && value.kind === 'map' && !value.inline && value.entries.length > 0) {
      const at = indent + this.#style.step;
      return value.entries.map((entry) => this.#line(at) + this.entry(entry, at, false)).join('');
    }
    if (!inline && value.kind === 'list' && !value.inline && value.items.length > 0) {
      const at = indent + this.#style.listStep;
      return value.items.map((item) => `${this.#line(at)}- ${this.value(item, at + 2, true)}`).join('');
    }
    if (!inline && value.kind === 'text' && value.block && isBlock(value.text)) {
      const at = indent + this.#style.step;
      return ` |-${value.text.split('\n').map((line) => (line === '' ? this.#style.eol : this.#line(at) + this.#literal(line))).join('')}`;
    }
    return ` ${this.value(value, indent, inline || value.kind === 'map' || value.kind === 'list')}`;
  }

  /** A value on one line. */
  value(value: Draft, indent: number, inline: boolean, quotes: QuoteStyle = this.#style.quotes): string {
    switch (value.kind) {
      case 'text':
        return this.#literal(scalarText(value.text, quotes, inline));
      case 'literal':
        return this.#literal(value.written ?? String(value.value));
      case 'hole':
        if (this.#snippets && value.choices) return this.#choice(value.choices, inline, quotes);
        return this.#stop(scalarText(`<${value.label}>`, quotesFor(value.like, quotes, inline), inline));
      case 'suggestion':
        if (this.#snippets && value.choices) return this.#choice([value.value, ...value.choices], inline, quotes);
        return this.#stop(this.#scalar(value.value, inline, quotes));
      case 'blank':
        return this.#snippets ? `$${++this.#tabStop}` : '';
      case 'map': {
        const entries = value.entries.map((entry) => this.entry(entry, indent, true)).join(', ');
        const pad = this.#style.padBraces && entries !== '' ? ' ' : '';
        return this.#literal('{') + pad + entries + pad + this.#literal('}');
      }
      case 'list':
        return `[${value.items.map((item) => this.value(item, indent, true)).join(', ')}]`;
    }
  }

  #scalar(value: DraftScalar, inline: boolean, quotes: QuoteStyle): string {
    return typeof value === 'string' ? scalarText(value, quotes, inline) : String(value);
  }

  #choice(values: readonly DraftScalar[], inline: boolean, quotes: QuoteStyle): string {
    return `\${${++this.#tabStop}|${values.map((value) => escapeChoice(this.#scalar(value, inline, quotes))).join(',')}|}`;
  }

  /** Text to type over; its quotes stay. */
  #stop(text: string): string {
    if (!this.#snippets) return text;
    const [, open = '', inner = text, close = ''] = /^(["'])(.*)(["'])$/.exec(text) ?? [];
    return `${open}\${${++this.#tabStop}:${escapeSnippet(inner)}}${close}`;
  }

  #line(indent: number): string {
    return this.#style.eol + ' '.repeat(indent);
  }

  #literal(text: string): string {
    return this.#snippets ? escapeSnippet(text) : text;
  }
}
