import type { Rule } from './rule.ts';

/** More places are not named: where a folder of copies has one id, each of them would name all others. */
const MOST_RELATED = 20;

/** Another spec of the workspace has the same id. */
export const duplicateSpecId: Rule = {
  id: 'duplicate-spec-id',
  severity: 'error',
  title: 'Spec id used twice',
  explanation:
    'Another spec of the workspace has this id. Approvals and run reports name a spec by its id, so two specs with one id make it uncertain which of them was approved. Give the newer one the next free id. The finding stands in every file that has the id.',
  bad: { text: 'spec_id: INT-2025-014 # another file has this id too' },
  good: { text: 'spec_id: INT-2025-015' },
  needs: 'all-specs',
  *check({ spec, otherSpecsWithId }) {
    const { id } = spec;
    const entry = spec.entry('spec_id');
    const others = id === undefined ? [] : otherSpecsWithId(id);
    if (id === undefined || !entry || others.length === 0) return;
    const count = others.length === 1 ? 'Another spec has' : `${others.length} other specs have`;
    yield {
      target: { node: entry },
      message: `${count} the id \`${id}\`: approvals and reports could not tell them apart.`,
      related: others.slice(0, MOST_RELATED).map((at) => ({ message: `\`${id}\` is given here too`, at })),
    };
  },
};
