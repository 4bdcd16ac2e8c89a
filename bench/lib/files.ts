/** Generated specs on the disk. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateWorkspace } from './generate/spec.ts';

/** A folder that grows spec by spec; the specs of a seed are always the same. */
export class SpecFolder {
  readonly path: string;
  readonly #files;
  readonly #leave = (): void => { this.remove(); };
  #count = 0;
  #first = '';

  /** `most`: how many specs it will have in the end. */
  constructor(most: number, seed: number) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), 'intspec-bench-')));
    this.#files = generateWorkspace({ specs: most, seed });
    process.once('exit', this.#leave);
  }

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  /** The name of the first spec in it. */
  get first(): string {
    return this.#first;
  }

  /** Writes specs until there are so many. */
  growTo(count: number): void {
    while (this.#count < count) {
      const next = this.#files.next();
      if (next.done) throw new Error(`There are no more than ${String(this.#count)} specs.`);
      const { name, text } = next.value;
      const file = join(this.path, ...name.split('/'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      if (this.#count === 0) this.#first = name;
      this.#count += 1;
    }
  }

  remove(): void {
    process.off('exit', this.#leave);
    rmSync(this.path, { recursive: true, force: true });
  }
}
