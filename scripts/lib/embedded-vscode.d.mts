export interface EmbeddedVSCode {
  nodePath: string;
  serverMain: string;
}

export interface ServerOptions {
  vscode: EmbeddedVSCode;
  dataDir: string;
  workspace?: string;
  file?: string;
  extension?: string;
  suite?: string;
  settings?: Record<string, unknown>;
  port?: number;
  token?: string;
  env?: NodeJS.ProcessEnv;
}

export interface RunningServer {
  url: string;
  port: number;
  stop(): Promise<void>;
  ended: Promise<unknown>;
}

export function ensureEmbeddedVSCode(cacheDir: string): Promise<EmbeddedVSCode>;
export function installPackage(vscode: EmbeddedVSCode, dataDir: string, packagePath: string): Promise<string>;
export function startServer(options: ServerOptions): Promise<RunningServer>;
