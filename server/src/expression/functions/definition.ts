/** What the table of functions says of each one, and the means its rows are written with. */
import type { ValueType } from '../../model/type.ts';
import type { Value } from '../values.ts';

/** The kinds of value a parameter takes, by the word its faults name it with. */
export const ACCEPTED = {
  'text': ['string', 'uuid'],
  'text or bytes': ['string', 'uuid', 'binary'],
  'whole number': ['integer'],
  'number': ['integer', 'decimal', 'number'],
  'text or number': ['string', 'uuid', 'integer', 'decimal', 'number'],
  'date': ['date'],
  'datetime': ['datetime'],
  'date or datetime': ['date', 'datetime'],
  'duration': ['duration', 'string'],
  'list': ['array'],
  'single value': ['string', 'uuid', 'integer', 'decimal', 'number', 'boolean', 'date', 'datetime', 'time', 'duration'],
  'value': undefined,
} as const satisfies Record<string, readonly ValueType['kind'][] | undefined>;

export interface Parameter {
  readonly name: string;
  readonly accepts: keyof typeof ACCEPTED;
  readonly optional?: true;
  /** May stand any number of times, at least once; only the last one. */
  readonly rest?: true;
  /** Must be written in the expression itself, so that the result's type is known. */
  readonly literal?: true;
  /** What is wrong with a value known beforehand; undefined if nothing is. */
  readonly check?: (value: Value) => string | undefined;
}

/** An argument as a signature sees it. */
export interface Argument {
  readonly type: ValueType;
  /** Its value, where it is written in the expression itself. */
  readonly constant: Value | undefined;
}

/** Why arguments, each legal by itself, do not go together; `argument` is the index of the one to mark. */
export interface Refusal {
  readonly argument: number;
  readonly refuse: string;
}

/** Facts from outside that a few functions need. */
export interface RunFacts {
  /** The moment of the run, in milliseconds since 1970-01-01T00:00Z. */
  readonly now?: number | undefined;
  readonly randomUuid?: (() => string) | undefined;
}

export type Run = (args: readonly Value[], facts: RunFacts) => Value;

export interface FunctionDefinition {
  readonly name: string;
  /** One sentence for hover and the manual. */
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** A call and its result, both as text; tests run them. */
  readonly examples: readonly (readonly [call: string, result: string])[];
  /** Takes null as a value. All others yield null as soon as one argument is null. */
  readonly total?: true;
  /** Yields different results for the same arguments. */
  readonly nondeterministic?: true;
  /** The result's type, facets included. Nullability through null arguments is added by the checker, unless `total`. */
  readonly result: (args: readonly Argument[]) => ValueType | Refusal;
  readonly run: Run;
  /** Prepares a run once for arguments known beforehand, such as a pattern or a format. */
  readonly bind?: (constants: readonly (Value | undefined)[]) => Run;
}

export function refuse(argument: number, message: string): Refusal {
  return { argument, refuse: message };
}

export function isRefusal(result: ValueType | Refusal): result is Refusal {
  return 'refuse' in result;
}

/** A function whose argument at `index` is prepared once: given as a constant when compiling, otherwise at each run. */
export function prepared<T>(index: number, prepare: (value: Value) => T, run: (args: readonly Value[], ready: T) => Value): Pick<FunctionDefinition, 'run' | 'bind'> {
  return {
    run: (args) => run(args, prepare(args[index] ?? null)),
    bind: (constants) => {
      const constant = constants[index];
      if (constant === undefined) return (args) => run(args, prepare(args[index] ?? null));
      const ready = prepare(constant);
      return (args) => run(args, ready);
    },
  };
}

/** How the call is written: `padLeft(text, length, fill)`. */
export function signatureOf(definition: FunctionDefinition): string {
  const parameters = definition.parameters.map(({ name, optional, rest }) => (rest ? `${name}…` : optional ? `${name}?` : name));
  return `${definition.name}(${parameters.join(', ')})`;
}
