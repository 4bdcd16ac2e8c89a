/** The rows of a `value_map`: source values that have none yet, and what the target takes. */
import type { Spec } from '../model/spec.ts';
import type { ValueType } from '../model/type.ts';
import type { Draft } from '../syntax/change.ts';
import type { KeyCursor, ValueCursor } from '../syntax/cursor.ts';
import { givenType, targetOf } from './contract-place.ts';

export interface ValueRow {
  readonly key: string;
  readonly value: Draft;
}

/** The source values that a value map still lacks; undefined where the place is in no value map. */
export function missingRows(spec: Spec, { holder, current }: KeyCursor): ValueRow[] | undefined {
  if (holder === 'document') return undefined;
  const entry = holder.kind === 'entry' ? holder : holder.parent;
  if (entry?.kind !== 'entry' || entry.key.text !== 'value_map') return undefined;
  const place = targetOf(spec, entry.parent);
  if (!place) return undefined;
  const present = new Set(holder.kind === 'map' ? holder.entries.filter((each) => each !== current && !each.incomplete).map((each) => each.key.text) : []);
  const choices = valuesOf(place.typed.fieldOf(place.target).type);
  return valuesOf(givenType(place)).filter((value) => !present.has(String(value))).map((value) => ({ key: String(value), value: valueDraft(value, choices) }));
}

/** The same value where the target has it; otherwise one of its own. */
function valueDraft(value: string | number, choices: readonly (string | number)[]): Draft {
  const alike = choices.find((choice) => String(choice).toLowerCase() === String(value).toLowerCase());
  if (alike !== undefined) return { kind: 'suggestion', value: alike, choices: choices.filter((choice) => choice !== alike) };
  return { kind: 'hole', label: 'value to write', ...(choices.length > 0 && { choices }) };
}

/** What the target allows at a row of a value map. */
export function rowValues(spec: Spec, { holder }: ValueCursor): readonly (string | number)[] {
  if (holder.kind !== 'entry') return [];
  const around = holder.parent.parent;
  if (around?.kind !== 'entry' || around.key.text !== 'value_map') return [];
  const place = targetOf(spec, around.parent);
  return place ? valuesOf(place.typed.fieldOf(place.target).type) : [];
}

function valuesOf(type: ValueType): readonly (string | number)[] {
  return (type.kind === 'string' || type.kind === 'integer' || type.kind === 'number' ? type.enum : undefined) ?? [];
}
