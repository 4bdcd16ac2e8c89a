/** A spec as plain data. */
import { lspRange } from '../features/text-edits.ts';
import type { Contract as InnerContract, NotWritten as InnerNotWritten, SourceField as InnerSource, TargetField as InnerTarget } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import { headerKeys, sections } from '../model/schema.ts';
import { Spec } from '../model/spec.ts';
import { booleanAt, scalarAt, typedField } from '../rules/contract/fields.ts';
import { parseSyntax } from '../syntax/index.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import { textOf } from '../syntax/tree.ts';
import { publicType } from './field-types.ts';
import type { Contract, FieldDeclaration, Json, NotWritten, Section, SourceField, SpecHeader, SpecModel, TargetField } from './types.ts';

/** Reads a text. */
export function specModel(text: string): SpecModel {
  const spec = new Spec(parseSyntax(text));
  const header = Object.fromEntries(headerKeys.map((key) => [key, spec.text(key) ?? null])) as Record<string, string | null>;
  return {
    header: header as { readonly [K in keyof SpecHeader]: string | null },
    sections: sections.flatMap(({ key, number, schema }): Section[] => {
      const entry = spec.entry(key);
      return entry ? [{ key, number, title: schema.title ?? key, value: jsonOf(entry.value), range: lspRange(spec.tree, entry) }] : [];
    }),
    contracts: spec.contracts.map((contract) => contractOf(contract, spec)),
  };
}

function contractOf(contract: InnerContract, spec: Spec): Contract {
  return {
    kind: contract.kind,
    sourceFields: contract.sourceFields.map((field) => sourceField(field, spec)),
    targetFields: contract.targetFields.map((field) => targetField(field, spec)),
    notWritten: contract.notWritten.map((entry) => notWritten(entry, spec)),
    forgotten: coverageOf(contract).forgotten.map(({ path }) => path),
  };
}

function sourceField(field: InnerSource, spec: Spec): SourceField {
  return {
    ...commonOf(field, spec),
    sourcePath: written(field.entry, 'source_path', spec),
    fields: field.children.map((child) => sourceField(child, spec)),
  };
}

function targetField(field: InnerTarget, spec: Spec): TargetField {
  const { mapping, transformation, references } = field;
  const reads = [...new Set(references.flatMap((reference) => reference.field?.path ?? []))];
  return {
    ...commonOf(field, spec),
    mapping: mapping ? { kind: mapping.kind, text: mapping.node.text.trim(), reads } : null,
    transformation: (spec.hasValue(transformation) ? textOf(transformation)?.trim() : undefined) ?? null,
    key: booleanAt(field.entry.value, 'key', spec) ?? false,
    fields: field.children.map((child) => targetField(child, spec)),
  };
}

function commonOf(field: InnerSource | InnerTarget, spec: Spec): FieldDeclaration & Pick<SourceField, 'path' | 'typeText' | 'notes' | 'range'> {
  const { type, typeNode, required, hasDefault } = typedField(field, spec);
  return {
    name: field.name,
    path: field.path,
    type: publicType(type),
    typeText: typeNode?.text.trim() ?? null,
    required: required ?? null,
    hasDefault,
    notes: written(field.entry, 'notes', spec),
    range: lspRange(spec.tree, field.entry),
  };
}

function notWritten({ path, entry }: InnerNotWritten, spec: Spec): NotWritten {
  const { value } = entry;
  return { path, reason: (spec.hasValue(value) ? textOf(value)?.trim() : undefined) ?? null };
}

function written(entry: Entry, key: string, spec: Spec): string | null {
  const node = scalarAt(entry.value, key, spec);
  return node ? node.text.trim() : null;
}

/** What is written, keys and values as they stand: the first where a key is given twice. */
function jsonOf(node: SyntaxNode | undefined): Json {
  if (!node) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(jsonOf);
  const record: Record<string, Json> = {};
  for (const { key, value, incomplete } of node.entries) {
    // Defined, not assigned: a key may be called `__proto__`.
    if (!incomplete && !Object.hasOwn(record, key.text)) Object.defineProperty(record, key.text, { value: jsonOf(value), enumerable: true });
  }
  return record;
}
