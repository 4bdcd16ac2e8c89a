/** Keys with their values, as lines of YAML in block style. */

export interface Entry {
  readonly key: string;
  /** A value as it stands in the file, quotes included, or the entries below the key. */
  readonly value: string | readonly Entry[];
  /** A comment behind the value. */
  readonly comment?: string;
}

export function entry(key: string, value: Entry['value'], comment?: string): Entry {
  return { key, value, ...(comment !== undefined && { comment }) };
}

/** The lines of entries, `depth` levels of two blanks in; a value of several lines is one whose text has them. */
export function lines(entries: readonly Entry[], depth: number): string[] {
  const indent = '  '.repeat(depth);
  return entries.flatMap(({ key, value, comment }) => {
    if (typeof value !== 'string') return [`${indent}${key}:${behind(comment)}`, ...lines(value, depth + 1)];
    const [first = '', ...more] = value.split('\n');
    return [`${indent}${key}:${first === '' ? '' : ` ${first}`}${behind(comment)}`, ...more.map((line) => `${indent}  ${line}`)];
  });
}

function behind(comment: string | undefined): string {
  return comment === undefined ? '' : `  # ${comment}`;
}
