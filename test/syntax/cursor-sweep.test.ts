/** At every place of every example: what the cursor offers there, typed, does what it says and harms nothing. */
import assert from 'node:assert/strict';
import type { Cursor, CursorRender, KeyCursor, ValueCursor } from '../../server/src/syntax/cursor.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { Entry, SyntaxNode, SyntaxTree } from '../../server/src/syntax/tree.ts';
import { pathOf } from '../../server/src/syntax/tree.ts';
import { examples } from '../helpers/files.ts';
import type { Plain } from '../helpers/plain.ts';
import { ownPlain, problemsOf } from '../helpers/plain.ts';
import { crlf, dedent, lf, wider } from '../helpers/text.ts';

const PLAIN: CursorRender = { snippets: false, clientIndents: false };
const NEW_ENTRY = { key: 'zz_new', value: { kind: 'text', text: 'v' } } as const;

/** The map at a path of a plain value, made where there is nothing yet; undefined where something else is there. */
function mapAt(root: Plain, path: readonly (string | number)[]): { [key: string]: Plain } | undefined {
  let at = root;
  for (const [index, step] of path.entries()) {
    if (Array.isArray(at) && typeof step === 'number') {
      at[step] ??= {};
      at = at[step];
    } else if (typeof at === 'object' && at !== null && !Array.isArray(at)) {
      if (index === path.length - 1 && (at[step] === undefined || at[step] === null || typeof at[step] === 'string')) at[step] = {};
      at = at[step];
    } else return undefined;
  }
  return typeof at === 'object' && at !== null && !Array.isArray(at) ? at : undefined;
}

function pathOfHolder(holder: KeyCursor['holder'] | ValueCursor['holder']): (string | number)[] {
  if (holder === 'document') return [];
  const path = pathOf(holder);
  // Keys half typed are marked in plain values.
  let node: Entry | SyntaxNode | undefined = holder;
  for (let at = path.length - 1; node; node = node.parent) {
    if (node.kind === 'entry' && node.incomplete) path[at] = `${node.key.text}?`;
    if (node.kind === 'entry' || node.parent?.kind === 'list') at -= 1;
  }
  return path;
}

class Sweep {
  readonly #tree: SyntaxTree;
  readonly #before: Plain;
  readonly #done = new Set<string>();
  checked = 0;

  constructor(text: string) {
    this.#tree = parseSyntax(text);
    this.#before = ownPlain(this.#tree.root);
  }

  /** Checks what is offered at an offset; `thin` lets most renamings pass, of which there are many alike. */
  at(offset: number, thin: boolean): void {
    const cursor = this.#tree.cursorAt(offset);
    if (cursor.kind === 'none') return;
    const { start, end } = cursor.replace;
    assert.ok(start <= offset && offset <= end, `the cursor ${offset} is outside of what is replaced, ${start}–${end}`);
    assert.ok(!this.#tree.text.slice(start, end).includes('\n'), 'what is replaced is on one line');
    if (cursor.kind === 'key') this.#key(cursor, offset, thin);
    else this.#value(cursor, offset);
  }

  #key(cursor: KeyCursor, offset: number, thin: boolean): void {
    const written = cursor.write(NEW_ENTRY, PLAIN);
    if (!this.#isNew(cursor, written) || (thin && cursor.keyOnly && this.#done.size % 9 !== 0)) return;
    const after = this.#typed(cursor, written, offset);
    const path = pathOfHolder(cursor.holder);
    const expected: Plain = structuredClone(this.#before) ?? {};
    const map = mapAt(expected, path);
    assert.ok(map, `${path.join('.')} cannot hold a key`);
    if (cursor.keyOnly && cursor.current) {
      const name = cursor.current.key.text + (cursor.current.incomplete ? '?' : '');
      map['zz_new'] = map[name];
      Reflect.deleteProperty(map, name);
    } else {
      if (cursor.current) Reflect.deleteProperty(map, `${cursor.current.key.text}?`);
      map['zz_new'] = 'v';
    }
    assert.deepEqual(after, expected, this.#describe(offset, written));
  }

  #value(cursor: ValueCursor, offset: number): void {
    if (cursor.orKey) this.#key(cursor.orKey, offset, false);
    if (cursor.current) return;
    const written = cursor.write({ kind: 'text', text: 'v' }, PLAIN);
    if (!this.#isNew(cursor, written)) return;
    const after = this.#typed(cursor, written, offset);
    const path = pathOfHolder(cursor.holder);
    const expected: Plain = structuredClone(this.#before) ?? {};
    const last = path.at(-1);
    if (cursor.holder.kind === 'list') {
      const list = at(after, path);
      assert.ok(Array.isArray(list) && list.filter((item) => item === 'v').length === 1, this.#describe(offset, written));
      return;
    }
    const parent = at(expected, path.slice(0, -1));
    assert.ok(typeof parent === 'object' && parent !== null && !Array.isArray(parent) && last !== undefined);
    parent[last] = 'v';
    assert.deepEqual(after, expected, this.#describe(offset, written));
  }

  /** Many offsets offer the same: it is tried once. */
  #isNew(cursor: KeyCursor | ValueCursor, written: string): boolean {
    const id = `${cursor.replace.start} ${cursor.replace.end} ${written}`;
    if (this.#done.has(id)) return false;
    this.#done.add(id);
    return true;
  }

  #typed({ replace }: Exclude<Cursor, { kind: 'none' }>, written: string, offset: number): Plain {
    this.checked += 1;
    const { text } = this.#tree;
    const tree = parseSyntax(text.slice(0, replace.start) + written + text.slice(replace.end));
    const known = problemsOf(this.#tree);
    assert.deepEqual(problemsOf(tree).filter((problem) => !known.includes(problem)), [], this.#describe(offset, written));
    return ownPlain(tree.root);
  }

  #describe(offset: number, written: string): string {
    const { text } = this.#tree;
    return `${JSON.stringify(written)} typed at ${JSON.stringify(`${text.slice(Math.max(0, offset - 120), offset)}<|>${text.slice(offset, offset + 80)}`)}`;
  }
}

function at(root: Plain, path: readonly (string | number)[]): Plain {
  let node = root;
  for (const step of path) node = Array.isArray(node) ? node[Number(step)] : typeof node === 'object' && node !== null ? node[step] : undefined;
  return node;
}

const VARIANTS: Record<string, (text: string) => string> = { 'as it is': (text) => text, 'indented by four': wider, 'with the other line ends': (text) => (text.includes('\r\n') ? lf(text) : crlf(text)) };

describe('what the cursor offers, typed at every offset', () => {
  for (const { name, text } of examples) {
    for (const [variant, change] of Object.entries(VARIANTS)) {
      it(`of ${name} ${variant}`, () => {
        const whole = change(text);
        const sweep = new Sweep(whole);
        for (let offset = 0; offset <= whole.length; offset += 1) sweep.at(offset, true);
        assert.ok(sweep.checked > 20);
      });
    }
  }
});

/** Texts with every shape that a document can have, small enough to open a new line anywhere. */
const SHAPES: Record<string, string> = {
  'maps': dedent`
    # top
    a: 1

    b:
      c: 2 # two
      d:
        e: 3
      # above f
      f: >-
        some text
        goes on

    g:
    h: "x"
  `,
  'lists': dedent`
    a:
      - x
      - y: 1
        z: 2
      -
        p: 1
    b:
    - q
    - - r
      - s
    c: [1, 2]
    d: []
  `,
  'braces': dedent`
    a: { x: 1, y: { z: 2 } }
    b: {}
    c: { }
    d: {x: 1,
      y: 2}
    e: [ { x: 1 }, { y: "2" } ]
    f: {
      x: 1,
    }
  `,
  'half typed': dedent`
    a: 1
    wor
    b:
      c: 1
      wo
    d: { x: 1, wo }
    e:
      wo
    hal
      x: 1
    f: x: y
    g: "open
  `,
  'wide': 'a:\n    b:\n        c: 1\n    d:\n    - x\n    - y\n',
  'without an end': 'a:\n  b: 1',
  'with a key at the end': 'a:\n  b:',
  'a marker': '---\na: 1\n...\n',
  'empty': '',
  'comments': '# one\n\n# two\n',
  'a byte-order mark': '\uFEFFa:\n  b: 1\n',
};

describe('what the cursor offers, typed on a new line anywhere', () => {
  for (const [name, text] of Object.entries(SHAPES)) {
    for (const [ends, change] of Object.entries({ LF: (each: string) => each, CRLF: crlf })) {
      it(`in ${name} (${ends})`, () => {
        const whole = change(text);
        const sweep = new Sweep(whole);
        for (let offset = 0; offset <= whole.length; offset += 1) sweep.at(offset, false);
        const lines = whole.split('\n');
        for (let line = whole.startsWith('\uFEFF') ? 1 : 0; line <= lines.length; line += 1) {
          for (let column = 0; column <= 10; column += 1) {
            const opened = [...lines.slice(0, line), ' '.repeat(column) + (ends === 'CRLF' && line < lines.length - 1 ? '\r' : ''), ...lines.slice(line)];
            const offset = opened.slice(0, line).reduce((length, each) => length + each.length + 1, 0) + column;
            new Sweep(opened.join('\n')).at(offset, false);
          }
        }
      });
    }
  }
});
