/** YAML as plain data, of documents that are no specs: nothing of their places or comments is kept. */
import { parseDocument } from 'yaml';

/** A text that cannot be read as data; lines and columns count from 1. */
export class DataFault extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Reads a YAML (or JSON) document as plain data. Throws a {@link DataFault}, and an `Error` where aliases would grow beyond measure. */
export function readYamlData(text: string): unknown {
  const document = parseDocument(text, { merge: true, logLevel: 'silent', prettyErrors: true });
  const [error] = document.errors;
  if (error) {
    const { line = 1, col = 1 } = error.linePos?.[0] ?? {};
    throw new DataFault((error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''), line, col);
  }
  return document.toJS({ maxAliasCount: 1000 });
}
