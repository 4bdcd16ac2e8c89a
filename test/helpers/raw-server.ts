/** The real server, spoken to in bytes: what no client library would send. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { bundledServer } from './language-client.ts';

/** How long anything may take on a machine that is busy. */
const PATIENCE = 20_000;

export class RawServer {
  readonly exit: Promise<number | null>;
  readonly #child: ChildProcessWithoutNullStreams;
  #said = '';
  #complained = '';

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.exit = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (data: Buffer) => (this.#said += String(data)));
    child.stderr.on('data', (data: Buffer) => (this.#complained += String(data)));
  }

  static async start(): Promise<RawServer> {
    return new RawServer(spawn(process.execPath, [await bundledServer(), '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] }));
  }

  /** What it has written to its standard error. */
  get complaint(): string {
    return this.#complained;
  }

  write(bytes: string): void {
    this.#child.stdin.write(Buffer.from(bytes, 'utf8'));
  }

  /** Sends a message as the protocol frames it. */
  send(message: object): void {
    this.write(framed(JSON.stringify({ jsonrpc: '2.0', ...message })));
  }

  /** Whether the server answers a request with this id before it ends. */
  async answers(id: number): Promise<boolean> {
    const isAnswered = (): boolean => this.#said.includes(`"id":${String(id)},"result"`);
    const late = AbortSignal.timeout(PATIENCE);
    while (!isAnswered() && this.#child.exitCode === null) await Promise.race([once(this.#child.stdout, 'data', { signal: late }), this.exit]);
    return isAnswered();
  }

  /** Closes the server's input, or takes its output away. */
  hangUp(): void {
    this.#child.stdin.end();
  }

  stopListening(): void {
    this.#child.stdout.destroy();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** A body with the header that the protocol wants. */
export function framed(body: string): string {
  return `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`;
}
