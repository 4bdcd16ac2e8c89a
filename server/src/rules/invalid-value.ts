import type { Schema } from '../model/schema.ts';
import { allowsKind, choicesOf, isClosedChoice, keysOf } from '../model/schema.ts';
import { fieldNamed } from '../model/fields.ts';
import type { ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import { choiceFixes } from './choice-fixes.ts';
import { typeFindings } from './contract/type-findings.ts';
import { withoutOrigin } from './contract-fields.ts';
import { patternFindings } from './file-patterns.ts';
import type { Finding, Fix, Rule, RuleContext } from './rule.ts';
import { EVERY_FORMAT, nodeOf } from './rule.ts';
import type { Violation } from './violations.ts';
import { article, excerpt, list, nearest } from './words.ts';

/** Values with a rule of their own. */
const JUDGED_ELSEWHERE = ['spec id', 'title', 'date'];

/** A value that is not one of the choices, of the wrong kind, or out of range. */
export const invalidValue: Rule = {
  id: 'invalid-value',
  severity: 'error',
  title: 'Value not allowed',
  explanation:
    'The value is none of those that the format allows at this place: not one of the listed choices, text where a number belongs, a list where a single value belongs, a number out of range, or a `mapped_from` that names no origin; in `.intspec.yaml` also a pattern of files that can match none. Choices are compared exactly, because the executor compares them so. The fixes offer the legal choices, the nearest first.',
  bad: { text: 'spec_status: Drafted' },
  good: { text: 'spec_status: Draft' },
  formats: EVERY_FORMAT,
  *check(context) {
    for (const violation of context.violations) {
      if (violation.kind === 'value') yield* valueFinding(violation, context);
    }
    yield* mappingFindings(context);
    yield* patternFindings(context.spec);
  },
  checkSourceField: typeFindings,
  checkTargetField: ({ target }, values) => typeFindings(target, values),
  fix(finding, { spec }) {
    const found = nodeOf(finding);
    const node = found?.kind === 'entry' ? found.value : found;
    const schema = node && spec.schemaOf(node);
    if (!node || !schema) return [];
    const meant = finding.data?.['meant'];
    if (typeof meant === 'number') return [{ title: `Change to \`${meant}\``, changes: [{ kind: 'replaceValue', of: node, value: { kind: 'literal', value: meant } }], preferred: true }];
    if (isClosedChoice(schema)) return choiceFixes(node, schema, node.kind === 'scalar' ? node.text : undefined);
    if (typeof meant !== 'string') return [];
    return [{ title: `Change to \`${meant}\``, changes: [{ kind: 'replaceValue', of: node, value: { kind: 'text', text: meant } }], preferred: true }] satisfies Fix[];
  },
};

function* valueFinding({ node, schema, keyword }: Extract<Violation, { kind: 'value' }>, { spec }: RuleContext): Generator<Finding> {
  if (JUDGED_ELSEWHERE.includes(schema['x-phrase'] ?? '') && node.kind === 'scalar') return;
  const size = node.kind === 'map' ? node.entries.length : node.kind === 'list' ? node.items.length : 1;
  // Empty maps and lists are `empty-value`.
  if ((keyword === 'minItems' || keyword === 'minProperties') && size === 0) return;
  const name = node.parent?.kind === 'entry' ? `\`${node.parent.key.text}\`` : node.parent ? 'This item' : 'The file';
  yield { target: { node }, message: `${name} ${reason(node, schema, keyword, spec)}`, ...meantData(node, schema) };
}

function meantData(node: SyntaxNode, schema: Schema): { data?: { meant: string | number } } {
  if (node.kind !== 'scalar') return {};
  // 0.8 is as likely 80% as 0.8%: only the author can tell.
  if (schema['x-phrase'] === 'percentage') return typeof node.value === 'number' && node.value > 1 && node.value <= 100 ? { data: { meant: `${node.value}%` } } : {};
  const number = numberIn(node);
  return number === undefined || !takesNumber(schema, number) ? {} : { data: { meant: number } };
}

/** The number that a text most likely is: in quotes, or with its thousands set apart. */
function numberIn({ value, text }: ScalarNode): number | undefined {
  if (typeof value !== 'string' || !/^(\d+|\d{1,3}([,_ ]\d{3})+)(\.\d+)?$/.test(text.trim())) return undefined;
  const number = Number(text.replace(/[,_ ]/g, ''));
  return Number.isSafeInteger(Math.trunc(number)) ? number : undefined;
}

/** Whether a number is legal there. */
function takesNumber(schema: Schema, number: number): boolean {
  return [schema, ...(schema.anyOf ?? [])].some(({ type, minimum = 0 }) => {
    const types = [type ?? []].flat();
    return number >= minimum && (types.includes('number') || (types.includes('integer') && Number.isInteger(number)));
  });
}

function reason(node: SyntaxNode, schema: Schema, keyword: string, spec: RuleContext['spec']): string {
  const choices = choicesOf(schema).filter((choice) => !choice.deprecated).map((choice) => choice.value);
  if (node.kind === 'map' && !allowsKind(schema, 'map')) return `takes ${kindWanted(schema)}, not keys of its own.`;
  if (node.kind === 'list' && !allowsKind(schema, 'list')) return allowsKind(schema, 'map') ? `takes ${keysWanted(schema)}, not a list.` : `takes ${kindWanted(schema)}, not a list.`;
  if (node.kind === 'scalar' && schema.type === 'object') return `takes ${keysWanted(schema)}, not a single value.`;
  if (node.kind === 'scalar' && schema.type === 'array') return 'takes a list, not a single value: write each entry on a line of its own, behind `- `.';
  if (keyword === 'not') return 'has `not_applicable` beside `test` or `pass_condition`: either it is tested, or it does not apply.';
  if (keyword === 'minItems') return 'needs more entries: at least two.';
  const written = node.kind === 'scalar' ? excerpt(node.text) : '';
  if (choices.length > 0 && isClosedChoice(schema)) {
    const best = node.kind === 'scalar' ? nearest(node.text, choices.map(String)) : undefined;
    return `cannot be \`${written}\`.${best === undefined ? '' : ` Did you mean \`${best}\`?`} Legal: ${list(choices, 'or')}.`;
  }
  const example = schema.examples?.[0];
  const such = typeof example === 'string' || typeof example === 'number' ? `, such as \`${String(example)}\`` : '';
  if (keyword === 'minimum' || keyword === 'exclusiveMinimum') return `is out of range: \`${written}\` is too small${such}.`;
  const named = schema['x-phrase'] === 'percentage' ? 'a percentage above 0 and at most 100' : spec.schemaOf(node)?.title ? article(schema.title ?? '') : 'such a value';
  return `cannot be \`${written}\`: it takes ${choices.length > 0 ? `a number of 0 or more, or ${list(choices, 'or')}` : named}${such}.`;
}

function kindWanted(schema: Schema): string {
  const choices = choicesOf(schema).filter((choice) => !choice.deprecated).map((choice) => choice.value);
  return choices.length > 0 ? list(choices, 'or') : 'a single value';
}

function keysWanted(schema: Schema): string {
  const all = keysOf(schema);
  const needed = all.filter((key) => key.required);
  const keys = (needed.length > 0 || schema['x-row'] !== undefined ? needed : all).map((key) => key.name);
  return keys.length > 0 ? `keys of its own (${list(keys)})` : `one entry for each ${schema['x-row'] ?? 'key'}`;
}

/** `mapped_from` that is none of `source.…`, `item.…`, `derived`, `constant`. */
function* mappingFindings({ spec }: RuleContext): Generator<Finding> {
  for (const contract of spec.contracts) {
    for (const { field, mapping } of withoutOrigin(contract)) {
      if (!spec.hasValue(mapping.node)) continue;
      const text = mapping.node.text.trim();
      const scope = field.itemOf ? field.itemOf.children.some((each) => each.name === text) ? 'item' : 'source' : 'source';
      const known = fieldNamed(contract.sourceFields, text.split('.')[0]) !== undefined || scope === 'item';
      const meant = known ? `${scope}.${text}` : nearest(text, ['derived', 'constant']);
      const help = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
      yield {
        target: { node: mapping.node },
        message: `\`mapped_from\` must be \`source.\` or \`item.\` and a field, \`derived\` or \`constant\`, not \`${excerpt(text)}\`.${help}`,
        ...(meant !== undefined && { data: { meant } }),
      };
    }
  }
}
