export interface WebOptions {
  web: string;
  extension: string;
  files: Readonly<Record<string, string>>;
  settings?: Readonly<Record<string, unknown>>;
}

export interface ServedWeb {
  url: string;
  workspace: string;
  stop(): Promise<void>;
}

export function ensureVSCodeWeb(cacheDir: string): Promise<string>;
export function serveVSCodeWeb(options: WebOptions): Promise<ServedWeb>;
