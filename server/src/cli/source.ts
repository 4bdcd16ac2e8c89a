/** Texts of files and of standard input: read with care, written at once or not at all. */
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { reasonOf } from './find-files.ts';

/** No spec is longer, by far. */
const MAX_MEGABYTES = 10;

const BYTE_ORDER_MARK = '\ufeff';

export interface Source {
  /** Without a byte-order mark. */
  readonly text: string;
  /** The file starts with a byte-order mark, which a new text has to keep. */
  readonly mark: boolean;
}

/** A text that cannot be read or written; the message says why. */
export class SourceError extends Error {}

/** How large a text may be, and what is said of a larger one. */
export interface SizeLimit {
  readonly megabytes: number;
  readonly reason: string;
}

const SPEC_LIMIT: SizeLimit = { megabytes: MAX_MEGABYTES, reason: 'no spec is' };

/** Reads a file. Throws a {@link SourceError}. */
export function readSource(path: string, limit?: SizeLimit): Promise<Source> {
  return readStream(createReadStream(path), limit);
}

/** Reads all of a stream as UTF-8. Throws a {@link SourceError}. */
export async function readStream(stream: Readable, { megabytes, reason } = SPEC_LIMIT): Promise<Source> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > megabytes * 1024 * 1024) throw new SourceError(`It is larger than ${megabytes} MB, and ${reason}.`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(reasonOf(error));
  }
  return decode(Buffer.concat(chunks));
}

/** Writes a new text for a source, with its byte-order mark and its mode: all of it, or nothing. `what`: what is new in it, in the plural. Throws a {@link SourceError}. */
export async function writeSource(path: string, { mark }: Source, text: string, what = 'fixes'): Promise<void> {
  try {
    // The new file takes the old one's place, which a read-only file would not prevent.
    await access(path, constants.W_OK);
    const { replaceFile } = await import('./replace-file.ts');
    await replaceFile(path, (mark ? BYTE_ORDER_MARK : '') + text);
  } catch (error) {
    throw new SourceError(`The ${what} could not be written. ${reasonOf(error)}`);
  }
}

function decode(bytes: Buffer): Source {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith(BYTE_ORDER_MARK) ? { text: text.slice(1), mark: true } : { text, mark: false };
  } catch {
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    throw new SourceError(`It is not valid UTF-8.${wide ? ' It looks like UTF-16: save it as UTF-8.' : ''}`);
  }
}
