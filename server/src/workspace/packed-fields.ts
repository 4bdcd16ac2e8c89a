/** The fields of a spec in little room: thousands of specs with hundreds of fields each are remembered. */
import type { Range } from 'vscode-languageserver-types';
import type { FieldName } from '../features/spec-names.ts';
import { copied } from './copied.ts';

/** Numbers for each field: where its path ends among all paths, its record, and the four of its range. */
const WIDTH = 6;

/**
 * Fields, all paths in one text and all numbers in one array: some 40 bytes a field instead of 250. They are made
 * again one by one when they are walked through.
 */
export class PackedFields implements Iterable<FieldName> {
  readonly #paths: string;
  readonly #numbers: Uint32Array;

  constructor(fields: readonly FieldName[]) {
    this.#paths = copied(fields.map(({ path }) => path).join(''));
    this.#numbers = new Uint32Array(fields.length * WIDTH);
    let end = 0;
    fields.forEach(({ path, record, range: { start, end: last } }, at) => {
      end += path.length;
      this.#numbers.set([end, record === 'source_record' ? 0 : 1, start.line, start.character, last.line, last.character], at * WIDTH);
    });
  }

  *[Symbol.iterator](): Generator<FieldName> {
    let start = 0;
    for (let at = 0; at < this.#numbers.length; at += WIDTH) {
      const end = this.#numbers[at] ?? 0;
      yield new PackedField(this.#paths.slice(start, end), this.#numbers, at);
      start = end;
    }
  }
}

/** A field whose range is made only if somebody asks for it: a search passes most fields over. */
class PackedField implements FieldName {
  readonly path: string;
  readonly #numbers: Uint32Array;
  readonly #at: number;

  constructor(path: string, numbers: Uint32Array, at: number) {
    this.path = path;
    this.#numbers = numbers;
    this.#at = at;
  }

  get record(): FieldName['record'] {
    return this.#number(1) === 0 ? 'source_record' : 'target_record';
  }

  get range(): Range {
    return { start: { line: this.#number(2), character: this.#number(3) }, end: { line: this.#number(4), character: this.#number(5) } };
  }

  #number(column: number): number {
    return this.#numbers[this.#at + column] ?? 0;
  }
}
