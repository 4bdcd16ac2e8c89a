import type { RelatedPlace, Rule } from './rule.ts';
import { instabilitiesOf, keyFields } from './write-keys.ts';

/** A key that is not always there, or not the same each time. */
export const unstableWriteKey: Rule = {
  id: 'unstable-write-key',
  severity: 'error',
  title: 'Key not fit to identify a record',
  explanation:
    'A target field marked `key: true` is optional or nullable (or stands in an object that is), is a constant, or is derived with a function that gives another value on each run (`now()`, `uuid4()`). A key must be there in every record and be the same each time the record is written: otherwise a retry or the next run does not find the record again and writes a second one, or every record overwrites the one before it. `uuid5` gives the same value each time and may be used.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n    run_id: { type: uuid, mapped_from: derived, transformation: uuid4(), required: true, key: true }\n  not_written: {}',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n    run_id: { type: uuid, mapped_from: derived, transformation: uuid4(), required: true }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const contract of spec.contracts) {
      for (const field of keyFields(contract, spec)) {
        const [first, ...more] = instabilitiesOf(field, spec);
        if (!first) continue;
        const reasons = [first, ...more].map(({ reason }) => reason);
        const related: RelatedPlace[] = more.map(({ reason, at }) => ({ message: `It ${reason}`, at }));
        yield {
          target: first.at,
          message: `\`${field.path}\` is part of the key, but ${joined(reasons)}: the same record would not be found again when it is written a second time, or be taken for another.`,
          ...(related.length > 0 && { related }),
        };
      }
    }
  },
};

function joined(parts: readonly string[]): string {
  return parts.length <= 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
