/** Refactorings where names stand in the text or something in it is faulty: none may spoil it. */
import assert from 'node:assert/strict';
import { refactoringsAt } from '../../../server/src/features/refactorings/index.ts';
import { RuleRun } from '../../../server/src/rules/runner.ts';
import { applyEdits } from '../../../server/src/syntax/edits.ts';
import { contractWith } from '../../helpers/contracts.ts';
import { specOf } from '../../helpers/features.ts';
import { plain, problemsOf } from '../../helpers/plain.ts';
import { ODD_YAML } from '../../helpers/structure.ts';
import { crlf, lf } from '../../helpers/text.ts';

/** Names, merges, and lines that are half typed, where a refactoring could reach beyond its own lines. */
const ODD: Record<string, string> = {
  'odd YAML': ODD_YAML,
  'names everywhere': `a: &x some long words here
b: &y { c: *x, d: &z [1.50, ~, 12345678901234567890], e: &e {} }
f: *y
g: { <<: *y, c: some long words here }
h: { <<: *e }
i: &x other long words here
j: [*x, *z, some long words here, other long words here]
*x : &k
  &key l: *e
  *z : 1
m: { <<: [*y, *e], c: 2 }
`,
  'a contract with names': contractWith(`c: &c { type: &t string, mapped_from: source.state, transformation: exact copy, required: true }
a: { <<: *c, mapped_from: source.name }

b: { type: *t, mapped_from: source.name, transformation: exact copy, required: true }
d: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }
e: *c
`),
  'a contract half typed': contractWith(`c: { type: string, mapped_from: source.state, transformation: "exact copy, required: true }
a: { type: string, mapped_from: source.
b: { type: [string, mapped_from: source.name }
d:
  type: string
  enum: [a, b
  mapped_from: source.name
e: { fields: { g: { type: string }, h: { type: integer }
f
g: { type: string, mapped_from: source.id, transformation: exact copy }
`),
  'braces half typed': 'a:\n  b: 1\n  c: [1\nd: { e: { f: 1 }\ng: [h, [i]\nj: { k: "l }\nm:\n  n: { o: 1 }\n  p: [q, r]\n',
};

describe('refactorings at every place', function () {
  this.timeout(300_000);
  for (const [name, odd] of Object.entries(ODD)) {
    for (const [ends, text] of [['LF', lf(odd)], ['CRLF', crlf(odd)]] as const) {
      it(`of ${name} add no fault, and keep what they are to keep (${ends})`, () => {
        const spec = specOf(text);
        const run = new RuleRun(spec);
        const [value, problems] = [plain(spec.tree.root), spec.tree.problems.length];
        const seen = new Set<string>();
        for (const { index: offset } of text.matchAll(/(?<![\w.])\S/g)) {
          for (const { title, keepsMeaning, changes } of refactoringsAt(spec, run, { start: offset, end: offset }, () => true)) {
            const document = applyEdits(text, spec.tree.edits(changes));
            if (seen.has(document)) continue;
            seen.add(document);
            const { tree } = specOf(document);
            assert.ok(tree.problems.length <= problems, `${title} adds ${problemsOf(tree).join()}\n${document}`);
            if (keepsMeaning) assert.deepEqual(plain(tree.root), value, `${title}\n${document}`);
            assert.notEqual(document, text, title);
          }
        }
        assert.ok(seen.size > 1, 'nothing is offered anywhere');
      });
    }
  }
});
