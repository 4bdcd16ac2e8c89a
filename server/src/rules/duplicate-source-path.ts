import type { SourceField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { specFormat } from '../model/format.ts';
import { ListIndex } from '../model/list-index.ts';
import { pathText } from '../model/path.ts';
import { note } from '../model/remember.ts';
import type { Values } from '../model/values.ts';
import { valuesOf } from '../model/values.ts';
import type { ScalarNode } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import { sourcePath } from './contract/fields.ts';
import type { Rule } from './rule.ts';

/** Two source fields that are read from one place. */
export const duplicateSourcePath: Rule = {
  id: 'duplicate-source-path',
  severity: 'warning',
  title: 'Two source fields from one path',
  explanation:
    'Two fields of a source record have the same `source_path`, so that both hold the same value. Most often a row was copied and its path left as it was: then the executor reads the wrong value, which has the right type and goes unnoticed. Spelling does not matter: a leading `$.` means nothing, and `a["b"]` is `a.b`. A field that repeats another as a whole by a YAML alias is left alone.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    created_at: { type: datetime, timezone: UTC, required: true, source_path: created_at }\n    updated_at: { type: datetime, timezone: UTC, required: true, source_path: $.created_at }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    created_at: { type: datetime, timezone: UTC, mapped_from: source.created_at, transformation: exact copy, required: true }\n    updated_at: { type: datetime, timezone: UTC, mapped_from: source.updated_at, transformation: exact copy, required: true }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    created_at: { type: datetime, timezone: UTC, required: true, source_path: created_at }\n    updated_at: { type: datetime, timezone: UTC, required: true, source_path: updated_at }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    created_at: { type: datetime, timezone: UTC, mapped_from: source.created_at, transformation: exact copy, required: true }\n    updated_at: { type: datetime, timezone: UTC, mapped_from: source.updated_at, transformation: exact copy, required: true }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const contract of spec.contracts) {
      if (byPath.of(allFields(contract.sourceFields)).isUnique) continue;
      const seen = new Map<string, SourceField>();
      for (const field of allFields(contract.sourceFields)) {
        const written = writtenPath(field, spec);
        if (!written) continue;
        const { node, path } = written;
        const first = seen.get(path);
        const there = first && writtenPath(first, spec);
        if (!there) {
          seen.set(path, field);
          continue;
        }
        yield {
          target: { node },
          message: `\`${field.path}\` and \`${first.path}\` are both read from \`${path}\`: they always hold the same value, so one of the two paths is probably wrong.`,
          related: [{ message: `\`${first.path}\` is read from there`, at: { node: there.node } }],
        };
      }
    }
  },
};

/** The path that is written at a field, in one spelling; undefined where there is none that can be read. */
const writtenPath = note((field: SourceField, values: Values): { readonly node: ScalarNode; readonly path: string } | undefined => {
  const read = sourcePath(field, values);
  if (!read || read.path.fault || field.entry.merged || field.entry.value?.origin || entryOf(field.entry.value, 'source_path')?.merged) return undefined;
  return { node: read.node, path: pathText(read.path.steps) };
});

const byPath = new ListIndex<SourceField>((field) => writtenPath(field, valuesOf(specFormat))?.path);
