import type { Contract, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { keysOf } from '../model/schema.ts';
import { Selection } from '../model/list-versions.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import type { ScalarNode } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import { scalarAt, typedField } from './contract/fields.ts';
import { typedContracts } from './contract/mapping.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';

/** A text without a limit that goes into a database, whose columns have one. */
export const unboundedString: Rule = {
  id: 'unbounded-string',
  severity: 'information',
  title: 'Text without a limit for a database',
  explanation:
    'The target is a database, and a target field of type `string` says neither `max_length` (or `string(n)`) nor `enum`, nor a `pattern` from `^` to `$`. A column has a limit; what is longer is cut or refused, and only the limit in the spec lets that be checked beforehand. Where the greatest length of what is written is known, the fix adds it as `max_length`; the true limit of the column may be another.',
  bad: {
    text: 'target_system:\n  system_name: NetSuite\n  system_type: Database\n  environment: Production\n  authentication: { method: OAuth2, scope: orders_rw }\n  idempotency_support: Supports idempotency key\n  write_semantics: Upsert\n  on_conflict: The row is replaced\n  contact: { team: Finance Systems, escalation: PagerDuty schedule finance-systems-primary }\ndata_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    name: { type: string(50), required: true, source_path: name }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    name: { type: string, mapped_from: source.name, transformation: exact copy, required: true }\n  not_written: {}',
  },
  good: {
    text: 'target_system:\n  system_name: NetSuite\n  system_type: Database\n  environment: Production\n  authentication: { method: OAuth2, scope: orders_rw }\n  idempotency_support: Supports idempotency key\n  write_semantics: Upsert\n  on_conflict: The row is replaced\n  contact: { team: Finance Systems, escalation: PagerDuty schedule finance-systems-primary }\ndata_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    name: { type: string(50), required: true, source_path: name }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    name: { type: string(100), mapped_from: source.name, transformation: exact copy, required: true }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const contract of spec.contracts) {
      if (spec.text(contract.kind === 'main' ? 'target_system' : 'source_system', 'system_type') !== 'Database') continue;
      for (const { field, type } of unbounded.of(allFields(contract.targetFields), spec)) {
        yield { target: { node: type }, message: `\`${field.path}\` is text without a limit, but the target is a database: say with \`max_length\` how much the column holds, so that longer values are found before they are written.` };
      }
    }
  },
  fix(finding, { spec }) {
    const node = nodeOf(finding);
    for (const contract of spec.contracts) {
      const field = [...allFields(contract.targetFields)].find((each) => scalarAt(each.entry.value, 'type', spec) === node);
      const length = field && knownLength(field, contract, spec);
      if (field?.entry.value?.kind !== 'map' || length === undefined) continue;
      const order = keysOf(spec.schemaOf(field.entry)).map((key) => key.name);
      return [{ title: `Add \`max_length: ${String(length)}\``, changes: [{ kind: 'insertEntry', into: field.entry.value, entry: { key: 'max_length', value: { kind: 'literal', value: length } }, order }], preferred: true }];
    }
    return [];
  },
};

const unbounded = new Selection((field: TargetField, values: Values) => {
  const type = unboundedType(field, values);
  return type && { field, type };
});

/** The type of a field that is text without a limit; undefined for any other. */
function unboundedType(field: TargetField, values: Values): ScalarNode | undefined {
  const node = scalarAt(field.entry.value, 'type', values);
  const { type } = typedField(field, values);
  if (!node || field.entry.merged || type.kind !== 'string' || type.maxLength !== undefined || type.enum) return undefined;
  // A limit that is still to be filled in, or cannot be read, is on its way.
  if (['max_length', 'enum'].some((key) => entryOf(field.entry.value, key))) return undefined;
  return type.pattern === undefined || !/^\^.*\$$/s.test(type.pattern) ? node : undefined;
}

/** The greatest length of what is written, where it is known. */
function knownLength(field: TargetField, contract: Contract, spec: Spec): number | undefined {
  const mapping = typedContracts(spec).find((each) => each.contract === contract)?.mappingOf(field);
  if (!mapping || mapping.kind === 'none') return undefined;
  if (mapping.kind === 'constant') return [...mapping.node.text].length || undefined;
  const type = mapping.result?.type;
  if (type?.kind === 'uuid') return 36;
  return type?.kind === 'string' ? type.maxLength : undefined;
}
