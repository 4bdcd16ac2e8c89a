/** One text, analysed: each step is taken when it is first asked for, and once. */
import type { Mention, SpecNames } from '../features/spec-names.ts';
import { mentionsIn, namesOf } from '../features/spec-names.ts';
import type { Format } from '../model/format.ts';
import { specFormat } from '../model/format.ts';
import { Spec } from '../model/spec.ts';
import { TEMPLATE_KEY } from '../model/schema.ts';
import type { RunOptions } from '../rules/runner.ts';
import { RuleRun } from '../rules/runner.ts';
import { parseSyntax } from '../syntax/index.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import type { SyntaxTree, TextRange } from '../syntax/tree.ts';

/** The value of `template` that makes any YAML file a spec. Source: format, *The spec file format*. */
const TEMPLATE_VALUE = 'integration-spec-v1.0';

export class Analysis {
  readonly text: string;
  readonly #format: Format;
  readonly #onWhole: (() => void) | undefined;
  #previous: Analysis | undefined;
  #spec: Spec | undefined;
  #earlier: RuleRun | undefined;
  #names: SpecNames | undefined;
  #mentions: readonly Mention[] | undefined;
  #run: { readonly key: string; readonly run: RuleRun } | undefined;

  /**
   * `previous`: that of an earlier text of the same document, from which what has not changed is taken over. Asked
   * later for its own text, it reads it anew. `onWhole` is told where the text has to be read as a whole.
   */
  constructor(text: string, format: Format = specFormat, previous?: Analysis, onWhole?: () => void) {
    this.text = text;
    this.#format = format;
    this.#previous = previous?.lastRead();
    this.#onWhole = onWhole;
  }

  get spec(): Spec {
    if (!this.#spec) {
      const { tree: previous, run } = this.#previous?.handOver() ?? {};
      this.#previous = undefined;
      this.#earlier = run;
      this.#spec = new Spec(parseSyntax(this.text, { ...(previous && { previous }), ...(this.#onWhole && { onWhole: this.#onWhole }) }), this.#format);
    }
    return this.#spec;
  }

  /** This analysis, if its text has been read, or else the last one before it that has: so no chain of unread texts grows. */
  lastRead(): Analysis | undefined {
    if (this.#spec) return this;
    const previous = this.#previous;
    this.#previous = undefined;
    return previous;
  }

  /** The last tree there is, with the run over it: it is at an end here, since what is in it moves on into the next. */
  handOver(): { readonly tree?: SyntaxTree | undefined; readonly run?: RuleRun | undefined } {
    const last = this.#spec ? { tree: this.#spec.tree, run: this.#run?.run ?? this.#earlier } : (this.#previous?.handOver() ?? {});
    this.#earlier = undefined;
    this.#previous = undefined;
    this.#spec = undefined;
    this.#names = undefined;
    this.#mentions = undefined;
    this.#run = undefined;
    return last;
  }

  /** The top level says that this is a spec, whatever the file is called. */
  get saysSpec(): boolean {
    // Most YAML never speaks of the template, and need not be read to know.
    return this.text.includes(TEMPLATE_VALUE) && textOf(entryOf(this.spec.root, TEMPLATE_KEY)?.value) === TEMPLATE_VALUE;
  }

  /** The spec's id and its place, where it has one. */
  get id(): { readonly id: string; readonly range: TextRange } | undefined {
    const { id } = this.spec;
    const entry = this.spec.entry('spec_id');
    return id === undefined || !entry ? undefined : { id, range: this.spec.tree.rangeOf({ node: entry }) };
  }

  /** What the spec is found by from elsewhere. */
  get names(): SpecNames {
    this.#names ??= namesOf(this.spec);
    return this.#names;
  }

  /** Where the text names ids of other specs. */
  get mentions(): readonly Mention[] {
    this.#mentions ??= mentionsIn(this.spec);
    return this.#mentions;
  }

  /** The rules run over the spec; `key` says what outside facts the options stand for. */
  run(key: string, options: RunOptions): RuleRun {
    if (this.#run?.key !== key) {
      // The tree of the earlier text is asked for first: what the rules found there holds for what is taken over from it.
      const { spec } = this;
      this.#run = { key, run: new RuleRun(spec, options, this.#run?.run ?? this.#earlier) };
      this.#earlier = undefined;
    }
    return this.#run.run;
  }
}
