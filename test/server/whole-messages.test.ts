/** A message goes out as a whole, and what goes wrong with it is told. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { StreamMessageWriter } from 'vscode-languageserver/node';
import { wholeMessages } from '../../server/src/server/whole-messages.ts';

/** A stream that keeps what is written to it, write by write; from the n-th write on it fails. */
function written(failsAt = Infinity): { readonly output: Writable; readonly pieces: string[] } {
  const pieces: string[] = [];
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      if (pieces.length >= failsAt) done(new Error('The pipe is broken.'));
      else {
        pieces.push(String(piece));
        done();
      }
    },
  });
  return { output, pieces };
}

const message = (method: string): { readonly jsonrpc: '2.0'; readonly method: string } => ({ jsonrpc: '2.0', method });

describe('messages over stdio', () => {
  it('are written at once, header and content', async () => {
    const { output, pieces } = written();
    const writer = new StreamMessageWriter(wholeMessages(output));
    await Promise.all(['ä', 'Content-Length: 5'].map((method) => writer.write(message(method))));
    assert.deepEqual(pieces, [
      'Content-Length: 31\r\n\r\n{"jsonrpc":"2.0","method":"ä"}',
      'Content-Length: 46\r\n\r\n{"jsonrpc":"2.0","method":"Content-Length: 5"}',
    ]);
  });

  it('wait for nothing where they come as a whole', () => {
    const { output, pieces } = written();
    const whole = 'Content-Length: 2\r\n\r\n{}';
    wholeMessages(output).write(whole);
    assert.deepEqual(pieces, [whole]);
  });

  it('tell what goes wrong', async () => {
    const { output, pieces } = written(1);
    const writer = new StreamMessageWriter(wholeMessages(output));
    const errors: string[] = [];
    writer.onError(([{ message: text }]) => errors.push(text));
    await writer.write(message('one'));
    await assert.rejects(writer.write(message('two')), /The pipe is broken/);
    assert.deepEqual([pieces.length, errors.length > 0], [1, true]);
  });

  it('end with their stream', async () => {
    const { output } = written();
    new StreamMessageWriter(wholeMessages(output)).end();
    await once(output, 'finish');
  });
});
