/** Files that tests read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

export interface TestFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a folder of the repository, or beside it, whose names end so; none where the folder is absent. */
export function filesIn(folder: string, ending: string): TestFile[] {
  const url = new URL(folder.endsWith('/') ? folder : `${folder}/`, root);
  if (!existsSync(url)) return [];
  return readdirSync(url).filter((name) => name.endsWith(ending)).sort().map((name) => ({ name, text: readFileSync(new URL(name, url), 'utf8') }));
}

/** The example specs, which have no fault. */
export const examples: readonly TestFile[] = filesIn('examples', '.intspec.yaml');

/** A file of test/fixtures. */
export function fixture(name: string): string {
  return readFileSync(new URL(`test/fixtures/${name}`, root), 'utf8');
}
