/** Completion in the lists of section 9: the places that the other sections name. */
import assert from 'node:assert/strict';
import { accepted, complete, labels } from '../helpers/features.ts';

const SYSTEMS = 'source_system: { system_name: Typeform }\ntarget_system: { system_name: "Data: lake" }\nerror_handling: { dead_letter_queue: table rejects }\n';
const REPORT = '  completion_signal: { report_to: Wiki page Runs }\n';

/** Section 9 with these actions, behind sections that name its places. */
function section9(actions: string, head = SYSTEMS): string {
  return `${head}agent_execution_instructions:\n  authorized_actions:\n${actions}${REPORT}`;
}

const TABLE: Record<string, { readonly at: string; readonly offered: readonly string[] }> = {
  'an empty list to read from': { at: section9('    read_from:\n      - <|>\n'), offered: ['Typeform'] },
  'an empty list to write to': { at: section9('    write_to:\n      - <|>\n'), offered: ['Data: lake', 'table rejects', 'Wiki page Runs'] },
  'what is listed is not offered again': { at: section9('    write_to:\n      - data: lake\n      - Table  rejects\n      - <|>\n').replace('- data: lake', '- "data: lake"'), offered: ['Wiki page Runs'] },
  'in brackets': { at: section9('    write_to: [table rejects, <|>]\n'), offered: ['Data: lake', 'Wiki page Runs'] },
  'a placeholder is typed over': { at: section9('    read_from:\n      - <|><places the agent may read>\n'), offered: ['Typeform'] },
  'both ways': { at: section9('    read_from:\n      - <|>\n', `${SYSTEMS}integration_purpose: { direction: Bidirectional }\n`), offered: ['Typeform', 'Data: lake'] },
  'no queue': { at: section9('    write_to:\n      - <|>\n', SYSTEMS.replace('table rejects', 'none')), offered: ['Data: lake', 'Wiki page Runs'] },
  'names that are still to be filled in': { at: section9('    read_from:\n      - <|>\n', 'source_system: { system_name: TBD }\n'), offered: [] },
  'a list of the same name elsewhere': { at: 'source_system: { system_name: A }\nread_from:\n  - <|>\n', offered: [] },
};

describe('completion of destinations', () => {
  for (const [name, { at, offered }] of Object.entries(TABLE)) it(name, () => assert.deepEqual(labels(complete(at)), offered));

  it('is not narrowed by the placeholder before the cursor', () => {
    const [item] = complete(section9('    read_from:\n      - <places the agent may read><|>\n'));
    assert.equal(item?.item.filterText, '<places the agent may read>Typeform');
    assert.match(item.document, /\n {6}- Typeform\n/);
  });

  it('quotes what needs quotes', () => {
    const items = complete(section9('    write_to:\n      - <|>\n'));
    assert.match(accepted(items, 'Data: lake'), /\n {6}- "Data: lake"\n/);
  });
});
