/** What is typed while a server is measured: in all parts of a spec, and taken back. */
import assert from 'node:assert/strict';
import { generateSpec } from '../../bench/lib/generate/spec.ts';
import { Random } from '../../bench/lib/random.ts';
import type { Edit } from '../../bench/lib/sheet.ts';
import { Sheet } from '../../bench/lib/sheet.ts';
import type { Strokes } from '../../bench/lib/strokes.ts';
import { questionsIn, strokesIn } from '../../bench/lib/strokes.ts';
import { completeAt, hoveredAt, specOf } from '../helpers/features.ts';

const text = generateSpec({ fields: 200, seed: 1 });
const all = text.split('\n');

/** Asserts that lines are different ones, in the first third, the second and the last of the part of the text that has such lines. */
function assertSpread(lines: readonly number[], pattern: RegExp): void {
  const [first, last] = [all.findIndex((line) => pattern.test(line)), all.findLastIndex((line) => pattern.test(line))];
  const thirds = lines.map((line) => Math.min(2, Math.floor((3 * (line - first)) / (last - first))));
  assert.deepEqual([...new Set(thirds)].sort(), [0, 1, 2], lines.join(' '));
  assert.equal(new Set(lines).size, lines.length, lines.join(' '));
}

describe('a sheet', () => {
  it('is changed as its text is, and back again', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = new Random(seed * 7919);
      const before = Array.from({ length: 1 + random.below(5) }, () => 'abcdef'.slice(0, random.below(7))).join('\n');
      const [from, to] = [random.below(before.length + 1), random.below(before.length + 1)].sort((a, b) => a - b) as [number, number];
      const inserted = random.pick(['', 'x', 'xy\nz', '\n', '\n\nlong']);
      const place = (offset: number): Edit['start'] => {
        const above = before.slice(0, offset).split('\n');
        return { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
      };
      const edit = { start: place(from), end: place(to), text: inserted };
      const sheet = new Sheet(before);
      const back = sheet.inverse(edit);
      assert.deepEqual(sheet.apply(edit), { range: { start: edit.start, end: edit.end }, text: inserted });
      assert.equal(sheet.text, before.slice(0, from) + inserted + before.slice(to), `seed ${String(seed)}`);
      sheet.apply(back);
      assert.equal(sheet.text, before, `seed ${String(seed)}`);
    }
  });

  it('refuses a place that it does not have', () => {
    for (const edit of [{ start: { line: 2, character: 0 }, end: { line: 2, character: 0 }, text: '' }, { start: { line: 0, character: 4 }, end: { line: 0, character: 4 }, text: '' }]) {
      assert.throws(() => new Sheet('abc\nd').apply(edit), /There is no place/);
    }
  });
});

describe('edits of a measurement', () => {
  const groups = strokesIn(text, new Random(1), 12);
  const played = (group: Strokes): string[] => {
    const sheet = new Sheet(text);
    return group.map((edit) => {
      sheet.apply(edit);
      return sheet.text;
    });
  };

  it('each change the text, and leave it as it was behind a group', () => {
    for (const group of groups) {
      const texts = played(group);
      assert.equal(texts.at(-1), text);
      texts.forEach((each, at) => assert.notEqual(each, texts[at - 1] ?? text));
    }
  });
  it('are inside of fields: words, types and flags', () => {
    const { lines } = new Sheet(text);
    const keys = groups.flat().map(({ start }) => /^ {6,}(\w+):/.exec(lines[start.line] ?? '')?.[1]);
    assert.deepEqual([...new Set(keys)].sort(), ['notes', 'required', 'type']);
  });
  it('are in all parts of the spec', () => assertSpread(groups.map(([first]) => first?.start.line ?? 0), /^ +(notes|type|required):/));
  it('are the same for the same seed', () => assert.deepEqual(groups, strokesIn(text, new Random(1), 12)));
});

describe('questions of a measurement', () => {
  for (const asked of ['completion', 'completion while typing', 'hover', 'hover while typing'] as const) {
    it(`on ${asked} are in all parts of the spec, have answers, and what is typed goes away`, () => {
      const questions = questionsIn(text, new Random(1), 12, asked);
      assertSpread(questions.map(({ position }) => position.line), asked.startsWith('completion') ? /^ +(source_path|required|mapped_from):/ : /^ +mapped_from:/);
      for (const { method, typed, position } of questions) {
        assert.equal(method, `textDocument/${asked.replace(' while typing', '')}`);
        assert.equal(typed !== undefined, asked.endsWith('typing'));
        const sheet = new Sheet(text);
        const back = typed && sheet.inverse(typed);
        if (typed) sheet.apply(typed);
        const spec = specOf(sheet.text);
        const offset = spec.tree.offsetAt(position);
        if (method === 'textDocument/completion') assert.ok(completeAt(spec, offset).length > 0, `line ${String(position.line)}`);
        else assert.ok(hoveredAt(spec, offset), `line ${String(position.line)}`);
        if (back) sheet.apply(back);
        assert.equal(sheet.text, text);
      }
    });
  }

  it('on definitions are those on hover', () => {
    const places = (asked: 'hover' | 'definition'): unknown => questionsIn(text, new Random(1), 12, asked).map(({ position }) => position);
    assert.deepEqual(places('definition'), places('hover'));
  });
});
