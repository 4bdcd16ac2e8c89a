export interface CachedContents {
  title: string;
  marker: string;
  fill: (folder: string) => Promise<void>;
}

export function ensureCached(cacheDir: string, name: string, contents: CachedContents): Promise<string>;
