/** Reading many files: the next ones are on their way while one is worked on. */

/** So many texts are in memory at most. */
const AHEAD = 8;

export interface ReadFile {
  readonly uri: string;
  /** Null where it cannot be read. */
  readonly text: string | null;
}

/** The files one by one, in their order. `read` must not reject. */
export async function* readAhead(uris: readonly string[], read: (uri: string) => Promise<string | null>): AsyncGenerator<ReadFile> {
  const begin = async (uri: string): Promise<ReadFile> => ({ uri, text: await read(uri) });
  const waiting = uris.slice(0, AHEAD).map(begin);
  for (let next = waiting.length; waiting.length > 0; next += 1) {
    const [first] = waiting;
    if (first) yield await first;
    waiting.shift();
    const uri = uris[next];
    if (uri !== undefined) waiting.push(begin(uri));
  }
}
