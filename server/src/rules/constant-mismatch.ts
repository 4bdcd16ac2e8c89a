import { fits } from '../model/fits.ts';
import type { ValueType } from '../model/type.ts';
import { typeText } from '../model/type-text.ts';
import type { Value } from '../model/value.ts';
import type { ScalarNode } from '../syntax/tree.ts';
import { contractExample } from './contract/example.ts';
import type { Rule } from './rule.ts';
import { excerpt } from './words.ts';

/** A constant that its own field does not take. */
export const constantMismatch: Rule = {
  id: 'constant-mismatch',
  severity: 'error',
  title: 'Constant outside its field’s type',
  explanation:
    'The constant is not a value of the target field: of another type, too long, out of range, or not in its `enum`. Every record would be written with it. A number is taken for text where the field is text.',
  bad: { text: contractExample([], ['status: { type: string(1), mapped_from: constant, transformation: OPEN, required: true }']) },
  good: { text: contractExample([], ['status: { type: string(4), mapped_from: constant, transformation: OPEN, required: true }']) },
  checkTargetField({ mapping, typed, target }) {
    if (mapping.kind !== 'constant' || typed.type.kind === 'unknown' || fits(constantValue(mapping.node, typed.type), typed.type)) return undefined;
    return [{ target: { node: mapping.node }, message: `The constant \`${excerpt(mapping.node.text)}\` is no value of \`${target.path}\`, which is \`${typeText({ ...typed.type, nullable: false })}\`.` }];
  },
};

/** A YAML scalar as a value of the type that it is meant for. */
function constantValue(node: ScalarNode, type: ValueType): Value {
  const { text, value } = node;
  switch (type.kind) {
    case 'string':
      return text;
    case 'decimal':
      return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(text) ? { kind: 'decimal', text } : text;
    case 'boolean':
      return typeof value === 'boolean' ? value : /^yes$/i.test(text) ? true : /^no$/i.test(text) ? false : text;
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : text;
    case 'date':
    case 'datetime':
    case 'time':
    case 'duration':
    case 'uuid':
    case 'binary':
      return { kind: type.kind, text };
    default:
      return value ?? text;
  }
}
