/** Target fields for all source fields that nothing reads and `not_written` does not name. */
import { coverageOf } from '../../model/coverage.ts';
import { mapAllToNew, unmappedSourceField } from '../../rules/unmapped-source-field.ts';
import { entryOf } from '../../syntax/tree.ts';
import { entriesAround } from './refactoring.ts';
import type { Refactoring } from './refactoring.ts';

/** Adds them all, as the fix of each alone would. */
export const mapRemaining: Refactoring = {
  kind: 'refactor.rewrite',
  keepsMeaning: false,
  offers({ spec, run, found }) {
    const around = [...entriesAround(found)];
    for (const contract of spec.contracts) {
      const isHere = ['source_record', 'target_record'].some((key) => around.some((entry) => entry === entryOf(contract.map, key))) || around[0]?.value === contract.map;
      if (!isHere) continue;
      const reported = new Set(run.results.filter(({ rule }) => rule === unmappedSourceField).map(({ target }) => (typeof target === 'object' && 'node' in target ? target.node : undefined)));
      const fields = coverageOf(contract).forgotten.filter((field) => reported.has(field.entry));
      if (fields.length < 2) continue;
      const { names, changes } = mapAllToNew(fields, contract, spec);
      const count = names.length === fields.length ? `all ${String(names.length)}` : String(names.length);
      return names.length < 2 ? [] : [{ title: `Add target fields for ${count} source fields that are not mapped`, changes }];
    }
    return [];
  },
};
