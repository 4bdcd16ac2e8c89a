/**
 * The format as data. Keys, choices, descriptions and examples stand in one place, the JSON Schema of the format;
 * this file walks it beside a document.
 */
import specDocument from '../../../schemas/integration-spec-v1.0.schema.json' with { type: 'json' };
import type { MapNode, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The part of JSON Schema that the format uses. Annotations of a `$ref` and its target are merged on resolving. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Conditional[];
  readonly const?: Json;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly deprecated?: boolean;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly 'x-section'?: string;
  readonly 'x-row'?: string;
  readonly 'x-phrase'?: string;
  readonly 'x-layout'?: string;
  readonly 'x-placeholders'?: readonly string[];
}

/** `if`: keys that must be there (`required`, or under `not`: must not), with a value among those given. */
interface Conditional {
  readonly if?: Condition;
  readonly then?: { readonly required?: readonly string[] };
}
interface Condition {
  readonly required?: readonly string[];
  readonly not?: { readonly required?: readonly string[] };
  readonly properties?: Readonly<Record<string, { readonly const?: Json; readonly enum?: readonly Json[]; readonly pattern?: string }>>;
}

/** A key that a map may have. */
export interface KeyInfo {
  readonly name: string;
  readonly schema: Schema;
  /** Required as the map stands: without condition, or because its condition holds. */
  readonly required: boolean;
}

/** One of the values that a choice allows. */
export interface Choice {
  readonly value: string | number | boolean | null;
  readonly description: string;
  /** Accepted, but another spelling is the canonical one. */
  readonly deprecated: boolean;
}

/** A section of the template. */
export interface SectionInfo {
  readonly key: string;
  readonly schema: Schema;
  /** As the template counts: `1` to `9`, and `approval`. */
  readonly number: string;
}

/** The schema of a whole document, with the definitions that its references lead to. */
type RootSchema = Schema & { readonly definitions: Readonly<Record<string, Schema>> };

const resolved = new Map<Schema, Schema>();
const definitionsOf = new Map<object, RootSchema['definitions']>();

const root = loadSchema(specDocument);

/** The schema of a whole spec. */
export const specSchema: Schema = root;

/** The key and value that mark any YAML file as a spec. */
export const TEMPLATE_KEY = 'template';

/** A schema with its reference followed; annotations beside the reference win over those of its target. */
export function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  let result = resolved.get(schema);
  if (!result) {
    const { $ref: _ref, ...annotations } = Object.getOwnPropertyDescriptors(schema);
    const target = definitionsOf.get(schema)?.[schema.$ref.replace('#/definitions/', '')] ?? {};
    // Copied unread: in the bundles descriptions and examples are getters, which load them.
    result = Object.create(Object.prototype, { ...Object.getOwnPropertyDescriptors(target), ...annotations }) as Schema;
    resolved.set(schema, result);
  }
  return result;
}

/** Takes in a schema: each of its references is to lead to its own definitions, whatever schema it stands in. */
export function loadSchema(json: unknown): RootSchema {
  const loaded = json as RootSchema;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('$ref' in value) definitionsOf.set(value, loaded.definitions);
    // Unread: in the bundles descriptions and examples are getters, which load them.
    for (const { value: part } of Object.values(Object.getOwnPropertyDescriptors(value))) visit(part);
  };
  visit(loaded);
  return loaded;
}

/** All sections in the template's order. */
export const sections: readonly SectionInfo[] = Object.entries(root.properties ?? {}).flatMap(([key, property]) => {
  const schema = resolve(property);
  const number = schema['x-section'];
  return number === undefined ? [] : [{ key, schema, number }];
});

/** All top-level keys in the template's order, header keys first. */
export const topLevelKeys: readonly string[] = Object.keys(root.properties ?? {});

/** The header's keys in the template's order. */
export const headerKeys: readonly string[] = topLevelKeys.filter((key) => !sections.some((section) => section.key === key));

/** Whether a top-level key is a section, not one of the header. */
export function isSection(key: string): boolean {
  return sections.some((section) => section.key === key);
}

/** The texts in brackets that the template itself prints where a value belongs. */
export const templatePlaceholders: ReadonlySet<string> = new Set(root['x-placeholders']);

/** The schema of a map's value at a key; undefined where the format has no such key. */
export function childSchema(schema: Schema | undefined, key: string): Schema | undefined {
  if (!schema) return undefined;
  const own = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
  const child = own ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
  return child && resolve(child);
}

/** The schema of a list's items. */
export function itemSchema(schema: Schema | undefined): Schema | undefined {
  return schema?.items && resolve(schema.items);
}

/** The keys of a map in the template's order; `map` decides about the conditional ones. */
export function keysOf(schema: Schema | undefined, map?: SyntaxNode): KeyInfo[] {
  if (!schema) return [];
  const required = requiredKeys(schema, map?.kind === 'map' ? map : undefined);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({ name, schema: resolve(property), required: required.has(name) }));
}

/** The keys that must be there, as the map stands. */
export function requiredKeys(schema: Schema, map: MapNode | undefined): Set<string> {
  const keys = new Set(schema.required);
  for (const { if: condition, then } of schema.allOf ?? []) {
    if (condition && holds(condition, map)) for (const key of then?.required ?? []) keys.add(key);
  }
  return keys;
}

/**
 * The keys that a new map is given: the required ones, and those that its most usual values make necessary. The
 * usual value of a choice is its default, or the first one.
 */
export function usualKeys(schema: Schema): Set<string> {
  const keys = new Set(schema.required);
  for (const { if: condition, then } of schema.allOf ?? []) {
    const tests = Object.entries(condition?.properties ?? {});
    const isUsual = tests.length > 0 && tests.every(([key, test]) => {
      const property = childSchema(schema, key);
      const usual = property?.default ?? choicesOf(property)[0]?.value;
      return usual !== undefined && (test.enum ? test.enum.includes(usual) : test.const === usual);
    });
    const wanted = isUsual || (condition?.not !== undefined && condition.not.required?.every((key) => !keys.has(key)));
    if (wanted) for (const key of then?.required ?? []) keys.add(key);
  }
  return keys;
}

function holds(condition: Condition, map: MapNode | undefined): boolean {
  if (condition.not?.required?.every((key) => entryOf(map, key))) return false;
  if (!(condition.required ?? []).every((key) => entryOf(map, key))) return false;
  return Object.entries(condition.properties ?? {}).every(([key, test]) => {
    const value = entryOf(map, key)?.value;
    if (!value) return true;
    if (value.kind !== 'scalar') return false;
    if (test.pattern !== undefined) return new RegExp(test.pattern, 'u').test(value.text);
    return test.enum ? test.enum.includes(value.value) : test.const === value.value;
  });
}

/** The values of a choice, canonical ones first; empty where the value is free. */
export function choicesOf(schema: Schema | undefined): Choice[] {
  return (schema?.anyOf ?? []).flatMap((choice) => {
    const { const: value, deprecated = false } = choice;
    if (value === undefined || (typeof value === 'object' && value !== null)) return [];
    // Few who ask for choices show what is told of them.
    return [{ value: value as Choice['value'], deprecated, get description() { return choice.description ?? ''; } }];
  });
}

/** Whether only the listed choices are legal. */
export function isClosedChoice(schema: Schema): boolean {
  return schema.anyOf !== undefined && schema.anyOf.every((choice) => choice.const !== undefined);
}

/** Whether a value of this kind is legal: of a map, a list or text. */
export function allowsKind(schema: Schema, kind: SyntaxNode['kind']): boolean {
  const types = schema.type === undefined ? undefined : [schema.type].flat();
  if (kind === 'map') return types?.includes('object') ?? schema.anyOf === undefined;
  if (kind === 'list') return types?.includes('array') ?? schema.anyOf === undefined;
  return types?.some((type) => type !== 'object' && type !== 'array') ?? true;
}

/** Whether nothing at all is a legal value (an approval not given yet). */
export function allowsEmpty(schema: Schema, node: ScalarNode | undefined): boolean {
  const types = [schema.type ?? []].flat();
  if (!node || node.value === null) return types.includes('null') || (schema.type === undefined && schema.anyOf === undefined);
  return types.includes('string') && schema.minLength === undefined;
}
