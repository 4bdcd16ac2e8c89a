/** URIs as keys: clients and file systems escape them in different ways. */

/** One spelling for all spellings of a URI. */
export function uriKey(uri: string): string {
  let key = uri;
  try {
    key = decodeURIComponent(uri);
  } catch {
    // Not escaped, or not properly: taken as it is.
  }
  return key.replace(/^file:\/\/\/([A-Za-z]):/, (_, drive: string) => `file:///${drive.toLowerCase()}:`);
}
