/**
 * Texts, or data with texts in them, that share nothing with what they were taken from: a part of a long text may keep
 * the whole of that in memory, and what is remembered of a file outlives its text by far. The data is plain, as JSON
 * has it.
 */
export function copied<T>(data: T): T {
  return data === undefined ? data : (JSON.parse(JSON.stringify(data)) as T);
}
