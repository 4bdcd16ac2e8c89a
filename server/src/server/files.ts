/** Where the server gets files from: its client, or the disk. */
import type { Connection } from 'vscode-languageserver';
import type { ExistingFilesParams, ExistingFilesResult, ListFilesParams, ListFilesResult, ReadFileParams, ReadFileResult } from './protocol.ts';
import { ExistingFiles, ListFiles, ReadFile } from './protocol.ts';

/** No spec is longer, by far: one with ten thousand fields has some three million. */
export const MAX_BYTES = 4 * 1024 * 1024;

/** A file has more than {@link MAX_BYTES}. */
export class FileTooLong extends Error {
  /** `bytes` are those that it has. */
  constructor(bytes: number) {
    super(`The file has ${String(Math.ceil(bytes / 1024 / 1024))} MB; specs and settings of more than ${String(MAX_BYTES / 1024 / 1024)} MB are not read.`);
  }
}

/** Access to the files of the workspace folders; nothing outside of them is read. */
export interface Files {
  /** URIs of all files in the folders that match one of the patterns. */
  list(patterns: readonly string[], folders: readonly string[]): Promise<readonly string[]>;
  /** The text of a file in one of the folders; null where it is gone, unreadable or elsewhere. Rejects with {@link FileTooLong}. */
  read(uri: string, folders: readonly string[]): Promise<string | null>;
  /** Those of the URIs that are files in one of the folders. */
  existing(uris: readonly string[], folders: readonly string[]): Promise<readonly string[]>;
}

/** The client's file systems, virtual ones included. */
export function clientFiles(connection: Connection): Files {
  return {
    list: async (patterns) => {
      const params: ListFilesParams = { patterns };
      return (await connection.sendRequest<ListFilesResult>(ListFiles, params)).uris;
    },
    read: async (uri) => {
      const params: ReadFileParams = { uri, maxBytes: MAX_BYTES };
      const { text, tooLong } = await connection.sendRequest<ReadFileResult>(ReadFile, params);
      if (tooLong !== undefined) throw new FileTooLong(tooLong);
      return text;
    },
    existing: async (uris) => {
      const params: ExistingFilesParams = { uris };
      return (await connection.sendRequest<ExistingFilesResult>(ExistingFiles, params)).uris;
    },
  };
}

/** For a client without files and a server without a disk: open documents are all there is. */
export const noFiles: Files = {
  list: () => Promise.resolve([]),
  read: () => Promise.resolve(null),
  existing: () => Promise.resolve([]),
};
