/** What is read of a spec once, and taken over by the next text as long as all that it was read of stands. */
import assert from 'node:assert/strict';
import { Spec } from '../../server/src/model/spec.ts';
import { once } from '../../server/src/rules/sections/stated.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { SyntaxTree } from '../../server/src/syntax/tree.ts';

/** The specs of texts that follow one upon the other; each is at an end where the next is asked for. */
function* versions(texts: readonly string[]): Generator<Spec> {
  let previous: SyntaxTree | undefined;
  for (const text of texts) {
    previous = parseSyntax(text, previous && { previous });
    yield new Spec(previous);
  }
}

/** What a reader gives for each text, and for how many of them it was asked. */
function readings(texts: readonly string[], reader: (spec: Spec) => string): { readonly values: string[]; readonly asked: number } {
  let asked = 0;
  const reading = once((spec) => {
    asked += 1;
    return reader(spec);
  });
  const values = Array.from(versions(texts), (spec) => {
    assert.equal(reading(spec), reading(spec));
    return reading(spec);
  });
  return { values, asked };
}

const text = (one: string, other: string, third = ''): string => `one:\n  a: ${one}\nother:\n  a: ${other}\nthird:\n  a: x${third}\n`;
const ofTwo = (spec: Spec): string => `${spec.text('one', 'a') ?? '-'} ${spec.text('other', 'a') ?? '-'}`;

describe('what is read once', () => {
  it('is taken over where other sections have changed', () => {
    assert.deepEqual(readings([text('1', '1'), text('1', '1', 'y'), `new: 1\n${text('1', '1', 'y')}`], ofTwo), { values: ['1 1', '1 1', '1 1'], asked: 1 });
  });

  it('is read anew where any of its sections has changed, has gone, or has come', () => {
    const without = 'one:\n  a: 1\nthird:\n  a: x\n';
    const texts = [text('1', '1'), text('1', '2'), text('2', '2'), text('1', '2'), without, text('1', '3'), text('1', '1')];
    assert.deepEqual(readings(texts, ofTwo), { values: ['1 1', '1 2', '2 2', '1 2', '1 -', '1 3', '1 1'], asked: 7 });
  });

  it('is read anew with each text where it goes by more than sections', () => {
    assert.deepEqual(readings([text('1', '1'), text('1', '1', 'yz')], (spec) => `${spec.text('one', 'a') ?? '-'} ${String(spec.tree.text.length)}`), { values: ['1 40', '1 42'], asked: 2 });
  });

  it('is of the sections of what it asks, known or not', () => {
    const inner = once((spec) => spec.text('other', 'a') ?? '-');
    const outer = once((spec) => `${spec.text('one', 'a') ?? '-'} ${inner(spec)}`);
    const values = Array.from(versions([text('1', '1'), text('1', '2'), text('2', '2'), text('2', '3')]), (spec) => {
      inner(spec);
      return [outer(spec), [...spec.watched(() => outer(spec)).reads].sort()];
    });
    assert.deepEqual(values, ['1 1', '1 2', '2 2', '2 3'].map((value) => [value, ['one', 'other']]));
  });

  it('is of its own document, where others are open', () => {
    const reading = once(ofTwo);
    const [a, b] = [versions([text('1', '1'), text('1', '2'), text('1', '3')]), versions([text('1', '1'), text('1', '1', 'y'), text('1', '4')])];
    const values = [a, b, b, a, b, a].map((next) => {
      const { value } = next.next() as { value: Spec };
      return reading(value);
    });
    assert.deepEqual(values, ['1 1', '1 1', '1 1', '1 2', '1 4', '1 3']);
  });
});
