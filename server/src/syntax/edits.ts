/** Edits by offset, applied. */
import type { SourceEdit } from './change.ts';

/** The text with the edits applied; they must not overlap. Edits at one place keep their order. */
export function applyEdits(text: string, edits: readonly SourceEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.newText;
    at = Math.max(at, edit.end);
  }
  return result + text.slice(at);
}
