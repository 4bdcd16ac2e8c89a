/**
 * Comments that silence a rule: `# intspec-disable-next-line RULE -- reason`, and the same with `-disable-line` and
 * `-disable-file`; several rules are separated by commas. A reason behind another mark than ` -- `, or behind none, is
 * read as one, so that no words of a sentence count as rules, and reported as one in the wrong form. In a text over
 * several lines no comment can stand, so that what holds for its first line holds for all of it.
 */
import { remember } from '../model/remember.ts';
import type { Comment, SyntaxTree, TextRange } from '../syntax/tree.ts';
import type { AnyRule, Finding } from './rule.ts';

export type SuppressionScope = 'line' | 'next-line' | 'file';

/** The scopes, the most usual first, and how far each reaches. */
export const suppressionScopes: ReadonlyMap<SuppressionScope, string> = new Map([
  ['next-line', 'Silences a rule on the next line. A text that begins there is covered to its end.'],
  ['line', 'Silences a rule on the line that the comment stands on. A text that begins or ends there is covered as a whole.'],
  ['file', 'Silences a rule in the whole file.'],
]);

export interface Suppression {
  readonly comment: Comment;
  readonly scope: SuppressionScope;
  readonly rules: readonly string[];
  /** Where each of the rules is named. */
  readonly names: readonly TextRange[];
  /** What stands behind ` -- `. */
  readonly reason: string;
  /** What stands behind the rules without ` -- ` in front of it: a reason in the wrong form. Empty where there is none. */
  readonly unmarked: string;
  /** Where the rules end and the reason begins, its mark included; undefined where there is neither mark nor reason. */
  readonly reasonStart: number | undefined;
  /** The line it silences, from 0, first of those that no comment can part; undefined for the whole file. */
  readonly line: number | undefined;
}

const FORM = /^intspec-disable-(line|next-line|file)(?:\s+(.*))?$/s;

/** All suppressions of a document, and which of them silenced something. */
export class Suppressions {
  readonly all: readonly Suppression[];
  readonly #used = new Set<string>();
  readonly #tree: SyntaxTree;

  readonly #unjudged: ReadonlySet<string>;

  /** `unjudged`: rules that have not been told what they need to find anything. */
  constructor(tree: SyntaxTree, unjudged: readonly string[] = []) {
    this.#tree = tree;
    this.#unjudged = new Set(unjudged);
    this.all = suppressionsIn(tree);
  }

  /** Whether a finding of a rule at a place is silenced; remembers by which suppression. */
  silences(rule: string, place: TextRange): boolean {
    const line = this.#tree.linesAround(place.start).first;
    let silenced = false;
    for (const suppression of this.all) {
      if (!suppression.rules.includes(rule) || (suppression.line !== undefined && suppression.line !== line)) continue;
      this.#used.add(this.#key(suppression, rule));
      silenced = true;
    }
    return silenced;
  }

  /** The rules of a suppression that silenced nothing, those left out of which nobody can tell. */
  unused(suppression: Suppression): string[] {
    return suppression.rules.filter((rule) => !this.#unjudged.has(rule) && !this.#used.has(this.#key(suppression, rule)));
  }

  #key(suppression: Suppression, rule: string): string {
    return `${suppression.comment.start} ${rule}`;
  }
}

/** The suppressions of a text, in the order of their comments. */
export const suppressionsIn = remember((tree: SyntaxTree): readonly Suppression[] => {
  // Most comments silence nothing, and where they stand need not be known.
  const found = tree.comments.filter(({ text }) => FORM.test(text));
  if (found.length === 0) return [];
  const commentLines = new Set(tree.comments.filter((comment) => comment.ownLine).map((comment) => tree.positionAt(comment.start).line));
  return found.flatMap((comment) => readSuppression(comment, tree, commentLines) ?? []);
});

/** Rules that are not to be silenced: while these find something, the text is not read as it is meant. */
const NEVER: readonly string[] = ['yaml-syntax', 'multiple-documents'];

/** Whether to offer silencing a rule; those that judge suppressions cannot be. */
export function maySuppress(rule: AnyRule): boolean {
  return !('checkSuppressions' in rule) && !NEVER.includes(rule.id);
}

/** The suppression that a finding stands on. */
export function suppressionAt({ target }: Finding, tree: SyntaxTree): Suppression | undefined {
  if (typeof target !== 'object' || !('start' in target)) return undefined;
  return suppressionsIn(tree).find(({ comment }) => comment.start === target.start);
}

/** The text of a suppression comment. */
export function suppressionText(scope: SuppressionScope, rules: readonly string[], reason: string): string {
  return `intspec-disable-${scope} ${rules.join(', ')}${reason === '' ? '' : ` -- ${reason}`}`;
}

function readSuppression(comment: Comment, tree: SyntaxTree, commentLines: ReadonlySet<number>): Suppression | undefined {
  const match = FORM.exec(comment.text);
  if (!match) return undefined;
  const scope = match[1] as SuppressionScope;
  const given = match[2] ?? '';
  const start = comment.start + tree.text.slice(comment.start, comment.end).lastIndexOf(given);
  const { names, end } = readNames(given);
  const rest = given.slice(end);
  const reason = MARK.exec(rest);
  const { line } = tree.positionAt(comment.start);
  return {
    comment, scope,
    reason: reason ? rest.slice(reason[0].length).trim() : '',
    unmarked: reason ? '' : rest.replace(OTHER_MARK, '').trim(),
    reasonStart: rest === '' ? undefined : start + end,
    rules: names.map(([name]) => name),
    names: names.map(({ index, 0: name }) => ({ start: start + index, end: start + index + name.length })),
    line: scope === 'file' ? undefined : tree.linesAround(scope === 'line' ? comment.start : tree.offsetAt({ line: nextContentLine(line, commentLines), character: 0 })).first,
  };
}

/** What separates the reason from the rules. */
const MARK = /^--(?:\s|$)/;
/** What people write in its place. */
const OTHER_MARK = /^(?:[-–—:;.=]|\/\/)+\s*/;
/** A word that may name a rule. */
const WORD = /\w+(?:-\w+)*/y;
/** What shows that a word in front of it, whatever it is, stands for a rule. */
const BEHIND_A_RULE = /^\s*(?:$|[-–—:;.,])/;

/** The words in front of the reason that stand for rules, known or not, and where the reason with its mark begins. */
function readNames(given: string): { readonly names: readonly RegExpExecArray[]; readonly end: number } {
  const names: RegExpExecArray[] = [];
  let end = 0;
  let comma = true;
  for (;;) {
    const gap = /^[\s,]*/.exec(given.slice(end))?.[0] ?? '';
    comma ||= gap.includes(',');
    end += gap.length;
    WORD.lastIndex = end;
    const word = WORD.exec(given);
    if (!word || !standsForRule(word[0], given.slice(WORD.lastIndex), comma)) return { names, end };
    names.push(word);
    end = WORD.lastIndex;
    comma = false;
  }
}

/** Rules are several words joined by hyphens; behind a comma others count too, so that they can be reported as unknown. */
function standsForRule(word: string, behind: string, isSeparated: boolean): boolean {
  if (isSeparated && BEHIND_A_RULE.test(behind)) return true;
  return word.includes('-') && (isSeparated ? /^\s/.test(behind) : BEHIND_A_RULE.test(behind));
}

/** The next line that holds more than a comment, so that suppressions can be stacked. */
function nextContentLine(line: number, commentLines: ReadonlySet<number>): number {
  let next = line + 1;
  while (commentLines.has(next)) next += 1;
  return next;
}
