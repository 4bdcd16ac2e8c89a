/** The specs of the workspace as the server sees them. */
import type * as vscode from 'vscode';
import type {
  OneSpec, OneSpecParams, OneSpecResult, SpecInfo, Specs as AllSpecs, SpecsParams, SpecsResult,
} from '../../../server/src/server/protocol.ts';
import type { SpecServer } from '../client.ts';

/** One spec with its findings. */
export type SpecWithFindings = NonNullable<OneSpecResult['spec']>;

/** A finding as the server sends it. */
export type Finding = SpecWithFindings['findings'][number];

/** Asks the server; what it does not answer is not there, and only the log says so, since nobody waits for it. */
export class Specs {
  /** Fires when another answer can be expected. */
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly server: SpecServer) {
    this.onDidChange = server.onDidChangeSpecs;
  }

  /** All specs, those with problems first; with `reread` every file is read anew before. */
  async all({ reread = false } = {}): Promise<readonly SpecInfo[]> {
    const method = 'intspec/specs' satisfies typeof AllSpecs;
    return (await this.server.ask<SpecsParams, SpecsResult>(method, { reread }))?.specs ?? [];
  }

  /** One spec; undefined where the document is none. */
  async one(uri: vscode.Uri): Promise<SpecWithFindings | undefined> {
    const method = 'intspec/spec' satisfies typeof OneSpec;
    const answer = await this.server.ask<OneSpecParams, OneSpecResult>(method, { textDocument: { uri: uri.toString() } });
    return answer?.spec ?? undefined;
  }
}
