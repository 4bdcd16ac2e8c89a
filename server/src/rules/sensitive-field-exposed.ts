import type { Expression } from '../expression/index.ts';
import { parseExpression } from '../expression/index.ts';
import type { SourceField, TargetField } from '../model/contract.ts';
import { leavesOf } from '../model/contract.ts';
import type { Reference } from '../model/references.ts';
import type { Values } from '../model/values.ts';
import { scalarAt } from './contract/fields.ts';
import type { RelatedPlace, Rule } from './rule.ts';
import { stepsOf } from './value-maps.ts';

/** From what anyone may know to what only few may. */
const ORDER = ['public', 'internal', 'confidential', 'personal', 'special'];
const UNDECLARED = ORDER.indexOf('internal');
const SENSITIVE = ORDER.indexOf('personal');
/** Steps and functions that leave nothing of the value to be read. */
const HIDING_STEPS = ['hash-sha256', 'mask', 'count'];
const HIDING_FUNCTIONS = ['hash', 'mask', 'uuid5', 'length', 'count', 'isNull', 'startsWith', 'endsWith', 'contains', 'matches'];
const TRUTHS = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', 'in'];

/** Personal data that is written to a field that does not count as such. */
export const sensitiveFieldExposed: Rule = {
  id: 'sensitive-field-exposed',
  severity: 'warning',
  title: 'Sensitive data in a field of lower classification',
  explanation:
    'A source field classified `personal` or `special` is written to a target field of a lower classification, and neither `hash` nor `mask` is applied on the way. Whoever may read the target field may then read what the source protects. The order is `public`, `internal`, `confidential`, `personal`, `special`; a target field without a classification counts as `internal`; a field has the classification of the record around it unless it says its own. What tells only about a value counts as not written: its length, how many there are, whether it is null, a comparison. Classify the target field as the source field is, or hash or mask the value.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    email: { type: string(254), required: true, classification: personal, source_path: email }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    login: { type: string(254), mapped_from: source.email, transformation: lowercase, required: true, classification: internal }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    email: { type: string(254), required: true, classification: personal, source_path: email }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    login: { type: string(254), mapped_from: source.email, transformation: lowercase, required: true, classification: personal }\n    visitor: { type: string(64), mapped_from: source.email, transformation: "lowercase, hash sha256", required: true, classification: internal }\n  not_written: {}',
  },
  checkTargetField({ target }, spec) {
    if (target.entry.merged || target.children.length > 0) return undefined;
    const own = levelOf(target, spec);
    if (own === undefined) return undefined;
    const isAbove = (level: number): boolean => level >= SENSITIVE && level > own.level;
    const levelOfSource = (field: SourceField): number => levelOf(field, spec)?.level ?? UNDECLARED;
    const isSensitive = (field: SourceField): boolean => (field.children.length > 0 ? [...leavesOf(field)].some(isSensitive) : isAbove(levelOfSource(field)));
    if (!target.references.some(({ field }) => field && isSensitive(field))) return undefined;
    const sources = [...new Set(exposed(target, spec).flatMap(({ field }) => (field ? [...leavesOf(field)] : [])))]
      .map((field) => ({ field, level: levelOfSource(field) }))
      .filter(({ level }) => isAbove(level))
      .sort((a, b) => b.level - a.level);
    const [first] = sources;
    if (!first) return undefined;
    const wanted = ORDER[first.level] ?? '';
    const is = own.isDeclared ? `is \`${ORDER[own.level] ?? ''}\`` : 'has no classification';
    const declared = scalarAt(target.entry.value, 'classification', spec);
    const related: RelatedPlace[] = sources.map(({ field, level }) => ({ message: `\`${field.path}\` is \`${ORDER[level] ?? ''}\``, at: { node: scalarAt(field.entry.value, 'classification', spec) ?? field.entry, part: 'key' } }));
    return [{
      target: declared ? { node: declared } : { node: target.entry, part: 'key' },
      message: `\`${target.path}\` ${is}, but is written from \`${first.field.path}\`, which is \`${wanted}\`: whoever reads the target would see it. Classify it \`${wanted}\`, or apply \`hash sha256\` or \`mask\`.`,
      related,
    }];
  },
};

/** A field's classification, or that of the record around it; undefined where one cannot be read. */
function levelOf(field: SourceField | TargetField, spec: Values): { level: number; isDeclared: boolean } | undefined {
  for (let at: SourceField | TargetField | undefined = field; at; at = at.parent) {
    const node = scalarAt(at.entry.value, 'classification', spec);
    if (!node) continue;
    const level = ORDER.indexOf(node.text.trim());
    return level < 0 ? undefined : { level, isDeclared: true };
  }
  return { level: UNDECLARED, isDeclared: false };
}

/** The references whose value can be read from what is written. */
function exposed(target: TargetField, spec: Values): readonly Reference[] {
  const { mapping, transformation, references } = target;
  if (mapping?.kind === 'source' || mapping?.kind === 'item') {
    const steps = stepsOf(target, spec);
    return steps && !steps.some(({ phrase }) => HIDING_STEPS.includes(phrase.id)) ? references : [];
  }
  if (mapping?.kind !== 'derived' || !transformation || !spec.hasValue(transformation)) return [];
  const { root, faults } = parseExpression(transformation.text);
  if (faults.length > 0) return [];
  const shown = [...shownIn(root)];
  return references.filter(({ slice }) => shown.some(({ span }) => span.start <= slice.start && slice.end <= span.end));
}

/** The fields in an expression whose values are in its result. */
function* shownIn(expression: Expression): Generator<Expression> {
  switch (expression.kind) {
    case 'member': yield expression; return;
    case 'index': yield* shownIn(expression.target); return;
    case 'unary': if (expression.operator === '-') yield* shownIn(expression.operand); return;
    case 'binary':
      if (TRUTHS.includes(expression.operator)) return;
      yield* shownIn(expression.left);
      yield* shownIn(expression.right);
      return;
    case 'conditional':
      yield* shownIn(expression.then);
      yield* shownIn(expression.otherwise);
      return;
    case 'list': for (const item of expression.items) yield* shownIn(item); return;
    case 'call':
      if (HIDING_FUNCTIONS.includes(expression.name)) return;
      for (const part of [...(expression.receiver ? [expression.receiver] : []), ...expression.args]) yield* shownIn(part);
      return;
    default:
  }
}
