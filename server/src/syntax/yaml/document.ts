/** Which lines of a file are its one document: behind directives and the first `---`, before a second. */
import type { Lines } from '../lines.ts';
import type { SyntaxProblem } from '../tree.ts';
import { isBlank } from './cut.ts';

export interface Extent {
  readonly first: number;
  readonly last: number;
  readonly problems: readonly SyntaxProblem[];
}

/** The lines of the first document, and a problem where there is a second. */
export function findDocument(lines: Lines): Extent {
  let first = 0;
  let seen = false;
  for (let line = 0; line < lines.count; line += 1) {
    // Nearly no line starts so; the others are not looked at any further.
    const char = lines.text.charCodeAt(lines.start(line));
    if (char !== 0x2d && char !== 0x2e) continue;
    const content = lines.content(line);
    const marker = /^(---|\.\.\.)(?=[ \t]|$)/.exec(content)?.[1];
    if (marker === '---' && !seen && blankBefore(lines, first, line)) {
      // Text behind the marker would be the document's start; a spec is a map, which starts on a line of its own.
      if (isBlank(content.slice(3))) first = line + 1;
      seen = true;
    } else if (marker) {
      return { first, last: Math.max(first, line) - 1, problems: secondDocument(lines, line, marker) };
    }
  }
  return { first, last: lines.count - 1, problems: [] };
}

function blankBefore(lines: Lines, from: number, to: number): boolean {
  for (let line = from; line < to; line += 1) if (!isBlank(lines.content(line)) && !lines.content(line).startsWith('%')) return false;
  return true;
}

function secondDocument(lines: Lines, line: number, marker: string): SyntaxProblem[] {
  let at = line;
  if (marker === '...') {
    at = line + 1;
    while (at < lines.count && isBlank(lines.content(at))) at += 1;
    if (at === lines.count) return [];
  }
  const message = 'A second YAML document starts here. A spec file holds one spec: move this one to a file of its own.';
  return [{ kind: 'multiple-documents', start: lines.start(at), end: lines.end(at), message }];
}
