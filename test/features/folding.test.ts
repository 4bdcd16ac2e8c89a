import assert from 'node:assert/strict';
import { examples } from '../helpers/files.ts';
import { foldsOf, ODD_YAML } from '../helpers/structure.ts';
import { crlf, dedent } from '../helpers/text.ts';

describe('folding', () => {
  it('is of everything that has lines of its own', () => {
    assert.deepEqual(foldsOf(dedent`
      # A spec
      # of two comments
      spec_id: INT-2025-001

      integration_purpose:
        why: |
          Orders must
          reach the warehouse.

        # alone
        trigger: { kind: event,
          detail: x }
      data_contract:
        source_record:
          id: { type: integer, source_path: id }
          name:
            type: string
            enum:
              - a
              - b
          # later:
          #   type: string
        target_record: {
          id: {}
        }
      rollback_plan:
        rollback_procedure:
          - Pause
          - >-
            Restore
            it
    `), ['1-2 comment', '5-12', '6-8', '11-12', '13-25', '14-22', '16-20', '18-20', '21-22 comment', '23-24', '26-31', '27-31', '29-31']);
  });

  it('takes comments below that are indented deeper into the block, and leaves blank lines and other comments out', () => {
    assert.deepEqual(foldsOf('a:\n  b: 1\n\n  # of a\n\n# of nobody\nc: 1\n'), ['1-4']);
    assert.deepEqual(foldsOf('a:\n  b: 1\n  # of a'), ['1-3']);
    assert.deepEqual(foldsOf('a:\n  b: 1\n\n\n'), ['1-2']);
  });

  it('knows regions', () => {
    assert.deepEqual(foldsOf('# region one\na: 1\n# region two\nb: 1\n# endregion\n# endregion\n# endregion\n# region open\n'), ['1-6 region', '3-5 region']);
  });

  it('has one range a line: the larger', () => {
    assert.deepEqual(foldsOf('a:\n  - b:\n      c: 1\n    d: 1\n'), ['1-4', '2-4']);
  });

  it('keeps the outermost where a client can fold only so many', () => {
    const text = 'a:\n  b:\n    c:\n      d: 1\ne:\n  f:\n    g: 1\n';
    assert.deepEqual(foldsOf(text), ['1-4', '2-4', '3-4', '5-7', '6-7']);
    assert.deepEqual(foldsOf(text, 3), ['1-4', '2-4', '5-7']);
    assert.deepEqual(foldsOf(text, 2), ['1-4', '5-7']);
    assert.deepEqual(foldsOf(text, 0), []);
  });

  for (const { name, text } of [...examples, { name: 'odd YAML', text: ODD_YAML }]) {
    it(`nests in ${name}, with either line end`, () => {
      const folds = foldsOf(text);
      assert.deepEqual(foldsOf(crlf(text)), folds);
      const open: number[] = [];
      let last = 0;
      for (const fold of folds) {
        const [start = 0, end = 0] = fold.split(/[- ]/).map(Number);
        assert.ok(start > last && end > start && end <= text.split('\n').length, fold);
        while ((open.at(-1) ?? Infinity) < start) open.pop();
        assert.ok(end <= (open.at(-1) ?? Infinity), `${fold} overlaps`);
        open.push(end);
        last = start;
      }
    });
  }
});
