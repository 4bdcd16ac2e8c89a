/** What a settings file, `.intspec.yaml`, says: read with care, since half-typed text is the normal case. */
import { entryOf, textOf } from '../syntax/tree.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import type { Spec } from '../model/spec.ts';
import { childSchema, choicesOf, keysOf } from '../model/schema.ts';
import { settingsSchema } from '../model/settings-schema.ts';
import { MOST_PATTERNS } from '../rules/file-patterns.ts';
import type { Conventions, NameKind, NameStyle } from '../rules/rule.ts';
import type { Severities } from './severities.ts';
import { readSeverity } from './severities.ts';

/** The facts of one settings file. What is not as it should be counts as not said; the rules report it. */
export interface FileSettings {
  readonly rules: Severities;
  /** Globs relative to the file's folder; undefined where it does not say which files are specs. */
  readonly patterns: readonly string[] | undefined;
  /** What each skill is for, by its name; empty where that is not said. */
  readonly skills: Readonly<Record<string, string>>;
  readonly naming: Conventions['naming'];
  readonly approvers: Conventions['approvers'];
}

/** Reads a settings file. */
export function readSettingsFile(document: Spec): FileSettings {
  const reader = new Reader(document);
  return {
    rules: reader.record('rules', (value, key) => readSeverity(key, reader.text(value))),
    patterns: reader.texts(entryOf(document.entry('files')?.value, 'patterns')?.value)?.slice(0, MOST_PATTERNS),
    skills: reader.record('skills', (value) => (value?.kind === 'map' || value?.kind === 'list' ? undefined : (reader.text(value) ?? ''))),
    naming: reader.record('naming', (value, key) => (isNameKind(key) ? styleNamed(reader.text(value)) : undefined)),
    approvers: reader.record('approvers', (value, key) => (isApproval(key) ? reader.texts(value) : undefined)),
  };
}

function isNameKind(key: string): key is NameKind {
  return keysOf(childSchema(settingsSchema, 'naming')).some(({ name }) => name === key);
}

function isApproval(key: string): boolean {
  return Object.hasOwn(childSchema(settingsSchema, 'approvers')?.properties ?? {}, key);
}

function styleNamed(text: string | undefined): NameStyle | undefined {
  const styles = choicesOf(keysOf(childSchema(settingsSchema, 'naming'))[0]?.schema).map(({ value }) => value);
  return styles.includes(text ?? null) ? (text as NameStyle) : undefined;
}

/** Takes values out of a document; placeholders and empty values are none. */
class Reader {
  readonly #document: Spec;

  constructor(document: Spec) {
    this.#document = document;
  }

  text(node: SyntaxNode | undefined): string | undefined {
    return this.#document.hasValue(node) ? textOf(node)?.trim() : undefined;
  }

  /** The texts of a list; undefined where there is none. Items that are no texts are left out. */
  texts(node: SyntaxNode | undefined): readonly string[] | undefined {
    if (node?.kind !== 'list' || !this.#document.hasValue(node)) return undefined;
    const texts = node.items.flatMap((item) => this.text(item) ?? []);
    return texts.length > 0 ? texts : undefined;
  }

  /** The entries of a top-level map for which there is a value, the first where a key is given twice. */
  record<T>(key: string, read: (value: SyntaxNode | undefined, key: string) => T | undefined): Readonly<Record<string, T>> {
    const map = this.#document.entry(key)?.value;
    const found: Record<string, T> = {};
    for (const entry of map?.kind === 'map' ? map.entries.filter(isWritten) : []) {
      const name = entry.key.text;
      const value = Object.hasOwn(found, name) ? undefined : read(entry.value, name);
      // Defined, not assigned: a key may be called `__proto__`.
      if (value !== undefined) Object.defineProperty(found, name, { value, enumerable: true, configurable: true });
    }
    return found;
  }
}

function isWritten({ incomplete }: Entry): boolean {
  return !incomplete;
}
