/** Three facts about presence, never merged: the key is there, null is legal, what an absent value stands for. */

export interface SourcePresence {
  readonly required: boolean;
  readonly hasDefault: boolean;
  readonly nullable: boolean;
}

export interface TargetPresence {
  readonly required: boolean;
  readonly nullable: boolean;
  /** What the field or the contract says about absent values. */
  readonly whenAbsent: 'omit' | 'null' | 'reject' | undefined;
}

export type PresenceRefusal = 'optional-to-required' | 'nullable-to-non-nullable' | 'absence-undeclared';

/**
 * Why a value cannot be passed on as it may be missing (semantics: *Presence*). Of several causes the first: a key that
 * must be there, then null, then what is not said.
 */
export function assignPresence(from: SourcePresence, to: TargetPresence): PresenceRefusal | undefined {
  const mayBeAbsent = !from.required && !from.hasDefault;
  if (mayBeAbsent && to.required) return 'optional-to-required';
  if (from.nullable && !to.nullable) return 'nullable-to-non-nullable';
  if (!mayBeAbsent) return undefined;
  if (to.whenAbsent === undefined) return 'absence-undeclared';
  return to.whenAbsent === 'null' && !to.nullable ? 'nullable-to-non-nullable' : undefined;
}
