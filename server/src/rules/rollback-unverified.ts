import type { Rule } from './rule.ts';
import { listFix } from './list-edits.ts';
import { rollbackExample } from './sections/examples.ts';
import { rollbackOf } from './sections/rollback.ts';
import { verifies } from './sections/rollback-words.ts';
import { excerpt } from './words.ts';

/** The rollback ends without a look at what it did. */
export const rollbackUnverified: Rule = {
  id: 'rollback-unverified',
  severity: 'error',
  title: 'Rollback that nobody verifies',
  explanation:
    'The last step of `rollback_procedure` must say how one knows that the rollback is complete; the template asks for “Verify rollback is complete: how”. Without it the executor reports success after the last command, whatever it left behind. A step verifies if it says verify, check, confirm, compare, assert, validate, reconcile, ensure, test, prove, make sure, inspect, audit, count, match, review, monitor, observe, watch, sample, measure, probe, examine, evaluate, assess, analyse, query, look (at, for, whether), see (that, whether), expect, a screenshot, whether, a green light, sign off, approve or accept, in any form, and does not say that this is left out (no, not, without, skip). It verifies too if it names the outcome: equal, agree, differ, difference, identical, balance, control totals, must (should, has to, needs to) be, have or show, shows, yields, returns nothing (the, 0), is 0, zero, empty, gone, unchanged, complete, green, back at, no … left (remaining, missing, open, pending), comes back empty, an empty list, nets (sums, adds up) to, has its earlier values, read … back, or `SELECT`. The fix adds a step for the author to fill in.',
  bad: { text: rollbackExample(['Disable the schedule and wait for the running batch to end', 'Restore the earlier values from the run journal']) },
  good: { text: rollbackExample(['Disable the schedule and wait for the running batch to end', 'Restore the earlier values from the run journal', 'Verify that the totals per day equal those taken before the deployment']) },
  *check({ spec }) {
    const last = rollbackOf(spec).steps?.at(-1);
    if (!last || verifies(last.value)) return;
    yield {
      target: { node: last.node },
      message: `The last step of the rollback, “${excerpt(last.value)}”, verifies nothing: the executor would call the rollback complete whatever it left behind.`,
    };
  },
  fix(_finding, { spec }) {
    const { entry } = rollbackOf(spec);
    return entry ? listFix('Add a step that verifies the rollback', entry, { append: [{ kind: 'hole', label: 'step that verifies the rollback' }] }, spec) : [];
  },
};
