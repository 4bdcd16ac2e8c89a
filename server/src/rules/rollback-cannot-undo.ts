import type { Spec } from '../model/spec.ts';
import type { Rule } from './rule.ts';
import { rollbackExample } from './sections/examples.ts';
import { findsWritten, restores } from './sections/rollback-words.ts';
import { rollbackOf } from './sections/rollback.ts';
import { systemsOf } from './sections/systems.ts';
import { writeSemanticsOf } from './write-keys.ts';

/** No step of the rollback undoes what the writes did. */
export const rollbackCannotUndo: Rule = {
  id: 'rollback-cannot-undo',
  severity: 'warning',
  title: 'Rollback that undoes no write',
  explanation:
    'What a rollback has to undo follows from `write_semantics`. `Upsert` and `Replace` overwrite values, so that a step must restore the earlier ones: restore, revert, roll back, undo, recover, reinstate, replay, re-import, re-apply, overwrite, swap, a snapshot, backup, clone, copy, history, time travel, point in time, before image, earlier (previous, prior, old, former, original) values or state, values from before. `Insert` adds records, so that a step must say how to find what was written: find, identify, locate, list, select, query, search, look up, filter, determine, collect, trace, a journal, manifest, ledger or log, a run, batch, load, job or correlation id, a tag, mark or flag, written (inserted, created, loaded, added) by, since or during, since or after the deployment, of the run, where, whose, truncate, drop, a partition, delete all or every; restoring the whole does too. The way back counts with its own `write_semantics`. Without such a step the executor stops the integration and leaves the damage.',
  bad: { text: rollbackExample(['Disable the schedule and wait for the running batch to end', 'Verify that no batch is running']) },
  good: { text: rollbackExample(['Disable the schedule and wait for the running batch to end', 'Restore the earlier values from the run journal', 'Verify that the totals per day equal those taken before the deployment']) },
  *check({ spec }) {
    const { entry, steps } = rollbackOf(spec);
    if (!entry || !steps) return;
    const texts = steps.map((step) => step.value);
    const semantics = semanticsOf(spec);
    const overwrites = semantics.find((each) => each === 'Upsert' || each === 'Replace');
    const lacks = [
      ...(overwrites !== undefined && !texts.some(restores) ? [`\`${overwrites}\` overwrites values, and no step restores the earlier ones`] : []),
      ...(semantics.includes('Insert') && !texts.some(findsWritten) ? ['`Insert` adds records, and no step says how to find those that were written'] : []),
    ];
    if (lacks.length === 0) return;
    const { writeSemantics } = systemsOf(spec);
    yield {
      target: { node: entry, part: 'key' },
      message: `The rollback undoes no write: ${lacks.join('; ')}. The executor would stop the integration and leave what it did.`,
      related: writeSemantics ? [{ message: `Writes by \`${writeSemantics.value}\``, at: { node: writeSemantics.node } }] : [],
    };
  },
};

/** What the writes of both ways do, where it is said. */
function semanticsOf(spec: Spec): string[] {
  const own = systemsOf(spec).writeSemantics?.value;
  const ofContracts = spec.contracts.flatMap((contract) => writeSemanticsOf(contract, spec) ?? []);
  return [...new Set([...(own === undefined ? [] : [own]), ...ofContracts])];
}
