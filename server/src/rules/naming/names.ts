/** The names that the author of a spec has chosen, by their kind. */
import type { Contract, SourceField, TargetField } from '../../model/contract.ts';
import { allFields } from '../../model/contract.ts';
import { isMarkedOpen } from '../../model/placeholder.ts';
import { childSchema, sections } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import type { Entry } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { NameKind } from '../rule.ts';

export type ChosenName =
  | { readonly kind: 'source_fields'; readonly entry: Entry; readonly field: SourceField; readonly contract: Contract }
  | { readonly kind: 'target_fields'; readonly entry: Entry; readonly field: TargetField; readonly contract: Contract }
  | { readonly kind: 'failure_classes' | 'criteria'; readonly entry: Entry };

/** What a name of each kind names. */
export const NOUNS: Readonly<Record<NameKind, string>> = {
  source_fields: 'source field',
  target_fields: 'target field',
  failure_classes: 'failure class',
  criteria: 'criterion',
};

/** All names of the spec that are neither the template's own nor still to be filled in. */
export function* chosenNames(spec: Spec): Generator<ChosenName> {
  for (const contract of spec.contracts) {
    for (const field of allFields(contract.sourceFields)) if (isChosen(field.entry)) yield { kind: 'source_fields', entry: field.entry, field, contract };
    for (const field of allFields(contract.targetFields)) if (isChosen(field.entry)) yield { kind: 'target_fields', entry: field.entry, field, contract };
  }
  for (const entry of ownRows(spec, 'error_handling', 'failure_classes')) yield { kind: 'failure_classes', entry };
  for (const entry of ownRows(spec, 'validation', 'criteria')) yield { kind: 'criteria', entry };
}

/** The rows of an open map that the template does not have. */
function ownRows(spec: Spec, section: string, key: string): Entry[] {
  const known = childSchema(sections.find((each) => each.key === section)?.schema, key)?.properties ?? {};
  const map = entryOf(spec.entry(section)?.value, key)?.value;
  return map?.kind === 'map' ? map.entries.filter((entry) => isChosen(entry) && !Object.hasOwn(known, entry.key.text)) : [];
}

/** A name merged in from elsewhere is judged where it is written, and `<name>` is still to be filled in. */
function isChosen({ key, incomplete, merged }: Entry): boolean {
  return !incomplete && !merged && !isMarkedOpen(key.text);
}
