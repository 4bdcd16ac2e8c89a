import { isSection, sections, topLevelKeys } from '../model/schema.ts';
import type { Rule } from './rule.ts';

/** Sections out of the template's order. */
export const sectionOrder: Rule = {
  id: 'section-order',
  severity: 'information',
  title: 'Section out of order',
  explanation:
    'The sections do not follow each other as in the template. The meaning is the same, but whoever knows the template, or compares two specs, looks for a section where the template has it. The fix moves whole sections with the comments above them.',
  bad: {
    text: 'spec_approval:\n  author: { name: "", date: "" }\n  source_system_owner: { name: "", date: "" }\n  target_system_owner: { name: "", date: "" }\n  technical_reviewer: { name: "", date: "" }\n  approved_for_execution: { name: "", date: "" }\n\nrollback_plan:\n  rollback_trigger: The daily totals differ\n  rollback_procedure:\n    - Stop the schedule\n    - Restore the earlier values from the run journal\n    - Verify that the totals equal those before the run\n  rollback_tested: documented but untested\n  rollback_window: 7 days',
    without: ['rollback_plan', 'spec_approval'],
  },
  good: {
    text: 'rollback_plan:\n  rollback_trigger: The daily totals differ\n  rollback_procedure:\n    - Stop the schedule\n    - Restore the earlier values from the run journal\n    - Verify that the totals equal those before the run\n  rollback_tested: documented but untested\n  rollback_window: 7 days\n\nspec_approval:\n  author: { name: "", date: "" }\n  source_system_owner: { name: "", date: "" }\n  target_system_owner: { name: "", date: "" }\n  technical_reviewer: { name: "", date: "" }\n  approved_for_execution: { name: "", date: "" }',
  },
  fixAll: true,
  *check({ spec }) {
    let highest = -1;
    for (const entry of spec.root?.entries ?? []) {
      if (entry.merged || entry.incomplete || !isSection(entry.key.text)) continue;
      const rank = sections.findIndex((section) => section.key === entry.key.text);
      if (rank < highest) {
        const before = sections.slice(rank + 1).find((section) => spec.entry(section.key));
        yield { target: { node: entry, part: 'key' }, message: `\`${entry.key.text}\` stands before \`${before?.key ?? ''}\` in the template.` };
        return;
      }
      highest = rank;
    }
  },
  fix(_finding, { spec }) {
    if (!spec.root) return [];
    return [{ title: 'Put the sections into the template’s order', changes: [{ kind: 'reorder', map: spec.root, keys: topLevelKeys }], preferred: true }];
  },
};
