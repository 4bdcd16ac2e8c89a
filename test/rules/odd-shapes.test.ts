/** Values of any shape in any place: each rule survives them, finds its places in the text, and its fixes can be applied. */
import assert from 'node:assert/strict';
import { Spec } from '../../server/src/model/spec.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { SyntaxNode } from '../../server/src/syntax/tree.ts';
import { descendants } from '../../server/src/syntax/tree.ts';
import { apply } from '../helpers/apply.ts';
import { examples, fixture } from '../helpers/files.ts';

/** What may stand where something else belongs. The alias repeats the top level’s first value. */
const SHAPES: readonly string[] = ['', '~', '7', '"x"', 'TBD', 'Yes', '2025-03-03', '[]', '{}', '[a, b]', '[[a], { b: c }]', '{ a: b }', '{ a: { expected: 5 }, b: [c] }', '*first', '[*first, *first]', '{ <<: *map, a: b }'];

/** The anchors that the shapes repeat stand above the text. */
const HEAD = 'first: &first [x, y]\nmap: &map { name: A, test: B, condition: C, expected: 1 }\n';

const FILES: Record<string, string> = {
  'the base': fixture('base.intspec.yaml'),
  'contradictions': fixture('faulty/delivery-contradictions.intspec.yaml'),
  'a flow both ways': examples.find(({ text }) => text.includes('direction: Bidirectional'))?.text ?? '',
};

/** The nodes of a document outside of its contract, in the order of the text. */
function nodesOf(text: string): SyntaxNode[] {
  const { root } = parseSyntax(text);
  const sections = root?.kind === 'map' ? root.entries.filter((entry) => entry.key.text !== 'data_contract') : [];
  return sections.flatMap(({ value }) => [...descendants(value)]).filter((node) => node.end > node.start);
}

/** All findings and all fixes of a text are worked out, and each fix is applied. */
function assertSurvives(text: string, what: string): void {
  const tree = parseSyntax(text);
  const run = new RuleRun(new Spec(tree));
  for (const result of run.results) {
    assert.ok(result.range.start >= 0 && result.range.end <= text.length && result.range.start <= result.range.end, `${what}: ${result.rule.id} stands outside of the text`);
    assert.doesNotMatch(result.message, /undefined|NaN|Infinity|\[object/, `${what}: ${result.rule.id}`);
    for (const { title, changes } of run.fixes(result)) assert.notEqual(apply(text, tree.edits(changes)), text, `${what}: “${title}” changes nothing`);
  }
}

for (const [name, text] of Object.entries(FILES)) {
  describe(`odd shapes in ${name}`, () => {
    const nodes = nodesOf(text);
    for (const [at, shape] of SHAPES.entries()) {
      it(shape === '' ? 'nothing' : shape, () => {
        // Each place has every fourth shape in the base, and one elsewhere.
        const places = nodes.filter((_, index) => (name === 'the base' ? index % 4 === at % 4 : index % SHAPES.length === at));
        assert.ok(places.length > 5);
        for (const { start, end } of places) {
          const eol = text[end - 1] === '\n' ? '\n' : '';
          assertSurvives(HEAD + text.slice(0, start) + shape + eol + text.slice(end), `${shape} for ${text.slice(start, end).slice(0, 40)}`);
        }
      });
    }
  });
}
