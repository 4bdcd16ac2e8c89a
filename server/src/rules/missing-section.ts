import { sections, topLevelKeys } from '../model/schema.ts';
import { skeletonEntry } from '../model/skeleton.ts';
import { fittedEntry } from './fitting.ts';
import type { Rule } from './rule.ts';
import { isMisspelled } from './violations.ts';

/** One of the template's sections is absent. Source: template, *every section marked [REQUIRED] must be completed*. */
export const missingSection: Rule = {
  id: 'missing-section',
  severity: 'error',
  title: 'Section missing',
  explanation:
    'The template has ten sections, the approvals included, and all are required: what a spec does not say, the executor has to guess. The fix inserts the section in its place, with the values that hold for every integration; what only the author can know is left as a placeholder such as `<name of the system>`, which `unfilled-placeholder` reports until it is filled in.',
  bad: { text: '', without: ['rollback_plan'] },
  good: {
    text: 'rollback_plan:\n  rollback_trigger: The daily totals differ\n  rollback_procedure:\n    - Stop the schedule\n    - Restore the earlier values from the run journal\n    - Verify that the totals equal those before the run\n  rollback_tested: documented but untested\n  rollback_window: 7 days',
  },
  fixAll: true,
  *check({ spec, violations }) {
    for (const { key, schema, number } of sections) {
      if (spec.entry(key) || isMisspelled(violations, spec.root, key)) continue;
      const where = number === 'approval' ? '' : `, section ${number} of the template,`;
      yield { target: 'first-line', message: `\`${key}\` (${schema.title ?? key})${where} is missing: the executor would have to guess all it says.`, data: { section: key } };
    }
  },
  fix(finding, { spec }) {
    const section = sections.find(({ key }) => key === finding.data?.['section']);
    // Below a list or prose no key can stand.
    if (!section || (spec.tree.root && !spec.root)) return [];
    const entry = fittedEntry(skeletonEntry(section.key, section.schema), spec);
    return [{ title: `Insert section \`${section.key}\``, changes: [{ kind: 'insertEntry', into: spec.root ?? 'document', entry, order: topLevelKeys }], preferred: true }];
  },
};
