/** Lines above a spec's keys: how much of the source is mapped, what blocks the approval, where else the id is used. */
import type { CodeLens, Command, Location, Range } from 'vscode-languageserver-types';
import type { Contract } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import type { Spec } from '../model/spec.ts';
import type { RuleRun } from '../rules/runner.ts';
import { counted } from '../rules/sections/figures.ts';
import type { Entry, Target, TextRange } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import { countsOf } from './spec-overview.ts';
import { lspRange } from './text-edits.ts';

export interface CodeLensOptions {
  readonly uri: string;
  /** The client's command that shows places: it is given a URI, a position and locations. Without it a lens is only read. */
  readonly showLocations?: string | undefined;
  /** Where other specs of the workspace have or name an id. */
  readonly usesOf: (id: string) => readonly Location[];
}

/** The lenses of a document. */
export function codeLenses(spec: Spec, run: RuleRun, options: CodeLensOptions): CodeLens[] {
  const lens = (entry: Entry, title: string, places: readonly Location[]): CodeLens => {
    const range = lspRange(spec.tree, spec.tree.rangeOf({ node: entry, part: 'key' }));
    return { range, command: commandOf(title, range, places, options) };
  };
  return [...idLens(spec, lens, options), ...statusLens(spec, run, lens, options), ...spec.contracts.flatMap((contract) => coverageLens(spec, contract, lens, options))];
}

type MakeLens = (entry: Entry, title: string, places: readonly Location[]) => CodeLens;

function commandOf(title: string, { start }: Range, places: readonly Location[], { uri, showLocations }: CodeLensOptions): Command {
  if (showLocations === undefined || places.length === 0) return { title, command: '' };
  return { title, command: showLocations, arguments: [uri, start, places] };
}

function idLens(spec: Spec, lens: MakeLens, { usesOf }: CodeLensOptions): CodeLens[] {
  const entry = spec.entry('spec_id');
  const uses = spec.id === undefined ? [] : usesOf(spec.id);
  if (!entry || uses.length === 0) return [];
  const specs = new Set(uses.map(({ uri }) => uri)).size;
  return [lens(entry, `used in ${counted(specs, 'other spec')}`, uses)];
}

/** An error anywhere keeps a spec from being executed: the agent would have to guess. */
function statusLens(spec: Spec, run: RuleRun, lens: MakeLens, options: CodeLensOptions): CodeLens[] {
  const entry = spec.entry('spec_status');
  if (!entry) return [];
  const isApproved = spec.text('spec_status') === 'Approved';
  const errors = run.results.filter(({ severity }) => severity === 'error');
  const aim = isApproved ? 'execution' : 'approval';
  const title = errors.length === 0 ? `ready for ${aim}` : `${counted(errors.length, 'error')} ${errors.length === 1 ? 'blocks' : 'block'} ${aim}`;
  return [lens(entry, title, errors.map(({ range }) => locationOf(spec, range, options)))];
}

function coverageLens(spec: Spec, contract: Contract, lens: MakeLens, options: CodeLensOptions): CodeLens[] {
  const entry = entryOf(contract.map, 'source_record');
  const counts = countsOf(contract);
  // What an alias repeats has its lens where it stands.
  if (!entry || entry.merged || entry.value?.origin || contract.map.origin || counts.total === 0) return [];
  const open = counts.total - counts.mapped - counts.notWritten;
  const parts = [`${String(counts.mapped)} of ${String(counts.total)} mapped`];
  if (counts.notWritten > 0) parts.push(`${String(counts.notWritten)} not written`);
  if (open > 0) parts.push(`${String(open)} unmapped`);
  return [lens(entry, parts.join(' · '), coveragePlaces(contract).map((target) => locationOf(spec, spec.tree.rangeOf(target), options)))];
}

/** What to look at: the fields still to be mapped; where there is none, those that are not written; else the mappings. */
function coveragePlaces(contract: Contract): Target[] {
  const { forgotten, leftOut, read } = coverageOf(contract);
  if (forgotten.length > 0) return forgotten.map(({ entry }) => ({ node: entry, part: 'key' }));
  if (leftOut.size > 0) return [...new Set(leftOut.values())].map(({ entry }) => ({ node: entry, part: 'key' }));
  // One field may read thousands, and is then the reader of each. They come as they have come to read, not as they stand in the text.
  const readers = new Set([...read].flatMap(([, by]) => by));
  const targets = allFields(contract.targetFields).filter((target) => readers.has(target));
  const nodes = new Set(targets.flatMap(({ references }) => references.map(({ node }) => node)));
  return [...nodes].map((node) => ({ node }));
}

function locationOf({ tree }: Spec, range: TextRange, { uri }: CodeLensOptions): Location {
  return { uri, range: lspRange(tree, range) };
}
