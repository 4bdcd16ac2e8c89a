/** What documents of every format become: compared with texts that people have looked at. `INTSPEC_WRITE_GOLDEN=1` writes them anew. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mergeFields } from '../../server/src/imports/merge.ts';
import { fieldNotes } from '../../server/src/imports/report.ts';
import { newSpecText, recordText } from '../../server/src/imports/whole.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { apply } from '../helpers/apply.ts';
import { cases, folder, recordOf } from './cases.ts';

const golden = new URL('golden/', folder);
const isWriting = process.env['INTSPEC_WRITE_GOLDEN'] === '1';

/** What a record that has just been imported may lack: what only its author knows, and the other half of the spec. */
const OPEN = ['unmapped-source-field', 'unfilled-placeholder', 'fields-missing'];

/** A spec with notes, comments and both styles of rows. */
const example = readFileSync(new URL('../../examples/shopify-orders-to-netsuite.intspec.yaml', import.meta.url), 'utf8');

describe('an imported record', () => {
  if (isWriting) mkdirSync(golden, { recursive: true });

  it('has a golden text for each case, and no other', () => {
    if (!isWriting) assert.deepEqual(readdirSync(golden).sort(), cases.map(({ name }) => `${name}.yaml`).sort());
  });

  for (const each of cases) {
    const { name, record = 'source' } = each;
    it(`is the one of ${name}`, async () => {
      const { fields, notes } = await recordOf(each);
      const text = [...[...notes, ...fieldNotes(fields)].map((line) => `# ${line}\n`), recordText(fields, record)].join('');
      const file = new URL(`${name}.yaml`, golden);
      if (isWriting) writeFileSync(file, text);
      assert.equal(text, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
    });

    it(`of ${name} gives a spec in which nothing is wrong but what its author has still to say`, async () => {
      const { fields } = await recordOf(each);
      const spec = new Spec(parseSyntax(newSpecText(fields, record)));
      assert.deepEqual(spec.tree.problems, []);
      const section = spec.entry('data_contract');
      const { start = 0, end = 0 } = section ?? {};
      const found = runRules(spec).filter(({ range, rule }) => range.start >= start && range.end <= end && !OPEN.includes(rule.id));
      assert.deepEqual(found.map(({ rule, range, message }) => `${spec.tree.text.slice(range.start, range.end)}: ${rule.id}: ${message}`), []);
    });

    it(`of ${name} joins another record, line by line, and a second time changes nothing`, async () => {
      const { fields } = await recordOf(each);
      for (const before of [example, example.replaceAll('\n', '\r\n')]) {
        const after = merged(before, fields, record);
        const kept = before.split('\n');
        let at = 0;
        for (const line of after.split('\n')) if (line === kept[at]) at += 1;
        assert.equal(at, kept.length, `line ${at + 1} is not as it was: ${kept[at] ?? ''}`);
        assert.notEqual(after, before);
        assert.equal(merged(after, fields, record), after);
        assert.equal(merged(after, fields, record, true), merged(merged(after, fields, record, true), fields, record, true));
        assert.ok(!before.includes('\r') || !/[^\r]\n/.test(after), 'line ends are mixed');
      }
    });
  }
});

function merged(text: string, fields: Parameters<typeof mergeFields>[1], record: 'source' | 'target', update = false): string {
  const spec = new Spec(parseSyntax(text));
  return apply(text, spec.tree.edits(mergeFields(spec, fields, { record, update }).changes));
}
