/** Results as a document keeps them. */
import { arch, cpus, platform, release, totalmem } from 'node:os';

/** Where the results of one kind stand in a document. */
function markers(name: string): { readonly from: string; readonly to: string } {
  return { from: `<!-- results:${name} -->`, to: `<!-- end of results:${name} -->` };
}

/** The document with other results between the markers of their name. Throws where it has no such markers. */
export function withResults(document: string, name: string, results: string): string {
  const { from, to } = markers(name);
  const [start, end] = [document.indexOf(from), document.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`There is no place for results of the name ${name}: ${from} and ${to} are missing.`);
  return `${document.slice(0, start + from.length)}\n${results.trim()}\n${document.slice(end)}`;
}

/** When and on what a run was taken. */
export function circumstances(date: Date, seed: number): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? 'unknown processor';
  const memory = `${(totalmem() / 1e9).toFixed(0)} GB`;
  return `Taken ${date.toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${platform()} ${release()} (${arch()}), ${String(cores.length)} × ${model}, ${memory}; seed ${String(seed)}.`;
}
