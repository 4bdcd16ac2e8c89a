/**
 * Text of a spec or of settings inside of Markdown. Whoever wrote it, it is shown as it is: no link, no picture that a
 * client would fetch, no command, no HTML.
 */
import { shortened, visible } from '../rules/visible.ts';

/** A piece of code, whatever backticks it has; on one line. Nothing stands as a blank: two backticks alone would begin what the next ones end. */
export function code(text: string): string {
  const line = oneLine(text) || ' ';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Words that mean nothing in Markdown; on one line. */
export function prose(text: string): string {
  const inert = oneLine(text).replace(/[\\`*_[\]<&~@]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');
  // What starts a heading, a list, a quotation, a table or a line across does so at the start only.
  return inert.replace(/^(?=[-+#>=|])/, '\\').replace(/^(\d+)(?=[.)])/, '$1\\');
}

function oneLine(text: string): string {
  return visible(shortened(text.replace(/\s+/g, ' ').trim()));
}
