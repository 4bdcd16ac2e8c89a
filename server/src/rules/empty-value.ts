import { specFormat } from '../model/format.ts';
import type { KeyInfo } from '../model/schema.ts';
import { allowsEmpty, allowsKind, childSchema, choicesOf, keysOf } from '../model/schema.ts';
import { skeletonOf } from '../model/skeleton.ts';
import type { Values } from '../model/values.ts';
import { isEmpty } from '../syntax/tree.ts';
import type { MapNode } from '../syntax/tree.ts';
import { choiceFixes } from './choice-fixes.ts';
import { fittedValue } from './fitting.ts';
import { hasOwnRule } from './own-rules.ts';
import type { Finding, Rule } from './rule.ts';
import { EVERY_FORMAT, nodeOf } from './rule.ts';

/** A required key with nothing behind it. */
export const emptyValue: Rule = {
  id: 'empty-value',
  severity: 'error',
  title: 'Required value empty',
  explanation:
    'A required key is there, but nothing stands behind it: no value, `null`, blank text, an empty list, or a record without fields. To the executor that is the same as a missing key. Where the format knows what belongs there, a fix inserts it. Approvals may stay empty until the spec is approved, and `not_written: {}` says that every source field is written.',
  bad: { text: 'author:' },
  good: { text: 'author: Dana Reyes' },
  formats: EVERY_FORMAT,
  stands(finding, { spec }) {
    const entry = nodeOf(finding);
    return entry?.kind !== 'entry' || !hasOwnRule(entry.key.text, entry.parent, spec);
  },
  checkMap: (map, values) => (map.entries.some(({ value }) => isEmpty(value)) ? emptyKeys(map, values) : undefined),
  *check(context) {
    for (const violation of context.violations) {
      if (violation.kind !== 'value' || !['minProperties', 'minItems'].includes(violation.keyword)) continue;
      const { node } = violation;
      const size = node.kind === 'map' ? node.entries.length : node.kind === 'list' ? node.items.length : 1;
      if (size === 0 && node.parent?.kind === 'entry') yield { target: { node }, message: `\`${node.parent.key.text}\` is empty. At least one entry must stand here.` };
    }
  },
  fix(finding, { spec }) {
    const entry = nodeOf(finding);
    const schema = entry && spec.schemaOf(entry);
    if (entry?.kind !== 'entry' || !schema) return [];
    if (choicesOf(schema).length > 0) return choiceFixes(entry, schema);
    if (!allowsKind(schema, 'map') || schema.properties === undefined) return [];
    return [{ title: `Insert what \`${entry.key.text}\` must hold`, changes: [{ kind: 'replaceValue', of: entry, value: fittedValue(entry.key.text, skeletonOf(schema), spec) }], preferred: true }];
  },
};

function* emptyKeys(map: MapNode, spec: Values): Generator<Finding> {
  const schema = spec.schemaOf(map);
  const known = new Map(keysOf(schema, map).map((key) => [key.name, key]));
  for (const entry of map.entries) {
    if (entry.incomplete || entry.merged || !isEmpty(entry.value)) continue;
    const { text } = entry.key;
    const key = known.get(text);
    // A row of an open map (a field, a failure class) must hold something too.
    const wanted = key ? (isNeeded(key, spec) ? key.schema : undefined) : childSchema(schema, text);
    if (!wanted || allowsEmpty(wanted, entry.value?.kind === 'scalar' ? entry.value : undefined)) continue;
    yield { target: { node: entry, part: 'key' }, message: `\`${text}\` has no value. ${spec.format === specFormat ? hint(wanted.examples?.[0]) : 'Nothing is set by it.'}` };
  }
}

/** Settings require nothing, but a setting without a value is a mistake; a group of settings may still be empty. */
function isNeeded({ required, schema }: KeyInfo, spec: Values): boolean {
  return required || (spec.format !== specFormat && !allowsKind(schema, 'map'));
}

function hint(example: unknown): string {
  return typeof example === 'string' || typeof example === 'number' ? `The executor would have to guess it; an example is \`${example}\`.` : 'The executor would have to guess it.';
}
