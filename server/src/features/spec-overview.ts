/** A spec at a glance: what a list of specs shows of it. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Contract } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import type { Spec } from '../model/spec.ts';

/** How many source fields there are, and what becomes of them; records count by the fields in them. */
export interface CoverageCounts {
  readonly total: number;
  /** Read by a mapping or an expression. */
  readonly mapped: number;
  /** Left out on purpose, and not read. */
  readonly notWritten: number;
}

export interface SpecOverview {
  /** The values as they stand there; null where there is none, or a placeholder. */
  readonly id: string | null;
  readonly title: string | null;
  readonly status: string | null;
  /** Of all contracts together; null where no source field is declared. */
  readonly coverage: CoverageCounts | null;
  readonly errors: number;
  readonly warnings: number;
  /** Findings that are neither. */
  readonly others: number;
}

/** What there is to say of a spec and its findings. */
export function overviewOf(spec: Spec, diagnostics: readonly Diagnostic[]): SpecOverview {
  const count = (severity: DiagnosticSeverity): number => diagnostics.filter((each) => each.severity === severity).length;
  const errors = count(DiagnosticSeverity.Error);
  const warnings = count(DiagnosticSeverity.Warning);
  return {
    id: spec.id ?? null,
    title: spec.text('title') ?? null,
    status: spec.text('spec_status') ?? null,
    coverage: coverageCounts(spec.contracts),
    errors,
    warnings,
    others: diagnostics.length - errors - warnings,
  };
}

/** The counts of contracts together; null where they declare no source field. */
export function coverageCounts(contracts: readonly Contract[]): CoverageCounts | null {
  const all = contracts.map(countsOf);
  const sum = (key: keyof CoverageCounts): number => all.reduce((total, counts) => total + counts[key], 0);
  const total = sum('total');
  return total === 0 ? null : { total, mapped: sum('mapped'), notWritten: sum('notWritten') };
}

/** What becomes of the source fields of one contract. */
export function countsOf(contract: Contract): CoverageCounts {
  const { read, leftOut, forgotten } = coverageOf(contract);
  // What is read all the same is a finding of its own, and not to be counted twice.
  const notWritten = [...leftOut.keys()].filter((field) => !read.has(field)).length;
  return { total: read.size + notWritten + forgotten.length, mapped: read.size, notWritten };
}

/** The order of a list: those with the most errors first, then by warnings, the rest by id, title and URI. */
export function byProblems(one: SpecOverview & { readonly uri: string }, other: SpecOverview & { readonly uri: string }): number {
  return other.errors - one.errors || other.warnings - one.warnings || compareText(one.id, other.id) || compareText(one.title, other.title) || compareText(one.uri, other.uri);
}

/** Code points in order, whatever the machine's language; what is missing comes last. */
function compareText(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}

/** Findings in the order to look at them: the worst first, then as they stand in the text. */
export function worstFirst(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((one, other) => (one.severity ?? 1) - (other.severity ?? 1));
}
