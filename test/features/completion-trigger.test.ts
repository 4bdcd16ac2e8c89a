/** Blanks that open the list of completions, and those that do not. */
import assert from 'node:assert/strict';
import { opensCompletions } from '../../server/src/features/completion-trigger.ts';
import { cursorIn } from '../helpers/text.ts';

const opens = (marked: string, character = ' '): boolean => {
  const { text, offset } = cursorIn(marked);
  return opensCompletions(text, offset, character);
};

describe('a blank opens the list', () => {
  for (const text of ['spec_status: <|>', 'a:\n  - <|>', 'a: { b: 1, <|>', 'action: stop; <|>', 'x: a ? <|>', 'x: a + <|>', 'a:\n  <|>', ' <|>', '# intspec-disable-next-line <|>']) {
    it(`in ${JSON.stringify(text)}`, () => assert.ok(opens(text)));
  }
});

describe('a blank does not open the list', () => {
  for (const text of ['every: 1 <|>', 'why: Analysts <|>', 'title: "A → B: C <|>"', 'action: retry <|>', 'a: 1\nwhy: x <|>\nb: 1']) {
    it(`in ${JSON.stringify(text)}`, () => assert.ok(!opens(text)));
  }
  it('but other characters do', () => assert.ok(opens('x: source.<|>', '.')));
});
