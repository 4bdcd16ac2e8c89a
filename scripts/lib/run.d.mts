export const root: string;
export const cacheDir: string;
export function say(text: string): void;
interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}
export function must(command: string, args: readonly string[], options?: RunOptions): Promise<void>;
export function npm(args: readonly string[], options?: RunOptions): Promise<void>;
