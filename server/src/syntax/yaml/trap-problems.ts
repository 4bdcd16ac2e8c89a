/** What to tell the author about text that YAML would have dropped or split off. */
import type { SourceEdit } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { ScalarNode, SyntaxProblem } from '../tree.ts';
import { quoteRepair } from './quote.ts';
import type { Trap } from './traps.ts';

/** One problem for each value that holds traps, and one for all tabs; `scalars` are those of the tree. */
export function trapProblems(traps: readonly Trap[], scalars: readonly ScalarNode[], lines: Lines): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const tabs = [...new Set(traps.filter((trap) => trap.kind === 'tab').map((trap) => trap.at))].sort((a, b) => a - b);
  const firstTab = tabs[0];
  if (firstTab !== undefined) {
    const edits: SourceEdit[] = tabs.map((at) => ({ start: at, end: at + 1, newText: '  ' }));
    problems.push({
      kind: 'syntax', start: firstTab, end: firstTab + 1,
      message: 'YAML does not allow tabs for indentation. Use blanks.',
      repair: { title: 'Replace the tabs by blanks', edits },
    });
  }
  const byScalar = new Map<ScalarNode, Trap[]>();
  for (const trap of traps) {
    const scalar = trap.kind === 'tab' ? undefined : scalars.find((each) => each.start <= trap.at && trap.at < each.end);
    if (scalar) byScalar.set(scalar, [...(byScalar.get(scalar) ?? []), trap]);
  }
  for (const [scalar, found] of byScalar) problems.push(problemOf(scalar, found, lines));
  return problems;
}

function problemOf(scalar: ScalarNode, traps: readonly Trap[], lines: Lines): SyntaxProblem {
  const first = traps.reduce((least, trap) => (trap.at < least.at ? trap : least));
  const { start, end, text } = scalar;
  const repair = quoteRepair(start, end, text);
  const read = lines.text.slice(start, first.at).trimEnd();
  const lost = lines.text.slice(first.at, end);
  switch (first.kind) {
    case 'colon':
      return { kind: 'syntax', start, end, repair, message: 'A second `: ` on this line: YAML would start a map here and take the lines below into it. Quote the value.' };
    case 'comment':
      return { kind: 'swallowed', start, end, repair, message: `YAML takes \`${lost}\` for a comment and drops it: the executor would read \`${read}\` only. Quote the value.` };
    case 'comma':
      return { kind: 'swallowed', start, end, repair, message: `Inside braces a comma ends the value: the executor would read \`${read}\` only, and \`${lost.slice(1).trim()}\` as a key. Quote the value.` };
    default:
      return { kind: 'swallowed', start, end, repair, message: `YAML takes \`${/^\S+/.exec(lost)?.[0] ?? lost}\` for a type tag and drops it from the value. Quote the value.` };
  }
}
