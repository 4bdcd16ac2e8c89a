/** A text as an editor holds it: changed place by place, its positions always those of the current text. */
import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';

/** One change of a text. */
export interface Edit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

export class Sheet {
  readonly #lines: string[];

  /** `text` has LF as its line end. */
  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Changes the text; gives the change as LSP says it. Throws where the place is not in the text. */
  apply({ start, end, text }: Edit): TextDocumentContentChangeEvent {
    const [first, last] = [this.#lines[start.line], this.#lines[end.line]];
    if (first === undefined || last === undefined || start.character > first.length || end.character > last.length) throw new Error(`There is no place ${place(start)} to ${place(end)}.`);
    const replaced = `${first.slice(0, start.character)}${text}${last.slice(end.character)}`.split('\n');
    this.#lines.splice(start.line, end.line - start.line + 1, ...replaced);
    return { range: { start, end }, text };
  }

  /** What takes an edit back that has not been applied yet. */
  inverse({ start, end, text }: Edit): Edit {
    const added = text.split('\n');
    const last = added.at(-1) ?? '';
    return { start, end: { line: start.line + added.length - 1, character: last.length + (added.length === 1 ? start.character : 0) }, text: this.#between(start, end) };
  }

  #between(start: Position, end: Position): string {
    const lines = this.#lines.slice(start.line, end.line + 1);
    lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, end.character);
    lines[0] = (lines[0] ?? '').slice(start.character);
    return lines.join('\n');
  }
}

function place({ line, character }: Position): string {
  return `${String(line)}:${String(character)}`;
}
