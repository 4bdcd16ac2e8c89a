/** What rules find in parts of a document is remembered by the parts, but for what a rule that fails has been shown. */
import assert from 'node:assert/strict';
import { Guard } from '../../server/src/rules/guard.ts';
import { PartFindings } from '../../server/src/rules/parts.ts';
import type { Finding, Rule } from '../../server/src/rules/rule.ts';
import type { SyntaxNode } from '../../server/src/syntax/tree.ts';
import { specOf } from '../helpers/features.ts';
import { fixture } from '../helpers/files.ts';

const spec = specOf(fixture('base.intspec.yaml'));

/** A rule that finds each node that is not a map; `see` is told of every node that it is shown. */
function ruleOf(id: string, see: (at: number) => void): Rule {
  const find = (node: SyntaxNode): Finding[] => {
    see(node.start);
    return [{ target: { node }, message: 'here' }];
  };
  return {
    id, severity: 'warning', title: id, explanation: id, bad: { text: '' }, good: { text: '' },
    checkScalar: find, checkList: find,
    checkMap: (node) => {
      see(node.start);
      return undefined;
    },
  };
}

/** The findings by rule, and which rules failed. */
function found(parts: PartFindings, failures: string[] = []): Map<string, number> {
  const counts = new Map<string, number>();
  const results = parts.in(spec, new Guard({ onError: (rule) => failures.push(rule) }));
  for (const { rule } of results) counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  return counts;
}

describe('what rules find in parts', () => {
  it('is remembered: no part is shown to a rule twice', () => {
    let shown = 0;
    const parts = new PartFindings([ruleOf('counts', () => { shown += 1; })]);
    const first = found(parts);
    const once = shown;
    assert.ok(once > 50 && (first.get('counts') ?? 0) > 50);
    assert.deepEqual(found(parts), first);
    assert.ok(shown - once < once / 10, `${String(shown - once)} of ${String(once)} nodes are shown again`);
  });

  it('stands where another rule fails, which is shown again what it failed over', () => {
    let isBroken = true;
    const broken = ruleOf('broken', () => {
      if (isBroken) throw new Error('It fails.');
    });
    const parts = new PartFindings([broken, ruleOf('sound', () => undefined)]);
    const alone = found(new PartFindings([ruleOf('sound', () => undefined)])).get('sound');
    const failures: string[] = [];
    assert.deepEqual([...found(parts, failures)], [['sound', alone]]);
    assert.ok(failures.length > 0 && failures.every((id) => id === 'broken'));
    isBroken = false;
    assert.deepEqual(Object.fromEntries(found(parts, failures)), { broken: alone, sound: alone });
  });
});
