import { coverageOf } from '../model/coverage.ts';
import type { Contract, NotWritten, SourceField, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import type { Fix, RelatedPlace, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';

/** A source field that a mapping reads although `not_written` names it. */
export const mappedAndNotWritten: Rule = {
  id: 'mapped-and-not-written',
  severity: 'error',
  title: 'Source field both mapped and listed as not written',
  explanation:
    'A field stands in `not_written`, and a mapping or an expression reads it. One of the two is wrong: either data reaches the target that was meant to stay behind, or the list is out of date. Naming a record in `not_written` names all its fields. The fixes take the field out of the list, or remove the target field that reads it.',
  bad: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written:\n    id: Not needed',
  },
  good: {
    text: 'data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record:\n    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n  not_written: {}',
  },
  *check({ spec }) {
    for (const contract of spec.contracts) {
      const { read, leftOut } = coverageOf(contract);
      const both = new Map<NotWritten, SourceField[]>();
      for (const [field, by] of leftOut) {
        if (!read.has(field)) continue;
        const fields = both.get(by);
        if (fields) fields.push(field);
        else both.set(by, [field]);
      }
      for (const [notWritten, fields] of both) {
        const targets = [...new Set(fields.flatMap((field) => read.of(field)))];
        const [first] = targets;
        if (!first) continue;
        const which = fields.map((field) => field.path).filter((path) => path !== notWritten.path);
        const through = which.length === 0 ? '' : ` (through \`${which.join('`, `')}\`)`;
        const related: RelatedPlace[] = targets.flatMap((target) => target.references.filter((reference) => reference.field && fields.includes(reference.field))
          .map((reference) => ({ message: `\`${target.path}\` reads it`, at: { node: reference.node, slice: reference.slice } })));
        yield {
          target: { node: notWritten.entry, part: 'key' },
          message: `\`${notWritten.path}\` is listed as not written, but \`${first.path}\` is mapped from it${through}: one of the two is wrong.`,
          data: { contract: contract.kind, targets: targets.map((target) => target.path) },
          related,
        };
      }
    }
  },
  fix(finding, { spec }) {
    const entry = nodeOf(finding);
    const contract = spec.contracts.find((each) => each.kind === finding.data?.['contract']);
    const paths = finding.data?.['targets'];
    if (entry?.kind !== 'entry' || !contract || !Array.isArray(paths)) return [];
    const fixes: Fix[] = [{ title: `Take \`${entry.key.text}\` out of \`not_written\``, changes: [{ kind: 'removeEntry', entry }], preferred: true }];
    const targets = [...allFields(contract.targetFields)].filter((target) => paths.includes(target.path));
    const [only] = targets;
    if (targets.length === 1 && only && isSpare(only, contract)) fixes.push({ title: `Remove target field \`${only.path}\``, changes: [{ kind: 'removeEntry', entry: only.entry }] });
    return fixes;
  },
};

/** Whether a target field can go and nothing is missing then: no other source field is read by it alone. */
function isSpare(target: TargetField, contract: Contract): boolean {
  const { read, leftOut } = coverageOf(contract);
  const isLast = target.entry.parent.entries.filter((entry) => !entry.merged).length === 1;
  const isKey = textOf(entryOf(target.entry.value, 'key')?.value) === 'true';
  return !isLast && !isKey && [...read].every(([field, by]) => leftOut.has(field) || by.some((other) => other !== target));
}
