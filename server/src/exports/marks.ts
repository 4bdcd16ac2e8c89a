/** Findings in a document: each at the smallest part of it that shows the place, and all of them listed in front. */
import { shownMessage } from '../rules/visible.ts';
import type { Severity } from '../rules/rule.ts';
import type { Result } from '../rules/runner.ts';
import type { TextRange } from '../syntax/tree.ts';
import type { Block, Labelled, Shows } from './blocks.ts';
import { attribute, withCode } from './escape.ts';

const WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', information: 'Information', hint: 'Hint' };

/** One of them, where they are counted. */
const COUNTED: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'remark', hint: 'hint' };

/** A sign for each severity, so that colours say nothing that shapes do not. */
const SIGNS: Readonly<Record<Severity, string>> = {
  error: '<circle cx="8" cy="8" r="7"/><path d="M5 5l6 6M11 5l-6 6"/>',
  warning: '<path d="M8 1.5l7 13H1z"/><path d="M8 6v4M8 12v.5"/>',
  information: '<circle cx="8" cy="8" r="7"/><path d="M8 7v5M8 4v.5"/>',
  hint: '<circle cx="8" cy="8" r="7"/><path d="M8 7v5M8 4v.5"/>',
};

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

/** The findings of one document, while it is written. */
export class Marks {
  readonly #byPart = new Map<NonNullable<Shows>, Result[]>();
  /** Those of sections that are missing, by their keys. */
  readonly #bySection = new Map<string, Result[]>();
  readonly #numbers = new Map<Result, number>();
  /** Those that no part of the document shows the place of, as where it holds nothing. */
  readonly #elsewhere: Result[] = [];
  readonly #link: ((rule: string) => string) | undefined;

  /** `link`: the address of a rule's page. */
  constructor(blocks: readonly Block[], findings: readonly Result[], link?: (rule: string) => string) {
    this.#link = link;
    const parts = [...partsOf(blocks)];
    const smallest = finderOf(parts);
    const missing = new Set(blocks.flatMap((block) => (block.kind === 'heading' && block.section !== undefined && !block.at ? [block.section] : [])));
    for (const [at, finding] of findings.entries()) {
      this.#numbers.set(finding, at + 1);
      const section = finding.data?.['section'];
      const part = smallest(finding.range) ?? parts[0];
      if (typeof section === 'string' && missing.has(section)) put(this.#bySection, section, finding);
      else if (part) put(this.#byPart, part, finding);
      else this.#elsewhere.push(finding);
    }
  }

  /** The marks at the heading of a section that is missing. */
  takeMissing(section: string): string {
    const findings = this.#bySection.get(section) ?? [];
    this.#bySection.delete(section);
    return findings.map((finding) => this.#mark(finding)).join('');
  }

  /** The marks at a part of the document, to be written behind it: once, wherever else it is shown. */
  take(part: Shows): string {
    const findings = part ? this.#byPart.get(part) : undefined;
    if (!part || !findings) return '';
    this.#byPart.delete(part);
    return findings.map((finding) => this.#mark(finding)).join('');
  }

  /** Whether there is anything to mark at a part. */
  has(part: Shows): boolean {
    return part !== undefined && this.#byPart.has(part);
  }

  /** The list of all findings, with links to their places, and those that have none; empty where there is none. */
  summary(): string {
    const findings = [...this.#numbers];
    if (findings.length === 0) return '';
    const counts = SEVERITIES.flatMap((severity) => {
      const count = findings.filter(([finding]) => finding.severity === severity).length;
      return count === 0 ? [] : [`${count} ${COUNTED[severity]}${count === 1 ? '' : 's'}`];
    });
    const items = findings.map(([finding, number]) => `<li class="finding ${finding.severity}"><a href="#finding-${number}">${label(finding)}</a></li>`);
    const rest = this.#elsewhere.map((finding) => this.#mark(finding)).join('');
    return `<details class="findings" id="findings"><summary>${counts.join(', ')}</summary><ol>${items.join('')}</ol></details>\n${rest === '' ? '' : `<p class="notes">${rest}</p>\n`}`;
  }

  #mark(finding: Result): string {
    const page = this.#link?.(finding.rule.id);
    const rule = page === undefined ? `<code>${finding.rule.id}</code>` : `<a${attribute('href', page)}><code>${finding.rule.id}</code></a>`;
    return `<span class="finding ${finding.severity}" id="finding-${this.#numbers.get(finding) ?? 0}" tabindex="-1">${label(finding)} (${rule})</span>`;
  }
}

function label({ severity, message }: Result): string {
  const sign = `<svg class="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${SIGNS[severity]}</svg>`;
  return `${sign}<b>${WORDS[severity]}:</b> ${withCode(shownMessage(message))}`;
}

/** Every part of the document that shows something of the spec. */
function* partsOf(blocks: readonly Block[]): Generator<NonNullable<Shows>> {
  for (const block of blocks) {
    switch (block.kind) {
      case 'labels': yield* ofLabels(block.items); break;
      case 'list':
        if (block.at) yield block.at;
        yield* ofLabels(block.items);
        break;
      case 'table':
        if (block.at) yield block.at;
        for (const { at, cells } of block.rows) {
          yield at;
          for (const { lines } of cells) for (const { value } of lines) if (value.at) yield value.at;
        }
        break;
      case 'heading':
        if (block.at) yield block.at;
        break;
      case 'comments':
    }
  }
}

function* ofLabels(items: readonly Labelled[]): Generator<NonNullable<Shows>> {
  for (const { value, parts } of items) {
    if (value.at) yield value.at;
    yield* ofLabels(parts);
  }
}

function put<Key>(map: Map<Key, Result[]>, key: Key, finding: Result): void {
  const known = map.get(key);
  if (known) known.push(finding);
  else map.set(key, [finding]);
}

interface Nested {
  readonly part: NonNullable<Shows>;
  readonly around: Nested | undefined;
}

/** Finds the smallest part that holds a range. Parts lie in or beside each other, as in any tree: of those that begin last before a place, the one sought is among those around them. */
function finderOf(parts: readonly NonNullable<Shows>[]): (range: TextRange) => NonNullable<Shows> | undefined {
  const sorted: Nested[] = [];
  for (const part of parts.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    let around = sorted.at(-1);
    while (around && around.part.end < part.end) around = around.around;
    // Of two with the same range the first one is taken.
    if (around?.part.start !== part.start || around.part.end !== part.end) sorted.push({ part, around });
  }
  return ({ start, end }) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.part.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    let found = sorted[low - 1];
    while (found && found.part.end < end) found = found.around;
    return found?.part;
  };
}
