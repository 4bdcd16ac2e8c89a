/**
 * What the package `intspec` gives to other programs, as plain data. These types are all that its users see: nothing
 * here comes from other files, and nothing changes its meaning but with a major version. docs/api.md explains them.
 */

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Any value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A place in a text as the Language Server Protocol counts: lines and UTF-16 code units, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The end is not included. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A stretch of an expression or a type, in UTF-16 code units from 0, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A change of a text: what stands in the range is replaced. */
export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

/** One way to cure a finding. What only the author can know is left as a placeholder such as `<author of the spec>`. */
export interface Fix {
  readonly title: string;
  /** The one to take where only one can be. */
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
}

/** Another place that a finding speaks of. */
export interface RelatedPlace {
  readonly message: string;
  /** The path of another spec, as `otherSpecs` names it; null for the text itself. */
  readonly path: string | null;
  readonly range: Range;
}

export interface Finding {
  /** The id of its rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** For people; its words may change. */
  readonly message: string;
  readonly range: Range;
  /** The same as long as the finding says the same of the same, wherever it has moved in the text. */
  readonly fingerprint: string;
  readonly related: readonly RelatedPlace[];
  /** The preferred one first. */
  readonly fixes: readonly Fix[];
  /** There is a fix for it. */
  readonly fixable: boolean;
  /** The first fix is safe without a look: {@link fixAll} applies it. */
  readonly safelyFixable: boolean;
}

export interface CheckOptions {
  /** Severities that differ from the rules' own, by rule id; they win over those of `settings`. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Texts of the `.intspec.yaml` files that hold for the spec, the outermost first. */
  readonly settings?: string | readonly string[];
  /** All other specs of the repository, so that an id that is used twice is found. */
  readonly otherSpecs?: readonly { readonly path: string; readonly text: string }[];
  /** `settings`: the text is that of a `.intspec.yaml` itself. */
  readonly kind?: 'spec' | 'settings';
  /** Told of a rule that failed, which is a fault of this package; what the others find stands. Without it the error is thrown. */
  readonly onError?: (rule: string, error: unknown) => void;
}

/** What a rule is about. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  /** The severity that it has where nothing else is set. */
  readonly severity: Severity;
  /** The group that the manual lists it in. */
  readonly group: string;
  /** There are fixes for its findings. */
  readonly fixable: boolean;
  /** {@link fixAll} mends its findings. */
  readonly fixAll: boolean;
  /** What is checked, and why it matters, as Markdown. */
  readonly explanation: string;
  /** Its page of the manual, as Markdown. */
  readonly page: string;
}

/** The kinds of values. `unknown`: the spec does not say, or what it says cannot be read. */
export type TypeKind = 'string' | 'integer' | 'number' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'time' | 'duration' | 'uuid' | 'binary' | 'object' | 'array' | 'unknown';

/** A type with its known limits; one that is absent is unknown or unlimited. */
export interface FieldType {
  readonly kind: TypeKind;
  /** Null is a legal value. */
  readonly nullable: boolean;
  /** Of a string, in Unicode code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Of a string: RE2 syntax, found anywhere in the text unless anchored. */
  readonly pattern?: string;
  /** Of a string or a number. */
  readonly enum?: readonly (string | number)[];
  /** Of a number, inclusive; of a decimal as text, since a number may lose some of its digits. */
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  /** Of a decimal: how many digits there are, and how many of them behind the point. */
  readonly precision?: number;
  readonly scale?: number;
  /** Of a datetime: `UTC`; `any`: an offset is always there; `none`: there is none; or a zone of the IANA database. */
  readonly timezone?: string;
  /** Of an object; absent where they are not declared. */
  readonly fields?: readonly FieldDeclaration[];
  /** Of an array. */
  readonly element?: FieldType;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** A field as an expression sees it. */
export interface FieldDeclaration {
  readonly name: string;
  readonly type: FieldType;
  /** The key is always there; null where the spec does not say. Nothing is found to be wrong then. */
  readonly required: boolean | null;
  /** There is a value for where it is absent. */
  readonly hasDefault: boolean;
}

/** The header of a spec; null where nothing is filled in. */
export interface SpecHeader {
  readonly spec_id: string | null;
  readonly title: string | null;
  readonly template: string | null;
  readonly date: string | null;
  readonly author: string | null;
  readonly source_system_owner: string | null;
  readonly target_system_owner: string | null;
  readonly spec_status: string | null;
}

/** A section of the template that the spec has. */
export interface Section {
  /** `integration_purpose`, `source_system`, … */
  readonly key: string;
  /** As the template counts: `1` to `9`, and `approval`. */
  readonly number: string;
  readonly title: string;
  /** What is written there, keys and values as they stand. */
  readonly value: Json;
  readonly range: Range;
}

export interface SourceField extends FieldDeclaration {
  /** Names from the record to this field, joined by dots. */
  readonly path: string;
  /** Its type as the spec writes it. */
  readonly typeText: string | null;
  /** Where the source has it. */
  readonly sourcePath: string | null;
  readonly notes: string | null;
  readonly fields: readonly SourceField[];
  readonly range: Range;
}

export interface TargetField extends FieldDeclaration {
  readonly path: string;
  readonly typeText: string | null;
  /** Where its value comes from; null where nothing is said yet. */
  readonly mapping: Mapping | null;
  /** The phrases, or the expression of a derived field. */
  readonly transformation: string | null;
  /** It is part of the key by which a record is found again. */
  readonly key: boolean;
  readonly notes: string | null;
  readonly fields: readonly TargetField[];
  readonly range: Range;
}

export interface Mapping {
  /** `invalid`: `mapped_from` says none of the others. */
  readonly kind: 'source' | 'item' | 'derived' | 'constant' | 'invalid';
  /** The value of `mapped_from`. */
  readonly text: string;
  /** The paths of the source fields that are read, as far as they are declared, each once. */
  readonly reads: readonly string[];
}

export interface NotWritten {
  readonly path: string;
  readonly reason: string | null;
}

/** A data contract: the fields of both records, and what is left out on purpose. */
export interface Contract {
  /** `reverse`: that of the way back of a bidirectional integration. */
  readonly kind: 'main' | 'reverse';
  readonly sourceFields: readonly SourceField[];
  readonly targetFields: readonly TargetField[];
  readonly notWritten: readonly NotWritten[];
  /** The paths of source fields that are neither read nor listed in `not_written`. */
  readonly forgotten: readonly string[];
}

/** A spec, as far as its text says it: it exists for any text. */
export interface SpecModel {
  readonly header: SpecHeader;
  /** In the order of the template. */
  readonly sections: readonly Section[];
  readonly contracts: readonly Contract[];
}

/** What is wrong with an expression or a type. */
export interface Fault {
  readonly message: string;
  readonly span: Span;
}

/** What the names `source` and `item` stand for. */
export interface ExpressionTypes {
  /** The fields of the source record, such as the `sourceFields` of a contract; without them nothing is known of it. */
  readonly source?: readonly FieldDeclaration[];
  /** The elements of the array that is mapped; without it there is no `item`. */
  readonly item?: FieldType;
}

export interface ExpressionCheck {
  /** What the expression yields. */
  readonly type: FieldType;
  readonly faults: readonly Fault[];
}

/** What an expression is evaluated on. Texts become dates, decimals and so on by the types, where these are given. */
export interface ExpressionInput extends ExpressionTypes {
  readonly record: { readonly [field: string]: Json | undefined };
  readonly itemValue?: Json;
  /** The moment that `now()` gives, in milliseconds since 1970-01-01T00:00Z. */
  readonly now?: number;
  /** What `uuid4()` gives. */
  readonly randomUuid?: () => string;
}

export interface ExpressionResult {
  /** `null` for null. */
  readonly kind: TypeKind | 'null';
  /** Dates and times in ISO 8601, decimals as text, bytes in Base64. */
  readonly value: Json;
}

/** A field that an expression names: `source.a.b`. */
export interface ExpressionReference {
  readonly scope: 'source' | 'item';
  readonly names: readonly string[];
  readonly span: Span;
}

export interface Expression {
  /** As it was given. */
  readonly text: string;
  /** Where its syntax is wrong. */
  readonly faults: readonly Fault[];
  /** In the order of the text. */
  readonly references: readonly ExpressionReference[];
  /** The expression in its canonical form; what cannot be read is left out. */
  print(): string;
  /** Its type, and what is wrong with the types in it. */
  check(types?: ExpressionTypes): ExpressionCheck;
  /** Its value. Throws an {@link EvaluationError}. */
  evaluate(input: ExpressionInput): ExpressionResult;
}
