/** Patterns in a settings file that can match no spec, whatever files there are. Which files the others match, the workspace knows. */
import type { Spec } from '../model/spec.ts';
import type { Finding } from './rule.ts';
import { excerpt } from './words.ts';

/** Characters of a pattern, and patterns of one file: what is more is not read. */
export const LONGEST_PATTERN = 500;
export const MOST_PATTERNS = 100;

/** The findings on the patterns of a settings file. */
export function* patternFindings(spec: Spec): Generator<Finding> {
  if (spec.format.name !== 'settings') return;
  const list = spec.at('files', 'patterns');
  const nodes = list?.kind === 'list' ? list.items : [];
  const [unread] = nodes.slice(MOST_PATTERNS);
  if (unread) yield { target: { node: unread }, message: `These are more than ${String(MOST_PATTERNS)} patterns: from here on they are not read. A pattern with \`*\` or \`{…,…}\` says many at once.` };
  for (const node of nodes.slice(0, MOST_PATTERNS)) {
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || (node.text.trim() !== '' && !spec.hasValue(node))) continue;
    const why = faultOf(node.text.trim());
    if (why !== undefined) yield { target: { node }, message: `The pattern \`${excerpt(node.text)}\` can match no file: ${why}` };
  }
}

/** Why a pattern matches nothing; undefined where it may match something. */
function faultOf(pattern: string): string | undefined {
  const isExclusion = pattern.startsWith('!');
  const glob = pattern.replace(/^!/, '').replace(/^(?:\.?\/)+/, '');
  if (glob === '') return 'it is empty.';
  if (pattern.length > LONGEST_PATTERN) return `it is longer than ${String(LONGEST_PATTERN)} characters.`;
  if (/(?<![\\[])!\(/.test(glob)) return '`!(…)` is not known here; a pattern of its own that starts with `!` takes files out.';
  if (/\\[\p{L}\p{N}_.-]/u.test(glob)) return 'folders are parted by `/`, on every system.';
  if (/(?:^|\/)\.\.(?:\/|$)/.test(glob)) return 'patterns are relative to the folder of this file, and do not leave it.';
  const bracket = unclosedIn(glob);
  if (bracket !== undefined) return `its \`${bracket}\` is not closed.`;
  if (glob.endsWith('/')) return `it names a folder; for all files in it, write \`${glob}**\`.`;
  // To take these out once more is no use, and no harm.
  if (!isExclusion && /(?:^|\/)(?:node_modules|\.[^/]*)\//.test(glob)) return '`node_modules` and folders whose name starts with a dot are left out.';
  return undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };

/** The first bracket of a glob that nothing closes, those behind a backslash aside. */
function unclosedIn(glob: string): string | undefined {
  const open: string[] = [];
  let isEscaped = false;
  for (const char of glob) {
    const inClass = open.at(-1) === '[';
    if (isEscaped) isEscaped = false;
    else if (char === '\\') isEscaped = true;
    else if (!inClass && char in CLOSING) open.push(char);
    else if (char === CLOSING[open.at(-1) ?? '']) open.pop();
  }
  return open[0];
}
