/** Runs the checks of rules, so that one that fails hides nothing that others find. */
import type { AnyRule, Finding } from './rule.ts';

export interface GuardOptions {
  /** Told of a rule that failed; the others' findings stand. Without it the error is thrown. */
  readonly onError?: (rule: string, error: unknown) => void;
  /** Does the work of a rule, so that it can be measured. */
  readonly timed?: <T>(rule: string, work: () => T) => T;
}

/** What a rule finds in something of a document; undefined for nothing. */
export type Check<R extends AnyRule, Part, Context> = (rule: R, part: Part, context: Context) => Iterable<Finding> | undefined;

const NOTHING: readonly Finding[] = [];

/** Stands between a run and the checks of its rules: one that fails is reported, and the others go on. */
export class Guard {
  readonly #options: GuardOptions;
  #hasFailed = false;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** Whether a check has failed. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /**
   * What a check finds, till it fails. It is given what it looks at, instead of having it at hand: a large document has
   * hundreds of thousands of checks, most of which find nothing, and to make a function for each would be most of the work.
   */
  run<R extends AnyRule, Part, Context>(rule: R, check: Check<R, Part, Context>, part: Part, context: Context): readonly Finding[] {
    const { timed } = this.#options;
    if (timed) return timed(rule.id, () => this.#run(rule, check, part, context));
    return this.#run(rule, check, part, context);
  }

  #run<R extends AnyRule, Part, Context>(rule: R, check: Check<R, Part, Context>, part: Part, context: Context): readonly Finding[] {
    let found: Finding[] | undefined;
    try {
      const findings = check(rule, part, context);
      if (findings === undefined) return NOTHING;
      for (const finding of findings) (found ??= []).push(finding);
    } catch (error) {
      if (!this.#options.onError) throw error;
      this.#hasFailed = true;
      this.#options.onError(rule.id, error);
    }
    return found ?? NOTHING;
  }
}
