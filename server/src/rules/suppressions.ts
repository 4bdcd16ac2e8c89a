/**
 * Comments that silence a rule: `# intspec-disable-next-line RULE -- reason`, and the same with `-disable-line` and
 * `-disable-file`; several rules are separated by commas.
 */
import type { Comment, SyntaxTree } from '../syntax/tree.ts';
import type { Finding } from './rule.ts';

export interface Suppression {
  readonly comment: Comment;
  readonly scope: 'line' | 'next-line' | 'file';
  readonly rules: readonly string[];
  readonly reason: string;
  /** The line it silences; undefined for the whole file. */
  readonly line: number | undefined;
}

const FORM = /^intspec-disable-(line|next-line|file)(?:\s+(.*))?$/s;

/** All suppressions of a document, and which of them silenced something. */
export class Suppressions {
  readonly all: readonly Suppression[];
  readonly #used = new Set<string>();

  constructor(tree: SyntaxTree) {
    const commentLines = new Set(tree.comments.filter((comment) => comment.ownLine).map((comment) => tree.positionAt(comment.start).line));
    this.all = tree.comments.flatMap((comment) => readSuppression(comment, tree, commentLines) ?? []);
  }

  /** Whether a finding of a rule on a line is silenced; remembers by which suppression. */
  silences(rule: string, line: number): boolean {
    let silenced = false;
    for (const suppression of this.all) {
      if (!suppression.rules.includes(rule) || (suppression.line !== undefined && suppression.line !== line)) continue;
      this.#used.add(this.#key(suppression, rule));
      silenced = true;
    }
    return silenced;
  }

  /** The rules of a suppression that silenced nothing. */
  unused(suppression: Suppression): string[] {
    return suppression.rules.filter((rule) => !this.#used.has(this.#key(suppression, rule)));
  }

  #key(suppression: Suppression, rule: string): string {
    return `${suppression.comment.start} ${rule}`;
  }
}

/** The suppression that a finding stands on. */
export function suppressionAt({ target }: Finding, tree: SyntaxTree): Suppression | undefined {
  if (typeof target !== 'object' || !('start' in target)) return undefined;
  return new Suppressions(tree).all.find(({ comment }) => comment.start === target.start);
}

/** The text of a suppression comment. */
export function suppressionText(scope: Suppression['scope'], rules: readonly string[], reason: string): string {
  return `intspec-disable-${scope} ${rules.join(', ')}${reason === '' ? '' : ` -- ${reason}`}`;
}

function readSuppression(comment: Comment, tree: SyntaxTree, commentLines: ReadonlySet<number>): Suppression | undefined {
  const match = FORM.exec(comment.text);
  if (!match) return undefined;
  const scope = match[1] as Suppression['scope'];
  const given = match[2] ?? '';
  const mark = /(?:^|\s)--(?:\s|$)/.exec(given);
  const names = mark ? given.slice(0, mark.index) : given;
  const reason = mark ? given.slice(mark.index + mark[0].length).trim() : '';
  const rules = names.split(/[\s,]+/).filter((name) => name !== '');
  const { line } = tree.positionAt(comment.start);
  return { comment, scope, rules, reason, line: scope === 'file' ? undefined : scope === 'line' ? line : nextContentLine(line, commentLines) };
}

/** The next line that holds more than a comment, so that suppressions can be stacked. */
function nextContentLine(line: number, commentLines: ReadonlySet<number>): number {
  let next = line + 1;
  while (commentLines.has(next)) next += 1;
  return next;
}
