/** What transformation phrases make of a type. */
import { stepExpression } from '../../expression/from-phrases.ts';
import type { CheckedExpression, Environment, Expression } from '../../expression/index.ts';
import { checkExpression } from '../../expression/index.ts';
import { TextCache } from '../../model/remember.ts';
import { typeKey } from '../../model/type-key.ts';
import type { ObjectType, ValueType } from '../../model/type.ts';
import { unknownType } from '../../model/type.ts';
import type { ParsedPhrases } from '../../phrases/index.ts';

/** The type that the steps make of a value, and the expression that they stand for. */
export interface PhraseRun {
  readonly type: ValueType;
  readonly checked: CheckedExpression;
}

/** The same of a value that is there, and of one that may be missing. */
export interface PhraseRuns {
  readonly whole: PhraseRun;
  readonly lacking: PhraseRun;
}

const NOWHERE = { start: 0, end: 0 };
const VALUE: Expression = { kind: 'name', name: 'item', span: NOWHERE };
const EMPTY: ObjectType = { kind: 'object', nullable: false, fields: new Map() };

/** Thousands of fields are `exact copy` of a few types, and what that makes of each is worked out once. */
const known = new WeakMap<ParsedPhrases, TextCache<PhraseRuns>>();

/** What steps make of values of a type; `mapped`: the type of what the value map of the field gives, where it has one. */
export function phraseRuns(parsed: ParsedPhrases, type: ValueType, mapped: ValueType | undefined): PhraseRuns {
  const runs = (): PhraseRuns => ({ whole: run(parsed, { ...type, nullable: false }, mapped), lacking: run(parsed, { ...type, nullable: true }, mapped) });
  const key = mapped ? undefined : typeKey(type);
  if (key === undefined) return runs();
  let ofTypes = known.get(parsed);
  if (!ofTypes) known.set(parsed, (ofTypes = new TextCache()));
  return ofTypes.of(key, runs);
}

/** After `map values` a new value begins. */
function run(parsed: ParsedPhrases, start: ValueType, mapped: ValueType = unknownType): PhraseRun {
  let environment: Environment = { source: EMPTY, item: start };
  let root: Expression = VALUE;
  for (const match of parsed.matches) {
    const next = stepExpression(match, root, environment);
    if (next) {
      root = next;
      continue;
    }
    const before = checkExpression(root, environment);
    if (before.faults.length > 0) return { type: unknownType, checked: before };
    environment = { source: EMPTY, item: { ...mapped, nullable: before.type.nullable } };
    root = VALUE;
  }
  const checked = checkExpression(root, environment);
  return { type: checked.type, checked };
}
