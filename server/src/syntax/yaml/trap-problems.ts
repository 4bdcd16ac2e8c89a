/** What to tell the author about text that YAML would have dropped or split off. */
import type { SourceEdit } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { ScalarNode, SyntaxProblem } from '../tree.ts';
import { quoteRepair } from './quote.ts';
import type { Trap } from './traps.ts';

/** One problem for each value that holds traps, and one for all tabs; `scalars` are those of the tree, in the order of the text. */
export function trapProblems(traps: readonly Trap[], scalars: readonly ScalarNode[], lines: Lines): SyntaxProblem[] {
  const problems = [...tabProblem(traps), ...typeProblems(traps, lines), ...sunkenItems(scalars, lines)];
  const inText = traps.filter((trap) => trap.kind !== 'tab' && trap.kind !== 'type').sort((a, b) => a.at - b.at);
  const sorted = [...scalars].sort((a, b) => a.start - b.start);
  let next = 0;
  for (const scalar of sorted) {
    while ((inText[next]?.at ?? Infinity) < scalar.start) next += 1;
    const first = inText[next];
    if (!first || first.at >= scalar.end) continue;
    problems.push(problemOf(scalar, first, lines));
    while ((inText[next]?.at ?? Infinity) < scalar.end) next += 1;
  }
  return problems;
}

function tabProblem(traps: readonly Trap[]): SyntaxProblem[] {
  const tabs = [...new Set(traps.filter((trap) => trap.kind === 'tab').map((trap) => trap.at))].sort((a, b) => a - b);
  const [first] = tabs;
  if (first === undefined) return [];
  return [{
    kind: 'syntax', start: first, end: first + 1,
    message: 'YAML does not allow tabs for indentation. Use blanks.',
    repair: { title: 'Replace the tabs by blanks', edits: tabs.map((at) => ({ start: at, end: at + 1, newText: '  ' })) },
  }];
}

function typeProblems(traps: readonly Trap[], lines: Lines): SyntaxProblem[] {
  return traps.flatMap((trap) => {
    if (trap.kind !== 'type') return [];
    const { at: start, end } = trap;
    const blanks = /^[ \t]*/.exec(lines.text.slice(end, lines.end(lines.at(end))))?.[0].length ?? 0;
    return [{
      kind: 'swallowed', start, end,
      message: `YAML takes \`${lines.text.slice(start, end)}\` for a type tag and drops it. Remove it, or quote the value if it belongs to a text.`,
      repair: { title: 'Remove the tag', edits: [{ start, end: end + blanks, newText: '' }] },
    }] satisfies SyntaxProblem[];
  });
}

/** `- ` at the start of a line that is indented below an item: YAML takes it as more of that item's text. */
function sunkenItems(scalars: readonly ScalarNode[], lines: Lines): SyntaxProblem[] {
  return scalars.flatMap((scalar): SyntaxProblem[] => {
    const list = scalar.parent;
    if (scalar.style !== 'plain' || scalar.origin || list?.kind !== 'list' || list.flow) return [];
    const edits: SourceEdit[] = [];
    for (let line = lines.at(scalar.start) + 1; line <= lines.at(scalar.end); line += 1) {
      const start = lines.start(line);
      if (/^[ \t]*- /.test(lines.content(line))) edits.push({ start, end: start + lines.indent(line), newText: ' '.repeat(lines.column(list.start)) });
    }
    const [first] = edits;
    if (!first) return [];
    const message = 'This line starts with `- `, but is indented below the item above: YAML takes it as more text of that item. Indent it like the item.';
    return [{ kind: 'swallowed', start: first.end, end: lines.end(lines.at(first.end)), message, repair: { title: 'Indent it like the item above', edits } }];
  });
}

function problemOf(scalar: ScalarNode, first: Trap, lines: Lines): SyntaxProblem {
  const { start, end, text } = scalar;
  const repair = quoteRepair(start, end, text);
  const read = shown(lines.text.slice(start, first.at));
  const lost = shown(lines.text.slice(first.at, end));
  switch (first.kind) {
    case 'colon':
      return { kind: 'syntax', start, end, repair, message: 'A second `: ` on this line: YAML would start a map here and take the lines below into it. Quote the value.' };
    case 'bracket':
      return { kind: 'syntax', start, end, repair, message: `Inside braces or brackets, unquoted text ends at \`${lost[0] ?? ''}\`. Quote the value.` };
    case 'comment': {
      const instead = read === '' ? 'nothing at all' : `\`${read}\` only`;
      return { kind: 'swallowed', start, end, repair, message: `YAML takes \`${lost}\` for a comment and drops it: the executor would read ${instead}. Quote the value.` };
    }
    case 'comma': {
      const last = /,\s*([A-Za-z_]\w*)$/.exec(lost)?.[1];
      const orKey = last === undefined ? '' : ` If \`${last}\` is a key, put a colon behind it.`;
      return { kind: 'swallowed', start, end, repair, message: `Inside braces or brackets a comma ends the value: the executor would read \`${read}\` only, and \`${lost.slice(1).trim()}\` as something else. Quote the value.${orKey}` };
    }
    default:
      return { kind: 'swallowed', start, end, repair, message: `YAML takes \`${/^\S+/.exec(lost)?.[0] ?? lost}\` for a type tag and drops it from the value. Quote the value.` };
  }
}

/** Source text on one line, cut where it is long. */
function shown(source: string): string {
  const oneLine = source.replace(/\s+/g, ' ').trim();
  return oneLine.length <= 60 ? oneLine : `${oneLine.slice(0, 59)}…`;
}
