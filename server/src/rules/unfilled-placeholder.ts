import { specFormat } from '../model/format.ts';
import { allowsKind, choicesOf, isClosedChoice } from '../model/schema.ts';
import { skeletonOf } from '../model/skeleton.ts';
import type { Values } from '../model/values.ts';
import { choiceFixes } from './choice-fixes.ts';
import { fittedValue } from './fitting.ts';
import type { ListNode, ScalarNode } from '../syntax/tree.ts';
import type { Finding, Rule } from './rule.ts';
import { EVERY_FORMAT, nodeOf } from './rule.ts';
import { suppressionsIn } from './suppressions.ts';
import { excerpt, list } from './words.ts';

/** A text that stands in a value's place. Source: format, *Placeholders*. */
export const unfilledPlaceholder: Rule = {
  id: 'unfilled-placeholder',
  severity: 'error',
  title: 'Placeholder not filled in',
  explanation:
    'A placeholder stands where a value belongs: the template’s own text in brackets, `TBD`, `TODO`, `FIXME`, `???`, or text between `<` and `>`. The executor would take it for the value, or stop. Where the value is one of a few, the fixes offer them. In lists, paths and expressions, where brackets have a meaning of their own, only the template’s texts count.',
  bad: { text: 'author: TBD' },
  good: { text: 'author: Dana Reyes' },
  formats: EVERY_FORMAT,
  checkScalar: placeholderFindings,
  checkList: placeholderFindings,
  *check({ spec }) {
    for (const { comment, reason } of suppressionsIn(spec.tree)) {
      if (/^<.*>$/.test(reason)) yield { target: comment, message: `The suppression still holds the placeholder \`${reason}\`. Say why the rule does not hold here.` };
    }
  },
  fix(finding, { spec }) {
    const node = nodeOf(finding);
    const schema = node && spec.schemaOf(node);
    if (!node || node.kind === 'entry' || !schema) return [];
    if (choicesOf(schema).length > 0) return choiceFixes(node, schema);
    const key = node.parent?.kind === 'entry' ? node.parent.key.text : '';
    if (schema.default !== undefined) return [{ title: 'Insert the usual value', changes: [{ kind: 'replaceValue', of: node, value: fittedValue(key, skeletonOf(schema), spec) }], preferred: true }];
    if (schema.properties && allowsKind(schema, 'map') && node.parent?.kind === 'entry') {
      return [{ title: `Insert what \`${node.parent.key.text}\` must hold`, changes: [{ kind: 'replaceValue', of: node.parent, value: fittedValue(key, skeletonOf(schema), spec) }], preferred: true }];
    }
    return [];
  },
};

function placeholderFindings(node: ScalarNode | ListNode, values: Values): readonly Finding[] | undefined {
  const placeholder = values.placeholderOf(node);
  if (placeholder === undefined || node.origin) return undefined;
  // The parts of an unquoted `[Name]`, which YAML takes for a list, are reported as the whole.
  if (node.parent?.kind === 'list' && node.parent.flow && values.placeholderOf(node.parent) !== undefined) return undefined;
  const schema = values.schemaOf(node);
  const name = node.parent?.kind === 'entry' ? `\`${node.parent.key.text}\`` : 'This item';
  const choices = schema && isClosedChoice(schema) ? choicesOf(schema).filter((choice) => !choice.deprecated) : [];
  const wanted = choices.length > 0 ? ` Choose ${list(choices.map((choice) => choice.value), 'or')}.` : schema?.title ? ` Expected: ${schema.title}.` : '';
  return [{ target: { node }, message: `${name} still holds the placeholder \`${excerpt(placeholder)}\`, which ${values.format === specFormat ? 'the executor would take for a value' : 'sets nothing'}.${wanted}` }];
}
