/** What is used of the client library on the desktop. It is large, and loaded with the first spec: import it so, and no other way. */
export { LanguageClient, TransportKind } from 'vscode-languageclient/node';
