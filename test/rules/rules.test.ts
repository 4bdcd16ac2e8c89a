/** Each rule by its own examples, in an otherwise complete spec. */
import assert from 'node:assert/strict';
import { ruleGroups, rules } from '../../server/src/rules/index.ts';
import { check, inBase, optionsFor } from '../helpers/check.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';

describe('the base of the examples', () => {
  it('has no finding', () => assert.deepEqual(check(fixture('base.intspec.yaml')), []));
});

describe('the example specs', () => {
  for (const { name, text } of [...examples, ...filesIn('../shared/examples', '.intspec.yaml')]) {
    it(`${name} has no finding`, () => assert.deepEqual(check(text), []));
  }
});

for (const { title, rules: group } of ruleGroups) {
  describe(`rules: ${title}`, () => {
    for (const rule of group) {
      it(`${rule.id} finds its bad example, and nothing else does`, () => {
        const found = check(inBase(rule.bad), optionsFor(rule));
        assert.ok(found.length > 0, 'no finding');
        for (const finding of found) assert.match(finding, new RegExp(`: ${rule.id}$`), found.join(', '));
      });
      it(`${rule.id} accepts its good example`, () => assert.deepEqual(check(inBase(rule.good), optionsFor(rule)), []));
      it(`${rule.id} is told in sentences`, () => {
        assert.match(rule.id, /^[a-z][a-z-]+[a-z]$/);
        assert.match(rule.title, /^[A-Z].*[^.]$/);
        assert.match(rule.explanation, /^[A-Z`].*\.$/s);
      });
    }
  });
}

describe('the list of rules', () => {
  it('has each once', () => assert.equal(new Set(rules.map((rule) => rule.id)).size, rules.length));
  it('marks only rules with a fix as safe to fix', () => {
    for (const rule of rules) if (rule.fixAll) assert.ok(rule.fix, rule.id);
  });
});
