/** Figures of a run: findings and time by rule, time by phase, files a second. */
import type { FileFound } from './file-tasks.ts';
import { Stopwatch } from './stopwatch.ts';

/** Phases of the whole run, in their order; those of single files stand between the last two. */
export type RunPhase = 'finding files' | 'noting ids' | 'checking';

interface RuleFigures {
  readonly rule: string;
  readonly findings: number;
  readonly time: number;
}

export class Stats {
  readonly #watch: Stopwatch;
  readonly #now: () => number;
  readonly #start: number;
  readonly #phases = new Map<string, number>();
  readonly #times = new Map<string, number>();
  readonly #findings = new Map<string, number>();
  #files = 0;

  /** `now`: the time in milliseconds, from any beginning. */
  constructor(now: () => number) {
    this.#watch = new Stopwatch(now);
    this.#now = now;
    this.#start = now();
  }

  /** A phase of the run is over. */
  lap(phase: RunPhase): void {
    this.#watch.lap(phase);
  }

  add({ byRule, times }: FileFound): void {
    this.#files += 1;
    addAll(this.#findings, byRule);
    addAll(this.#phases, times?.phases ?? {});
    addAll(this.#times, times?.rules ?? {});
  }

  /** All figures as text, with a line end; `workers`: how many checked at once. */
  text(workers: number): string {
    const elapsed = this.#now() - this.#start;
    const phases = Object.entries(this.#watch.times?.phases ?? {});
    const rules = [...new Set([...this.#times.keys(), ...this.#findings.keys()])]
      .map((rule): RuleFigures => ({ rule, findings: this.#findings.get(rule) ?? 0, time: this.#times.get(rule) ?? 0 }))
      .sort((a, b) => b.findings - a.findings || b.time - a.time || (a.rule < b.rule ? -1 : 1));
    return [
      'Time by phase',
      ...table([...phases, ['all', elapsed] as const].map(([name, time]) => [name, milliseconds(time)])),
      '',
      `Of checking, by part${workers > 1 ? `; the times of ${workers} workers are added up` : ''}`,
      ...table([...this.#phases].map(([name, time]) => [name, milliseconds(time)])),
      '',
      'Findings and time by rule',
      ...table(rules.map(({ rule, findings, time }) => [rule, String(findings), milliseconds(time)])),
      '',
      `${this.#files} ${this.#files === 1 ? 'file' : 'files'} in ${milliseconds(elapsed)}: ${elapsed > 0 ? Math.round((this.#files * 1000) / elapsed) : this.#files} a second`,
      '',
    ].join('\n');
  }
}

function addAll(sums: Map<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [key, amount] of Object.entries(more)) sums.set(key, (sums.get(key) ?? 0) + amount);
}

function milliseconds(time: number): string {
  return `${time.toFixed(1)} ms`;
}

/** Lines in columns: the first one to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`);
}
