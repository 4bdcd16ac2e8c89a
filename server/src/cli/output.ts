/** Standard output and standard error: nothing is cut off, and a reader that has left is no error. */
import { styleText } from 'node:util';
import { visible } from '../rules/visible.ts';

export type Style = Parameters<typeof styleText>[0];

/** Puts a style on a text, or does not. */
export type Paint = (style: Style, text: string) => string;

export const plainText: Paint = (_style, text) => text;

/** Standard output could not be written, on a full disk for one; the message says why. */
export class OutputError extends Error {}

export class Output {
  /** Writes a text; done when it is passed on. Rejects with an {@link OutputError}. */
  async write(text: string): Promise<void> {
    const error = await send(process.stdout, text);
    if (error) throw new OutputError(`Standard output could not be written. ${error.message}`);
  }

  /** Writes a message with a line end to standard error. Where that cannot be written, there is nobody to tell. */
  async error(message: string): Promise<void> {
    await send(process.stderr, `intspec: ${message.split('\n').map(visible).join('\n')}\n`);
  }

  /** Writes a text to standard error as it is. */
  async note(text: string): Promise<void> {
    await send(process.stderr, text);
  }

  /** Whether to use colours: as asked for, or as the environment and the terminal suggest. */
  usesColors(asked: boolean | undefined): boolean {
    return asked ?? colorsByDefault(process.env, process.stdout);
  }
}

/** How texts are painted, with colours or without. */
export function painter(colors: boolean): Paint {
  return colors ? (style, text) => styleText(style, text, { validateStream: false }) : plainText;
}

/** What is said of an error that nobody foresaw. */
export function faultText(error: unknown): string {
  return `This is a fault of intspec: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Whether to use colours where nobody asked. As in Node itself, FORCE_COLOR wins over NO_COLOR. */
export function colorsByDefault(env: Readonly<Record<string, string | undefined>>, stream: { readonly isTTY?: boolean }): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return !['0', 'false'].includes(force);
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** The text without what build servers take for an order to them, wherever it stands: `##[…]`, `##vso[…]`. In JSON it stays the same text. */
function withoutOrders(text: string): string {
  return text.replace(/##(?=[\w.-]*\[)/g, '#\\u0023');
}

/** An error of a stream does not end the command: whoever writes is told of it. */
export function keepOnErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Writes a text. Answers with what went wrong; that a reader has closed its end is no error: what else there is to say is said to nobody. */
function send(stream: NodeJS.WriteStream, text: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    if (text === '' || !stream.writable) resolve(undefined);
    else stream.write(withoutOrders(text), (error?: NodeJS.ErrnoException | null) => { resolve(error && error.code !== 'EPIPE' ? error : undefined); });
  });
}
