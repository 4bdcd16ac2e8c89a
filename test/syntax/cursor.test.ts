/** What stands, or could be typed, at a marked place. */
import assert from 'node:assert/strict';
import type { Draft } from '../../server/src/syntax/change.ts';
import type { Cursor } from '../../server/src/syntax/cursor.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { pathOf } from '../../server/src/syntax/tree.ts';
import { crlf, cursorIn, lf } from '../helpers/text.ts';

/** `key` or `value`, the path of the holder, and what is typed so far in front of what is replaced. */
function describeCursor(cursor: Cursor, text: string): string {
  if (cursor.kind === 'none') return 'none';
  const holder = cursor.holder === 'document' ? 'document' : pathOf(cursor.holder).join('.') || '(top)';
  const replaced = text.slice(cursor.replace.start, cursor.replace.end);
  const only = cursor.kind === 'key' && cursor.keyOnly ? ' only' : '';
  const orKey = cursor.kind === 'value' && cursor.orKey ? ` or ${describeCursor(cursor.orKey, text)}` : '';
  return `${cursor.kind}${only} in ${holder}: "${cursor.prefix}" of "${replaced}"${orKey}`;
}

const PLACES: Record<string, string> = {
  // keys
  '<|>': 'key in document: "" of ""',
  'spe<|>': 'key in document: "spe" of "spe"',
  'a: 1\nsp<|>\nb: 2\n': 'key in (top): "sp" of "sp"',
  'a: 1\n<|>': 'key in (top): "" of ""',
  'a: 1\n\n<|>\nb: 2\n': 'key in (top): "" of ""',
  'a: 1\n  <|>\n': 'key in (top): "" of "  "',
  'a:\n  <|>\n': 'key in a: "" of ""',
  'a:\n<|>\nb: 1\n': 'key in (top): "" of ""',
  'a:\n    <|>\nb: 1\n': 'key in a: "" of "    "',
  'a:\n  b: 1\n  <|>\nc: 2\n': 'key in a: "" of ""',
  'a:\n  b:\n    c: 1\n  <|>\n': 'key in a: "" of ""',
  'a:\n  b:\n    c: 1\n    <|>\n': 'key in a.b: "" of ""',
  'a:\n  b:\n    c: 1\n   <|>\n': 'key in a: "" of "   "',
  'a:\n  b:\n    c: 1\n<|>\n  d: 2\n': 'key in a: "" of ""',
  'a:\n  - b: 1\n    <|>\n': 'key in a.0: "" of ""',
  'a<|>bc: 1\n': 'key only in (top): "a" of "abc"',
  'a: { b<|>c: 1 }\n': 'key only in a: "b" of "bc"',
  'a: {<|>}\n': 'key in a: "" of ""',
  'a: { <|> }\n': 'key in a: "" of ""',
  'a: { b: 1, <|> }\n': 'key in a: "" of ""',
  'a: { b: 1, c<|> }\n': 'key in a: "c" of "c"',
  'a: { <|>b: 1 }\n': 'key only in a: "" of "b"',
  'a: {\n  b: 1,\n  <|>\n}\n': 'key in a: "" of ""',
  'a: { b: text, wo<|> }\n': 'value in a.b: "text, wo" of "text, wo" or key in a: "wo" of "wo"',
  'a:\n  ha<|>l\n    b: 1\n': 'key only in a: "ha" of "hal"',
  '"a<|>": 1\n': 'key only in (top): ""a" of ""a""',
  // values
  'a:<|>\n': 'value in a: "" of ""',
  'a: <|>\n': 'value in a: "" of ""',
  'a: <|> # why\n': 'value in a: "" of ""',
  'a: so<|>me\n': 'value in a: "so" of "some"',
  'a: <|>some text\n': 'value in a: "" of "some text"',
  'a: some text<|>\n': 'value in a: "some text" of "some text"',
  'a: "so<|>me"\n': 'value in a: ""so" of ""some""',
  'a: { b: <|> }\n': 'value in a.b: "" of ""',
  'a: { b: <|>, c: 1 }\n': 'value in a.b: "" of ""',
  'a: { b: x<|> }\n': 'value in a.b: "x" of "x"',
  'a: [x, <|>]\n': 'value in a: "" of ""',
  'a: [x<|>]\n': 'value in a: "x" of "x"',
  'a:\n  - x\n  - <|>\n': 'value in a: "" of ""',
  'a:\n  - x<|>\n': 'value in a: "x" of "x"',
  'a:\n  wo<|>\n': 'value in a: "wo" of "wo" or key in a: "wo" of "wo"',
  'a: A: B<|>\n': 'value in a: "A: B" of "A: B"',
  'a: "open<|>\nb: 1\n': 'value in a: ""open" of ""open"',
  // nothing
  '# co<|>mment\n': 'none',
  'a: 1 # co<|>mment\n': 'none',
  'a: 1 <|>\n': 'none',
  'a: "x"<|>\n': 'none',
  'a: "x" <|>\n': 'none',
  'a: |\n  te<|>xt\n': 'none',
  'a: |\n  text\n  <|>\n': 'none',
  'a: { b: 1 <|> }\n': 'none',
  'a: { b: 1 }<|>\n': 'none',
  'a: [x <|>]\n': 'none',
  'a: &x 1\nb: *x<|>\n': 'none',
  'a: one\n  two<|>\n': 'none',
  '---\na: 1\n---\nb<|>: 2\n': 'none',
  'a:\n  - x\n<|>\n  - y\n': 'none',
  'a:\n<|>\n  - y\n': 'none',
};

describe('the cursor', () => {
  for (const [marked, expected] of Object.entries(PLACES)) {
    it(`at ${JSON.stringify(marked)}`, () => {
      const { text, offset } = cursorIn(marked);
      assert.equal(describeCursor(parseSyntax(text).cursorAt(offset), text), expected);
    });
    it(`at ${JSON.stringify(marked)} (CRLF)`, () => {
      const { text, offset } = cursorIn(crlf(marked));
      assert.equal(describeCursor(parseSyntax(text).cursorAt(offset), text), expected);
    });
  }
});

const RECORD: Draft = { kind: 'map', entries: [{ key: 'x', value: { kind: 'literal', value: 1 } }, { key: 'y', value: { kind: 'hole', label: 'name' } }] };
const LIST: Draft = { kind: 'list', items: [{ kind: 'text', text: 'p' }, { kind: 'text', text: 'q: r' }] };
const CHOICE: Draft = { kind: 'hole', label: 'choice', choices: ['A, B', 'C'] };

/** The place, what is typed there, and the text after it; `indents` as an editor that indents further lines by itself. */
const TYPED: readonly { readonly at: string; readonly value: Draft; readonly text: string; readonly snippets?: true; readonly indents?: true }[] = [
  { at: 'a: 1\n<|>', value: RECORD, text: 'a: 1\nk:\n  x: 1\n  y: <name>' },
  { at: 'a:\n    b: 1\n    <|>', value: RECORD, text: 'a:\n    b: 1\n    k:\n        x: 1\n        y: <name>' },
  { at: 'a:\n    b: 1\n    <|>', value: RECORD, text: 'a:\n    b: 1\n    k:\n    x: 1\n    y: <name>', indents: true },
  { at: 'a:\n  <|>', value: LIST, text: 'a:\n  k:\n    - p\n    - "q: r"' },
  { at: 'a:\n- x\nb:\n  <|>', value: LIST, text: 'a:\n- x\nb:\n  k:\n  - p\n  - "q: r"' },
  { at: 'a: { <|> }', value: RECORD, text: 'a: { k: { x: 1, y: <name> } }' },
  { at: 'a: {<|>}', value: RECORD, text: 'a: { k: { x: 1, y: <name> } }' },
  { at: 'a: {b: 1, <|>}', value: LIST, text: 'a: {b: 1, k: [p, "q: r"]}' },
  { at: 'a: 1\n<|>', value: RECORD, text: 'a: 1\nk:\n  x: 1\n  y: ${1:<name>}', snippets: true },
  { at: 'a: 1\n<|>', value: CHOICE, text: 'a: 1\nk: ${1|A\\, B,C|}', snippets: true },
  { at: 'a: 1\n<|>', value: { kind: 'blank' }, text: 'a: 1\nk: $1', snippets: true },
  { at: 'a: { b: 1, <|> }', value: { kind: 'text', text: '$x}' }, text: "a: { b: 1, k: \"\\$x\\}\" }", snippets: true },
  { at: 'a: <|>', value: RECORD, text: 'a: \n  x: 1\n  y: <name>' },
  { at: 'a:<|>', value: { kind: 'text', text: 'v' }, text: 'a: v' },
  { at: 'a:<|>', value: LIST, text: 'a:\n  - p\n  - "q: r"' },
  { at: 'a: <|> # why', value: { kind: 'text', text: 'v' }, text: 'a: v # why' },
  { at: 'a: ol<|>d', value: { kind: 'text', text: 'n: v' }, text: 'a: "n: v"' },
  { at: "a: 'ol<|>d'", value: { kind: 'text', text: "it's" }, text: "a: 'it''s'" },
  { at: 'a: "ol<|>d"', value: { kind: 'text', text: 'v' }, text: 'a: "v"' },
  { at: 'a: [x, <|>]', value: { kind: 'text', text: 'a, b' }, text: 'a: [x, "a, b"]' },
  { at: 'a: [x,<|> y]', value: { kind: 'text', text: 'v' }, text: 'a: [x, v, y]' },
  { at: 'a:\n  - x\n  -<|>', value: { kind: 'text', text: 'v' }, text: 'a:\n  - x\n  - v' },
  { at: 'a:\n  k<|>', value: { kind: 'text', text: 'v' }, text: 'a:\n  v' },
];

describe('what is typed at the cursor', () => {
  for (const { at, value, text: expected, snippets = false, indents = false } of TYPED) {
    it(`at ${JSON.stringify(at)} gives ${JSON.stringify(expected)}`, () => {
      for (const marked of [at, crlf(at)]) {
        const { text, offset } = cursorIn(marked);
        const cursor = parseSyntax(text).cursorAt(offset);
        assert.notEqual(cursor.kind, 'none');
        if (cursor.kind === 'none') return;
        const options = { snippets, clientIndents: indents };
        const written = cursor.kind === 'key' ? cursor.write({ key: 'k', value }, options) : cursor.write(value, options);
        const after = text.slice(0, cursor.replace.start) + written + text.slice(cursor.replace.end);
        assert.equal(lf(after), expected);
        if (marked.includes('\r\n')) assert.doesNotMatch(after, /(?<!\r)\n/, 'line ends stay');
      }
    });
  }
});
