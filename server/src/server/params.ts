/**
 * Parameters are held against what LSP says of them before any handler sees them: a client that sends others is told so,
 * with `InvalidParams`, and what stands behind can rely on them.
 */
import type { Message, MessageStrategy, NotificationMessage, RequestMessage } from 'vscode-languageserver';
import { ErrorCodes, InitializeRequest, ResponseError } from 'vscode-languageserver';
import { Import, InsertSection, NewSpec, OneSpec, Preview, Sections, Specs } from './protocol.ts';
import type { Server } from './server.ts';

/** Where messages with other parameters go. */
const MALFORMED = 'intspec/malformed';
interface Malformed {
  readonly method: string;
  readonly fault: string;
}

/** What is wrong with a value, its place in front; undefined where nothing is. */
type Shape = (value: unknown, place: string) => string | undefined;

const text: Shape = (value, place) => (typeof value === 'string' ? undefined : `\`${place}\` should be a string.`);
const integer: Shape = (value, place) => (Number.isInteger(value) ? undefined : `\`${place}\` should be a whole number.`);
const flag: Shape = (value, place) => (typeof value === 'boolean' ? undefined : `\`${place}\` should be true or false.`);

/** LSP’s `?`, and its `| null`, which clients take for the same. */
function maybe(shape: Shape): Shape {
  return (value, place) => (value === undefined || value === null ? undefined : shape(value, place));
}

function list(of: Shape): Shape {
  return (value, place) => {
    if (!Array.isArray(value)) return `\`${place}\` should be a list.`;
    for (const [at, item] of value.entries()) {
      const fault = of(item, `${place}[${String(at)}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function record(parts: Readonly<Record<string, Shape>>): Shape {
  return (value, place) => {
    if (typeof value !== 'object' || value === null) return `\`${place}\` should be an object.`;
    for (const [key, shape] of Object.entries(parts)) {
      const fault = shape((value as Readonly<Record<string, unknown>>)[key], place === 'params' ? key : `${place}.${key}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

const document = record({ uri: text });
const position = record({ line: integer, character: integer });
const range = record({ start: position, end: position });
const folders = list(document);
const options = record({ tabSize: maybe(integer), insertSpaces: maybe(flag) });
const ofDocument = record({ textDocument: document });
const atPosition = record({ textDocument: document, position });

/** The parameters of what this server answers and listens to. */
const SHAPES: Readonly<Record<string, Shape>> = {
  [InitializeRequest.method]: record({ workspaceFolders: maybe(folders), rootUri: maybe(text), capabilities: maybe(record({})) }),
  'textDocument/didOpen': record({ textDocument: record({ uri: text, languageId: text, version: integer, text }) }),
  'textDocument/didChange': record({ textDocument: record({ uri: text, version: integer }), contentChanges: list(record({ text, range: maybe(range) })) }),
  'textDocument/willSave': ofDocument,
  'textDocument/willSaveWaitUntil': ofDocument,
  'textDocument/didSave': ofDocument,
  'textDocument/didClose': ofDocument,
  'workspace/didChangeWatchedFiles': record({ changes: list(record({ uri: text, type: integer })) }),
  'workspace/didChangeWorkspaceFolders': record({ event: record({ added: folders, removed: folders }) }),
  'textDocument/completion': record({ textDocument: document, position, context: maybe(record({ triggerCharacter: maybe(text) })) }),
  'textDocument/hover': atPosition,
  'textDocument/signatureHelp': atPosition,
  'textDocument/definition': atPosition,
  'textDocument/references': record({ textDocument: document, position, context: record({ includeDeclaration: maybe(flag) }) }),
  'textDocument/documentHighlight': atPosition,
  'textDocument/prepareRename': atPosition,
  'textDocument/rename': record({ textDocument: document, position, newName: text }),
  'textDocument/linkedEditingRange': atPosition,
  'textDocument/documentSymbol': ofDocument,
  'workspace/symbol': record({ query: text }),
  'textDocument/foldingRange': ofDocument,
  'textDocument/selectionRange': record({ textDocument: document, positions: list(position) }),
  'textDocument/documentLink': ofDocument,
  'textDocument/codeLens': ofDocument,
  'textDocument/inlayHint': record({ textDocument: document, range }),
  'textDocument/semanticTokens/full': ofDocument,
  'textDocument/semanticTokens/full/delta': record({ textDocument: document, previousResultId: text }),
  'textDocument/semanticTokens/range': record({ textDocument: document, range }),
  'textDocument/codeAction': record({ textDocument: document, range, context: record({ diagnostics: list(record({ range, message: text })), only: maybe(list(text)) }) }),
  'textDocument/formatting': record({ textDocument: document, options }),
  'textDocument/rangeFormatting': record({ textDocument: document, range, options }),
  'textDocument/onTypeFormatting': record({ textDocument: document, position, ch: text, options }),
  'textDocument/diagnostic': record({ textDocument: document, previousResultId: maybe(text) }),
  'workspace/diagnostic': record({ previousResultIds: list(record({ uri: text, value: text })) }),
  [NewSpec]: record({ source: text, target: text, purpose: text, date: text, author: maybe(text) }),
  [Sections]: ofDocument,
  [InsertSection]: record({ textDocument: document, section: text }),
  [Import]: record({
    textDocument: document, record: text, inputs: list(record({ name: text, text })), format: maybe(text), part: maybe(record({ name: text, kind: text })), at: maybe(text), update: maybe(flag),
  }),
  [Specs]: maybe(record({ reread: maybe(flag) })),
  [OneSpec]: ofDocument,
  [Preview]: ofDocument,
};

/** What is wrong with the parameters of a message to this server; undefined where nothing is, or where it knows no such message. */
export function faultOf(method: string, params: unknown): string | undefined {
  return Object.hasOwn(SHAPES, method) ? SHAPES[method]?.(params, 'params') : undefined;
}

/** What sees each message before its handler; for the making of a connection. */
export const checkedParams: MessageStrategy = {
  handleMessage: (message, next) => {
    // A message may be any JSON; what is none of the protocol's, the library tells.
    const { method, params } = ((message as Message | null) ?? {}) as Partial<RequestMessage & NotificationMessage>;
    const fault = method === undefined ? undefined : faultOf(method, params);
    if (method === undefined || fault === undefined) return next(message);
    const malformed: Malformed = { method, fault };
    return next({ ...message, method: MALFORMED, params: malformed } as Message);
  },
};

/** Answers what was held back. */
export function refuseMalformed(server: Server): void {
  const { connection } = server;
  connection.onRequest(MALFORMED, ({ method, fault }: Malformed) => {
    if (method !== InitializeRequest.method) server.assertServing();
    throw new ResponseError(ErrorCodes.InvalidParams, `${method}: ${fault}`);
  });
  connection.onNotification(MALFORMED, ({ method, fault }: Malformed) => {
    connection.console.warn(`${method} is not heeded: ${fault}`);
  });
}
