/** Messages written at once. */
import { Writable } from 'node:stream';

/** What begins the first of the two pieces that the library writes a message in: its header, then its content. */
const HEADER = Buffer.from('Content-Length:');

/** A stream that writes both pieces of a message to another one at once, so that whoever reads there wakes up once for it. */
export function wholeMessages(output: NodeJS.WritableStream): Writable {
  let header: Buffer | undefined;
  // Of what goes wrong with a message its own write is told.
  output.on('error', () => undefined);
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      if (!header && piece.subarray(0, HEADER.length).equals(HEADER)) {
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
