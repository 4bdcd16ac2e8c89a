/** A baseline: the findings of a repository that are known, and do not fail. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { KnownFinding } from './file-tasks.ts';
import { reasonOf } from './find-files.ts';
import { makeFolders } from './folders.ts';
import { jsonLine } from './reports/json-text.ts';
import { readSource, SourceError } from './source.ts';

const VERSION = 1;

/** How a baseline has changed. */
export interface BaselineChange {
  readonly all: number;
  readonly added: number;
  readonly gone: number;
}

export class Baseline {
  readonly #file: string;
  /** By the path from the folder of the baseline, with `/`: it holds wherever the command is started. */
  readonly #known: Map<string, readonly KnownFinding[]>;

  private constructor(file: string, known: Map<string, readonly KnownFinding[]>) {
    this.#file = file;
    this.#known = known;
  }

  /** Reads a baseline, an absolute path; one that is to be written anew need not be there yet. Rejects with a {@link SourceError}. */
  static async read(file: string, isUpdate: boolean): Promise<Baseline> {
    if (!existsSync(file)) {
      if (isUpdate) return new Baseline(file, new Map());
      throw new SourceError('There is no such baseline. --update-baseline writes it.');
    }
    return new Baseline(file, knownIn((await readSource(file)).text));
  }

  /** The fingerprints of what is known of a file, an absolute path. */
  of(file: string): readonly string[] {
    return (this.#known.get(this.#pathOf(file)) ?? []).map(({ fingerprint }) => fingerprint);
  }

  /** How many findings are known of files that are not there any more. */
  get ofLostFiles(): number {
    return [...this.#known].reduce((sum, [path, findings]) => sum + (this.#isThere(path) ? 0 : findings.length), 0);
  }

  /** Writes what has been found now, by absolute paths. What is known of files that were not checked stays, where they are still there. Rejects with a {@link SourceError}. */
  async update(found: ReadonlyMap<string, readonly KnownFinding[]>): Promise<BaselineChange> {
    const next = new Map([...this.#known].filter(([path]) => this.#isThere(path)));
    for (const [file, findings] of found) next.set(this.#pathOf(file), findings);
    const [before, after] = [keysOf(this.#known), keysOf(next)];
    try {
      await makeFolders(dirname(this.#file));
      const text = textOf(next);
      if (!existsSync(this.#file) || (await readFile(this.#file, 'utf8')) !== text) await writeFile(this.#file, text);
    } catch (error) {
      throw new SourceError(`The baseline could not be written. ${reasonOf(error)}`);
    }
    return { all: after.size, added: missingIn(before, after), gone: missingIn(after, before) };
  }

  #pathOf(file: string): string {
    return relative(dirname(this.#file), file).split(sep).join('/');
  }

  #isThere(path: string): boolean {
    return existsSync(resolve(dirname(this.#file), path));
  }
}

/** One line a finding, so that a change of it is one line, too. */
function textOf(known: ReadonlyMap<string, readonly KnownFinding[]>): string {
  const files = [...known].filter(([, findings]) => findings.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const blocks = files.map(([path, findings]) => {
    const lines = findings.map(({ rule, fingerprint, message }) => `      ${jsonLine({ rule, fingerprint, message })}`);
    return `    ${jsonLine(path)}: [\n${lines.join(',\n')}\n    ]`;
  });
  return `{\n  "version": ${VERSION},\n  "files": {${blocks.length > 0 ? `\n${blocks.join(',\n')}\n  ` : ''}}\n}\n`;
}

function knownIn(text: string): Map<string, readonly KnownFinding[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SourceError(`It is no baseline: no JSON. ${error instanceof Error ? error.message : ''}`);
  }
  const { version, files } = isRecord(value) ? value : {};
  if (typeof version === 'number' && version > VERSION) throw new SourceError(`It is a baseline of version ${version}, which is of a newer intspec than this one.`);
  if (version !== VERSION || !isRecord(files)) throw new SourceError('It is no baseline: --update-baseline writes one, with a `version` and `files`.');
  return new Map(Object.entries(files).map(([path, findings]) => [path, findingsIn(path, findings)]));
}

function findingsIn(path: string, findings: unknown): KnownFinding[] {
  if (!Array.isArray(findings)) throw new SourceError(`It is no baseline: \`${path}\` should have a list of findings.`);
  return findings.map((each: unknown) => {
    const { rule, fingerprint, message = '' } = isRecord(each) ? each : {};
    if (typeof rule !== 'string' || typeof fingerprint !== 'string' || typeof message !== 'string') throw new SourceError(`It is no baseline: a finding of \`${path}\` has no \`rule\` or no \`fingerprint\`.`);
    return { rule, fingerprint, message };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keysOf(known: ReadonlyMap<string, readonly KnownFinding[]>): Set<string> {
  return new Set([...known].flatMap(([path, findings]) => findings.map(({ fingerprint }) => `${path}\n${fingerprint}`)));
}

function missingIn(of: ReadonlySet<string>, among: ReadonlySet<string>): number {
  return [...among].filter((key) => !of.has(key)).length;
}
