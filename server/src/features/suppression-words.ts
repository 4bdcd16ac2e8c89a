/** Completion and hover inside comments that silence a rule. */
import type { Hover } from 'vscode-languageserver-types';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import { ruleById, rules } from '../rules/index.ts';
import type { AnyRule } from '../rules/rule.ts';
import type { Result } from '../rules/runner.ts';
import type { Suppression } from '../rules/suppressions.ts';
import { maySuppress, Suppressions, suppressionScopes } from '../rules/suppressions.ts';
import type { Comment, TextRange } from '../syntax/tree.ts';
import { stop } from './tab-stops.ts';
import type { TextProposal } from './text-completion.ts';
import { lspRange } from './text-edits.ts';

/** Words for a comment: over a range of the source, which holds the cursor. */
export interface CommentWords {
  readonly range: TextRange;
  readonly proposals: readonly TextProposal[];
}

/** What may be typed at an offset of a comment; undefined outside of comments. `findings` are those of the document. */
export function suppressionCompletions({ tree }: Spec, offset: number, findings: () => readonly Result[]): CommentWords | undefined {
  const comment = commentAt(tree.comments, offset);
  if (!comment) return undefined;
  const suppression = new Suppressions(tree).all.find((each) => each.comment === comment);
  const typed = /^#\s*(\S*)/.exec(tree.text.slice(comment.start, comment.end));
  const [start, end] = [comment.start + (typed?.[0].length ?? 0) - (typed?.[1]?.length ?? 0), comment.start + (typed?.[0].length ?? 0)];
  if (offset <= end) return formWords(comment, { start, end }, tree.text.slice(start, offset), suppression !== undefined);
  return suppression && ruleWords(suppression, offset, tree.text, () => foundAt(suppression, findings(), (result) => tree.linesAround(result.range.start).first));
}

function commentAt(comments: readonly Comment[], offset: number): Comment | undefined {
  return comments.find((comment) => comment.start < offset && offset <= comment.end);
}

const MARK = 'intspec-disable-';

/** The forms of the comment, for who has begun to type one; those that reach nothing from where it stands last. */
function formWords({ ownLine }: Comment, range: TextRange, prefix: string, isComplete: boolean): CommentWords {
  const begun = prefix !== '' && (MARK.startsWith(prefix) || prefix.startsWith('intspec'));
  const scopes = [...suppressionScopes].sort(([one], [other]) => Number(one === 'line') * (ownLine ? 1 : -1) - Number(other === 'line') * (ownLine ? 1 : -1));
  const proposals = scopes.map(([scope, documentation]): TextProposal => ({ label: MARK + scope, words: MARK + scope + (isComplete ? '' : ' '), kind: CompletionItemKind.Keyword, documentation }));
  return { range, proposals: begun ? proposals : [] };
}

/** The rules that find something where the suppression reaches. */
function foundAt({ line }: Suppression, results: readonly Result[], lineOf: (result: Result) => number): Set<AnyRule> {
  return new Set(results.filter((result) => line === undefined || lineOf(result) === line).map(({ rule }) => rule));
}

function ruleWords({ names, rules: named, reasonStart, comment }: Suppression, offset: number, text: string, found: () => ReadonlySet<AnyRule>): CommentWords | undefined {
  // The reason is in the author's own words.
  if (reasonStart !== undefined && offset > reasonStart) return undefined;
  const at = names.findIndex(({ start, end }) => start <= offset && offset <= end);
  const range = names[at] ?? { start: offset, end: offset };
  const here = found();
  const rank = (rule: AnyRule): number => (here.has(rule) ? 0 : 1);
  const free = rules.filter((rule) => maySuppress(rule) && (!named.includes(rule.id) || named[at] === rule.id)).sort((a, b) => rank(a) - rank(b));
  const isLast = text.slice(range.end, comment.end).trim() === '';
  return {
    range,
    proposals: free.map((rule, order): TextProposal => ({
      label: rule.id, words: rule.id + (isLast ? ` -- ${stop('<reason>')}` : ''), kind: CompletionItemKind.Value, documentation: describeRule(rule),
      ...(here.has(rule) && { detail: 'found here', ...(order === 0 && { preselect: true }) }),
    })),
  };
}

function describeRule({ title, explanation }: AnyRule): string {
  return `**${title}**\n\n${explanation}`;
}

/** What the rule finds whose name in a suppression stands at an offset; undefined elsewhere. */
export function suppressionHover({ tree }: Spec, offset: number): Hover | undefined {
  if (!commentAt(tree.comments, offset)) return undefined;
  for (const { names, rules: named } of new Suppressions(tree).all) {
    const at = names.findIndex(({ start, end }) => start <= offset && offset <= end);
    const rule = ruleById(named[at] ?? '');
    const range = names[at];
    if (rule && range) return { contents: { kind: 'markdown', value: describeRule(rule) }, range: lspRange(tree, range) };
  }
  return undefined;
}
