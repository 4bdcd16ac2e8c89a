/** The one stretch by which two texts differ. */

/** `start` to `oldEnd` of the old text stands as `start` to `newEnd` in the new one; offsets in UTF-16 code units. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Texts are compared by stretches of so many characters, long ones first, which is far quicker than one by one. */
const STRETCHES = [1 << 14, 1 << 9, 1 << 4];

/** The change from one text to another; what they share at both ends is left out. */
export function changeBetween(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  for (const size of STRETCHES) while (start + size <= most && before.slice(start, start + size) === after.slice(start, start + size)) start += size;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let shared = 0;
  const room = most - start;
  for (const size of STRETCHES) while (shared + size <= room && endsAlike(before, after, shared, size)) shared += size;
  while (shared < room && before.charCodeAt(before.length - 1 - shared) === after.charCodeAt(after.length - 1 - shared)) shared += 1;
  return atLineEnd(before, after, { start, oldEnd: before.length - shared, newEnd: after.length - shared });
}

/** So far a change is moved back at most: over the blanks that indent a line. */
const FARTHEST = 200;

/**
 * Lines put in or taken out may be told apart from those around them in several ways, where these begin alike. They are
 * taken to begin behind a line, where that is as true, since people add lines at the ends of others.
 */
function atLineEnd(before: string, after: string, { start, oldEnd, newEnd }: TextChange): TextChange {
  const [text, end] = start === oldEnd ? [after, newEnd] : [before, oldEnd];
  if ((start !== oldEnd && start !== newEnd) || !text.slice(start, end).includes('\n')) return { start, oldEnd, newEnd };
  for (let by = 0; by <= Math.min(start, FARTHEST); by += 1) {
    if (/^\r?\n/.test(text.slice(start - by, start - by + 2))) return { start: start - by, oldEnd: oldEnd - by, newEnd: newEnd - by };
    if (text[start - by - 1] !== text[end - by - 1]) break;
  }
  return { start, oldEnd, newEnd };
}

function endsAlike(before: string, after: string, shared: number, size: number): boolean {
  const [a, b] = [before.length - shared, after.length - shared];
  return before.slice(a - size, a) === after.slice(b - size, b);
}
