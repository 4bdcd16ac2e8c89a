/** Messages written at once. */
import { Writable } from 'node:stream';

/** How the first of the two pieces begins and ends that the library writes a message in: its header, then its content. */
const HEADER = Buffer.from('Content-Length:');
const HEADER_END = Buffer.from('\r\n\r\n');

/** A stream that writes both pieces of a message to another one at once, so that whoever reads there wakes up once for it. */
export function wholeMessages(output: NodeJS.WritableStream): Writable {
  let header: Buffer | undefined;
  // Of what goes wrong with a message its own write is told.
  output.on('error', () => undefined);
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      if (!header && isHeader(piece)) {
        header = piece;
        done();
        return;
      }
      output.write(header ? Buffer.concat([header, piece]) : piece, done);
      header = undefined;
    },
    final(done) {
      output.end(done);
    },
  });
}

/** Whether a piece is a header and nothing more. */
function isHeader(piece: Buffer): boolean {
  return piece.subarray(0, HEADER.length).equals(HEADER) && piece.subarray(-HEADER_END.length).equals(HEADER_END);
}
