import type { SourceField } from '../model/contract.ts';
import type { ParsedPath, PathStep } from '../model/path.ts';
import { parsePath, pathText } from '../model/path.ts';
import type { Values } from '../model/values.ts';
import { parseType } from '../model/type-parser.ts';
import type { ScalarNode } from '../syntax/tree.ts';
import { scalarAt, sourcePath } from './contract/fields.ts';
import type { Finding, Rule } from './rule.ts';

/** A path that does not parse, or that lies outside of the record that its field belongs to. */
export const invalidSourcePath: Rule = {
  id: 'invalid-source-path',
  severity: 'error',
  title: 'Path not valid',
  explanation:
    'A `source_path` (or `target_path`) cannot be read, or does not fit the place of its field. A path starts at the root of the record: keys joined by dots, `[]` for each element of an array, `[0]` for one of them, `["odd key"]` for a key that is no identifier; a leading `$.` means nothing. An array is named without `[]`; the path of a field of its elements starts with the array’s path and `[]`, and that of a field of an object with the object’s path. A field with a single value cannot be read from every element. The executor reads what the path says: from a wrong one it gets nothing, or something else.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: order..id }\n    lines:\n      type: array<object>\n      required: true\n      source_path: lines\n      fields:\n        sku: { type: string(20), required: true, source_path: lines.sku }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written:\n    lines: The warehouse has them already',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: order.id }\n    lines:\n      type: array<object>\n      required: true\n      source_path: lines\n      fields:\n        sku: { type: string(20), required: true, source_path: "lines[].sku" }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written:\n    lines: The warehouse has them already',
  },
  checkSourceField(field, values) {
    const read = sourcePath(field, values);
    if (!read) return undefined;
    const { node, path } = read;
    const finding = path.fault ? syntaxFinding('source_path', field.path, node, path.fault) : nestingFinding(field, node, path, field.parent && pathAround(field.parent, values), values);
    return finding && [finding];
  },
  checkTargetField({ target }, values) {
    const node = scalarAt(target.entry.value, 'target_path', values);
    const fault = node && parsePath(node.text).fault;
    return fault && [syntaxFinding('target_path', target.path, node, fault)];
  },
};

/** The path of a field that others are nested in; undefined where it cannot be read. */
function pathAround(field: SourceField, values: Values): ParsedPath | undefined {
  const path = sourcePath(field, values)?.path;
  if (!path || path.fault) return undefined;
  // The fields of an array that is named with its `[]` are not at fault as well.
  return field.isArray && path.steps.at(-1)?.kind === 'each' ? { ...path, steps: path.steps.slice(0, -1) } : path;
}

function syntaxFinding(key: string, field: string, node: ScalarNode, { span, message }: NonNullable<ParsedPath['fault']>): Finding {
  return { target: { node, slice: span }, message: `\`${key}\` of \`${field}\` cannot be read. ${message}` };
}

/** What keeps a path from lying in the record around its field, or from giving as many values as the field holds. */
function nestingFinding(field: SourceField, node: ScalarNode, path: ParsedPath, parent: ParsedPath | undefined, spec: Values): Finding | undefined {
  const around = field.parent;
  if (around && !parent) return undefined;
  const base: readonly PathStep[] = around && parent ? [...parent.steps, ...(around.isArray ? [{ kind: 'each' } as const] : [])] : [];
  const fits = base.every((step, at) => isSame(step, path.steps[at])) && path.steps.length > base.length;
  if (around && !fits) {
    const wanted = pathText(base);
    const what = around.isArray ? `the elements of \`${around.path}\`, whose path is` : `\`${around.path}\`, whose path is`;
    const start = node.text.length - node.text.trimStart().length;
    return { target: { node, slice: { start, end: node.text.trimEnd().length } }, message: `\`${field.path}\` belongs to ${what} \`${wanted}\`, but \`${node.text.trim()}\` is not below it.` };
  }
  const type = scalarAt(field.entry.value, 'type', spec);
  const parsed = type && parseType(type.text);
  if (!parsed || parsed.faults.length > 0) return undefined;
  const own = path.steps.slice(base.length);
  const at = own.findIndex((step) => step.kind === 'each');
  if (at < 0) return undefined;
  const index = base.length + at;
  if (parsed.type.kind !== 'array') {
    return { target: { node, slice: sliceOf(path, index) }, message: `\`[]\` stands for each element, but \`${field.path}\` holds a single value: name one element, such as \`[0]\`, or make the field an array.` };
  }
  if (own.at(-1)?.kind !== 'each' || own.filter((step) => step.kind === 'each').length > 1) return undefined;
  return { target: { node, slice: sliceOf(path, path.steps.length - 1) }, message: `\`${field.path}\` is the array itself, which is named without \`[]\`.` };
}

function sliceOf({ ends }: ParsedPath, index: number): { start: number; end: number } {
  return { start: ends[index - 1] ?? 0, end: ends[index] ?? 0 };
}

function isSame(a: PathStep, b: PathStep | undefined): boolean {
  if (a.kind === 'each') return b?.kind === 'each';
  if (a.kind === 'index') return b?.kind === 'index' && a.index === b.index;
  return b?.kind === 'key' && a.name === b.name;
}
