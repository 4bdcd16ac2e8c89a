import type { BuildOptions, Metafile } from 'esbuild';

export interface Part {
  readonly name: string;
  readonly holds: (imported: { readonly specifier: string; readonly path: string }, importer: string) => boolean;
}

export function bundleParts(options: BuildOptions, parts?: readonly Part[], together?: readonly string[]): Promise<{ files: Map<string, string>; metafile: Metafile }>;
