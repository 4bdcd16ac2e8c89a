/** Every kind of request that the server answers, with random parameters. */
import type { Diagnostic, ServerCapabilities } from 'vscode-languageserver-protocol';
import type { Random } from '../../../bench/lib/random.ts';
import type { SessionDocument } from './documents.ts';

/** What the parameters of a request are made of. */
export interface RequestPlace {
  readonly random: Random;
  readonly document: SessionDocument;
  /** What the server said last of the document. */
  readonly diagnostics: readonly Diagnostic[];
  readonly resultIds: ReadonlyMap<string, string>;
}

type MakeParams = (place: RequestPlace) => object;

const ofDocument: MakeParams = ({ document }) => ({ textDocument: { uri: document.uri } });
const atPosition: MakeParams = ({ document, random }) => ({ textDocument: { uri: document.uri }, position: document.randomPosition(random) });
const ofRange: MakeParams = ({ document, random }) => ({ textDocument: { uri: document.uri }, range: document.randomRange(random) });
const withOptions = (make: MakeParams): MakeParams => (place) => ({ ...make(place), options: { tabSize: place.random.pick([0, 1, 2, 4, 8, -1]), insertSpaces: place.random.chance(80) } });

/** By the name of the capability that says the server answers them. */
export const REQUESTS: Readonly<Record<string, Readonly<Record<string, MakeParams>>>> = {
  completionProvider: {
    'textDocument/completion': (place) => ({ ...atPosition(place), context: place.random.chance(50) ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: place.random.pick([' ', ':', '.', '"', '{', 'é']) } }),
  },
  hoverProvider: { 'textDocument/hover': atPosition },
  signatureHelpProvider: { 'textDocument/signatureHelp': atPosition },
  definitionProvider: { 'textDocument/definition': atPosition },
  referencesProvider: { 'textDocument/references': (place) => ({ ...atPosition(place), context: { includeDeclaration: place.random.chance(50) } }) },
  documentHighlightProvider: { 'textDocument/documentHighlight': atPosition },
  renameProvider: {
    'textDocument/prepareRename': atPosition,
    'textDocument/rename': (place) => ({ ...atPosition(place), newName: place.random.pick(['renamed', '', ' ', 'a.b', '`', 'id', '__proto__', '\ud800', 'x'.repeat(300)]) }),
  },
  linkedEditingRangeProvider: { 'textDocument/linkedEditingRange': atPosition },
  documentSymbolProvider: { 'textDocument/documentSymbol': ofDocument },
  workspaceSymbolProvider: { 'workspace/symbol': ({ random }) => ({ query: random.pick(['', 'order', 'INT-2025', 'id', '\ud800', '(', 'x'.repeat(100)]) }) },
  foldingRangeProvider: { 'textDocument/foldingRange': ofDocument },
  selectionRangeProvider: {
    'textDocument/selectionRange': ({ document, random }) => ({ textDocument: { uri: document.uri }, positions: Array.from({ length: random.below(4) }, () => document.randomPosition(random)) }),
  },
  documentLinkProvider: { 'textDocument/documentLink': ofDocument },
  codeLensProvider: { 'textDocument/codeLens': ofDocument },
  inlayHintProvider: { 'textDocument/inlayHint': ofRange },
  semanticTokensProvider: {
    'textDocument/semanticTokens/full': ofDocument,
    'textDocument/semanticTokens/full/delta': (place) => ({ ...ofDocument(place), previousResultId: place.random.chance(70) ? (place.resultIds.get(`tokens ${place.document.uri}`) ?? '') : 'none' }),
    'textDocument/semanticTokens/range': ofRange,
  },
  codeActionProvider: {
    'textDocument/codeAction': (place) => {
      const only = place.random.pick([false, ['quickfix'], ['refactor'], ['source.fixAll'], ['nonsense'], []]);
      return { ...ofRange(place), context: { diagnostics: place.random.chance(70) ? place.diagnostics : [], ...(only && { only }), triggerKind: 1 + place.random.below(2) } };
    },
  },
  documentFormattingProvider: { 'textDocument/formatting': withOptions(ofDocument) },
  documentRangeFormattingProvider: { 'textDocument/rangeFormatting': withOptions(ofRange) },
  documentOnTypeFormattingProvider: { 'textDocument/onTypeFormatting': withOptions((place) => ({ ...atPosition(place), ch: place.random.pick(['\n', 'x', '']) })) },
  diagnosticProvider: {
    'textDocument/diagnostic': (place) => ({ ...ofDocument(place), ...(place.random.chance(50) && { previousResultId: place.resultIds.get(`findings ${place.document.uri}`) ?? '' }) }),
    'workspace/diagnostic': ({ document, random, resultIds }) => ({ previousResultIds: random.chance(50) ? [] : [{ uri: document.uri, value: resultIds.get(`findings ${document.uri}`) ?? '' }] }),
  },
  /** What only the extension's own client asks. */
  own: {
    'intspec/specs': ({ random }) => ({ reread: random.chance(20) }),
    'intspec/spec': ofDocument,
    'intspec/newSpec': ({ random }) => ({ source: random.pick(['Shopify', '', '../../x', '\ud800', '$1 ${2:x} `']), target: 'NetSuite', purpose: random.pick(['Orders', '→: "x"\n']), date: random.pick(['2025-01-02', '', 'x']) }),
    'intspec/sections': ofDocument,
    'intspec/import': (place) => ({
      ...ofDocument(place), record: place.random.pick(['source', 'target', 'x']), inputs: place.random.pick([[], [{ name: 'a.json', text: '{"a":{"b":[1]},"c":null}' }], [{ name: 'b', text: '{' }]]),
      ...(place.random.chance(80) && { format: place.random.pick(['json', 'json-schema', 'csv', 'sql', '__proto__']) }), update: place.random.chance(50),
    }),
    'intspec/insertSection': (place) => ({ ...ofDocument(place), section: place.random.pick(['rollback_plan', 'validation', '__proto__', '']) }),
  },
};

/** Capabilities that stand for no request. */
const NO_REQUESTS: readonly string[] = ['textDocumentSync', 'workspace'];

/** The requests that such a server answers. Throws where it says of something that it can do it which nothing is known of here. */
export function requestsFor(capabilities: ServerCapabilities): ReadonlyMap<string, MakeParams> {
  const names = Object.entries(capabilities).flatMap(([name, value]) => (value !== undefined && value !== false && value !== null && !NO_REQUESTS.includes(name) ? [name] : []));
  const unknown = names.filter((name) => !Object.hasOwn(REQUESTS, name));
  if (unknown.length > 0) throw new Error(`The session knows no requests for ${unknown.join(', ')}: add them.`);
  return new Map([...names, 'own'].flatMap((name) => Object.entries(REQUESTS[name] ?? {})));
}

/** Parameters that LSP does not allow. */
export function malformed(params: object, random: Random): object {
  const entries = Object.entries(params).map(([key, value]): [string, unknown] => [key, random.chance(50) ? random.pick([null, 7, 'x', [], {}, [null], { uri: 7 }, { line: '1' }, { line: 0.5, character: 0 }]) : value]);
  return Object.fromEntries(random.chance(50) ? entries : entries.slice(1));
}
