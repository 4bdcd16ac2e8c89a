import type { Spec } from '../model/spec.ts';
import type { Rule } from './rule.ts';
import { rollbackExample } from './sections/examples.ts';
import { findAnyWritten, restoreAny } from './sections/rollback-words.ts';
import { rollbackOf } from './sections/rollback.ts';
import { textAt } from './sections/stated.ts';
import { systemsOf } from './sections/systems.ts';
import { writeSemanticsOf } from './write-keys.ts';

/** No step of the rollback undoes what the writes did. */
export const rollbackCannotUndo: Rule = {
  id: 'rollback-cannot-undo',
  severity: 'warning',
  title: 'Rollback that undoes no write',
  explanation:
    'What a rollback has to undo follows from `write_semantics`. `Upsert` and `Replace` overwrite values, so that a step must restore the earlier ones: restore, revert, reverse, roll back, undo, recover, reinstate, replay, compensate, backfill, overwrite, swap, or again import, apply, load, build, send, sync, publish, populate, create, deliver, extract, ingest, generate, compute, calculate, seed, fill or write (“reload”, “re-import”), a snapshot, backup, clone, copy, history, time travel, point in time, before image, load or from an extract, export, dump or archive, a full load, rerun a load, flashback, write back, as it was, set (insert, update, write, sync, load) again, a copy by its name (`orders_old`, `orders_bak`), an audit trail, set a status, value or field back to, switch (point, flip, redirect, rename) back or at something, (re)set to the values, earlier (previous, prior, old, former, original, last good, yesterday’s) values, state, table, file and the like, values kept, saved or stored, or in a journal, ledger or log, values from before, of the day before. `Insert` adds records, and so does an `Upsert` whose `on_conflict` keeps what is there (do nothing, ignore, skip, discard, left as it is, first wins, not updated), so that a step must say how to find what was written: find, identify, locate, list, select, query, search, look up, filter, determine, collect, trace, a journal, manifest, ledger or log, a run, batch, load, job or correlation id, a tag, mark or flag, wrote, written, inserted, created, loaded, imported, added (made, stored, sent) by, since or during, today, yesterday, by date, key, id or number, a number such as `INT-2025`, a range of numbers, since or after the deployment, of the run, where, whose, a comparison (`=`, `<`, `>`), a column such as `created_by`, a path, truncate, purge, empty, clear, flush, wipe, drop or delete a table, topic, queue, folder or index, a partition, delete all or every, delete with, that or newer; restoring the whole does too. The way back counts with its own `write_semantics`. Without such a step the executor stops the integration and leaves the damage.',
  bad: { text: rollbackExample(['Disable the schedule and wait for the running batch to end', 'Verify that no batch is running']) },
  good: { text: rollbackExample(['Disable the schedule and wait for the running batch to end', 'Restore the earlier values from the run journal', 'Verify that the totals per day equal those taken before the deployment']) },
  *check({ spec }) {
    const { entry, steps } = rollbackOf(spec);
    if (!entry || !steps) return;
    const texts = steps.map((step) => step.value);
    const semantics = semanticsOf(spec);
    const overwrites = semantics.find((each) => each === 'Replace' || (each === 'Upsert' && !keepsExisting(spec)));
    const adds = semantics.find((each) => each === 'Insert' || (each === 'Upsert' && overwrites === undefined));
    const lacks = [
      ...(overwrites !== undefined && !restoreAny(texts) ? [`\`${overwrites}\` overwrites values, and no step restores the earlier ones`] : []),
      ...(adds !== undefined && !findAnyWritten(texts) ? [`\`${adds}\` adds records${adds === 'Upsert' ? ' and keeps those that are there' : ''}, and no step says how to find those that were written`] : []),
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

/** What an `on_conflict` says that leaves a record as it is, and what it says where records are changed all the same. */
const KEEPS = /\bdo nothing\b|\binsert ignore\b|\b(?:ignor|skip|discard)\w*|\bdropped\b|\bkeeps? the (?:existing|first|old|earlier)\b|\b(?:left|stays?|remains?|kept) (?:as (?:it is|they are)|unchanged|untouched)\b|\bfirst (?:write |one )?wins\b|\b(?:not|never|nothing is) (?:be )?(?:updat|overwrit|replac|chang)\w*/i;
const CHANGES = /(?<!\b(?:not|never|nothing is) (?:be )?)\b(?:updat|overwrit|replac|merg|patch|chang)\w*|\bDO UPDATE\b|\b(?:last|latest|newer|newest) \w*\s*wins\b/i;

/** Whether the upserts of either way make records only, and overwrite none. */
function keepsExisting(spec: Spec): boolean {
  const texts = [textAt(spec, 'target_system', 'on_conflict'), textAt(spec, 'data_contract', 'reverse', 'on_conflict')].flatMap((stated) => stated?.value ?? []);
  return texts.length > 0 && texts.every((text) => KEEPS.test(text) && !CHANGES.test(text));
}

/** What the writes of both ways do, where it is said. */
function semanticsOf(spec: Spec): string[] {
  const own = systemsOf(spec).writeSemantics?.value;
  const ofContracts = spec.contracts.flatMap((contract) => writeSemanticsOf(contract, spec) ?? []);
  return [...new Set([...(own === undefined ? [] : [own]), ...ofContracts])];
}
