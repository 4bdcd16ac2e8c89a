/** Refactorings: the text before, and after. */
import assert from 'node:assert/strict';
import { refactoringsAt } from '../../../server/src/features/refactorings/index.ts';
import { RuleRun } from '../../../server/src/rules/runner.ts';
import { actions, findingsOf, specOf } from '../../helpers/features.ts';
import { growsTooFast } from '../../helpers/growth.ts';
import { contractWith } from '../../helpers/contracts.ts';
import { examples, filesIn, fixture } from '../../helpers/files.ts';
import { plain, problemsOf } from '../../helpers/plain.ts';
import { crlf, lf } from '../../helpers/text.ts';

const KINDS = ['refactor'];

/** The refactorings at `<|>`, by title, each with the document after it. */
function refactorings(marked: string): Record<string, string> {
  return Object.fromEntries(actions(marked, { only: KINDS }).map(({ title, document }) => [title, document]));
}

interface Case {
  readonly before: string;
  readonly title: string;
  readonly after: string;
}

const LONG = 'Slack channel order-sync';

/** A contract of four source fields, the cursor at the target record. */
function sortable(fields: string): string {
  return `data_contract:\n  source_record:\n${['a', 'b', 'c', 'd'].map((name) => `    ${name}: { type: string }\n`).join('')}  <|>target_record:\n${fields.replace(/^(?=.)/gm, '    ')}`;
}

const GROUPS: Record<string, Record<string, Case>> = {
  'repeated text': {
    'is written once': { before: `a: ${LONG}\nb: # x\n  - <|>${LONG} # y\nc: { d: "${LONG}", e: 1 }\n`, title: 'Write this text once, and refer to it in all 3 places', after: `a: &a ${LONG}\nb: # x\n  - *a # y\nc: { d: *a, e: 1 }\n` },
    'takes a name that is free': { before: `x: &a 1\na: <|>${LONG}\nb: ${LONG}\n`, title: 'Write this text once, and refer to it in both places', after: `x: &a 1\na: &a_2 ${LONG}\nb: *a_2\n` },
    'takes the name that it has': { before: `a: &x ${LONG}\nb: *x\nc: <|>${LONG}\n`, title: 'Write this text once, and refer to it in both places', after: `a: &x ${LONG}\nb: *x\nc: *x\n` },
    'is a block text too': { before: `a b: >-\n  ${LONG}\n\nc: <|>${LONG}\n`, title: 'Write this text once, and refer to it in both places', after: `a b: &a_b >-\n  ${LONG}\n\nc: *a_b\n` },
    'is a block text in the second place too': { before: `a: <|>${LONG}\nc: >-\n  ${LONG}\n\nd: 1\n`, title: 'Write this text once, and refer to it in both places', after: `a: &a ${LONG}\nc: *a\n\nd: 1\n` },
  },
  'a reference': {
    'to a text is written out with its only name': { before: 'a: &x some words # one\nb: <|>*x # two\n', title: 'Write this value out, and remove its name', after: 'a: some words # one\nb: some words # two\n' },
    'among several is written out here': { before: 'a: &x some words\nb: *x\nc: { d: <|>*x }\n', title: 'Write this value out here', after: 'a: &x some words\nb: *x\nc: { d: some words }\n' },
    'is written out everywhere': { before: 'a: <|>&x some words\nb: *x\nc: [*x, 1]\n'.replace('<|>&x ', '&x <|>'), title: 'Write this value out in all 3 places, and remove its name', after: 'a: some words\nb: some words\nc: [some words, 1]\n' },
    'to a map is written out': { before: 'a: &x\n  b: 1\n  c: [x, "y"]\nd: <|>*x\n', title: 'Write this value out, and remove its name', after: 'a:\n  b: 1\n  c: [x, "y"]\nd:\n  b: 1\n  c: [x, y]\n' },
    'to a number keeps all its digits': { before: 'a: &x 12345678901234567890\nb: <|>*x\n', title: 'Write this value out, and remove its name', after: 'a: 12345678901234567890\nb: 12345678901234567890\n' },
    'to numbers, and what is none, keeps how they are written': { before: 'a: &x { b: 1.50, c: [0x1F, ~, True, "1.50"] }\nd: <|>*x\n', title: 'Write this value out, and remove its name', after: 'a: { b: 1.50, c: [0x1F, ~, True, "1.50"] }\nd: { b: 1.50, c: [0x1F, ~, True, "1.50"] }\n' },
    'to what is merged too stays named': { before: 'a: &x\n  b: 1\nd: <|>*x\ne:\n  <<: *x\n', title: 'Write this value out here', after: 'a: &x\n  b: 1\nd:\n  b: 1\ne:\n  <<: *x\n' },
  },
  'a record': {
    'goes between braces': { before: 'a:\n  <|>b:\n    type: string\n    enum: [x, y]\n    note: a, b\n  c: 1\n', title: 'Write `b` on one line, between braces', after: 'a:\n  b: { type: string, enum: [x, y], note: "a, b" }\n  c: 1\n' },
    'goes between braces with all that is in it': { before: '<|>a:\n  b:\n    - x\n    - y: 1\n      z: *n\n'.replace('*n', '2'), title: 'Write `a` on one line, between braces', after: 'a: { b: [x, { y: 1, z: 2 }] }\n' },
    'goes between braces with its names': { before: '<|>a: &p\n  b: &q x\n  c: *q\n', title: 'Write `a` on one line, between braces', after: 'a: &p { b: &q x, c: *q }\n' },
    'goes on lines of its own': { before: 'a:\n  b: { <|>type: "decimal(10,2)", enum: [x, y], c: { d: 1 } } # why\n  c: 1\n', title: 'Write `b` on lines of its own, without braces', after: 'a:\n  b: # why\n    type: "decimal(10,2)"\n    enum: [x, y]\n    c: { d: 1 }\n  c: 1\n' },
    'goes between braces up to a line of 120 columns': { before: `x:\n  <|>a:\n    b: ${'y'.repeat(108)}\n`, title: 'Write `a` on one line, between braces', after: `x:\n  a: { b: ${'y'.repeat(108)} }\n` },
    'goes on lines of its own next to one that is half typed': { before: 'x:\n  a: { b: 1\n  c: { <|>d: 2 }\n', title: 'Write `c` on lines of its own, without braces', after: 'x:\n  a: { b: 1\n  c:\n    d: 2\n' },
    'goes on lines of its own at the end of the text': { before: 'x: 1\na: {<|>b: 1}', title: 'Write `a` on lines of its own, without braces', after: 'x: 1\na:\n  b: 1' },
  },
  'a list': {
    'goes between brackets': { before: 'a:\n  - <|>x y\n  - "z"\nb: 1\n', title: 'Write `a` on one line, between brackets', after: 'a: [x y, "z"]\nb: 1\n' },
    'goes on lines of its own': { before: 'a: [<|>x, { y: 1 }]\nb:\n- z\n', title: 'Write `a` on lines of its own, without brackets', after: 'a:\n- x\n- { y: 1 }\nb:\n- z\n' },
  },
  'a mapping': {
    'by phrases becomes an expression': {
      before: contractWith('<|>out:\n  type: string(5)\n  mapped_from: source.name # who\n  transformation: trim, truncate to 5 # short\n  required: true\n'), title: 'Write as the expression `truncate(trim(source.name), 5)`',
      after: contractWith('out:\n  type: string(5)\n  mapped_from: derived # who\n  transformation: truncate(trim(source.name), 5) # short\n  required: true\n'),
    },
    'by an expression becomes phrases': {
      before: contractWith('out:\n  type: string(5)\n  mapped_from: derived\n  transformation: <|>source.name.trim().replace("-", "").truncate(5)\n  required: true\n'), title: "Write as the phrase `trim, replace '-' with '', truncate to 5`",
      after: contractWith("out:\n  type: string(5)\n  mapped_from: source.name\n  transformation: trim, replace '-' with '', truncate to 5\n  required: true\n"),
    },
    'in braces becomes phrases': {
      before: contractWith("<|>out: { type: string, mapped_from: derived, transformation: \"toText(source.id)\", required: true }\n"), title: 'Write as the phrase `to text`',
      after: contractWith('out: { type: string, mapped_from: source.id, transformation: "to text", required: true }\n'),
    },
    'of an element becomes an expression': {
      before: contractWith('rows:\n  type: array<object>\n  mapped_from: source.lines\n  required: true\n  fields:\n    <|>out: { type: string, mapped_from: item.sku, transformation: lowercase, required: true }\n'), title: 'Write as the expression `lower(item.sku)`',
      after: contractWith('rows:\n  type: array<object>\n  mapped_from: source.lines\n  required: true\n  fields:\n    out: { type: string, mapped_from: derived, transformation: lower(item.sku), required: true }\n'),
    },
    'that copies becomes an expression, and that a copy': {
      before: contractWith('<|>out: { type: integer, mapped_from: derived, transformation: source.id, required: true }\n'), title: 'Write as the phrase `exact copy`',
      after: contractWith('out: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n'),
    },
  },
  'target fields': {
    'are sorted in the order of the source': {
      before: contractWith('# of b\nb: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n\n# fixed\nc: { type: string, mapped_from: constant, transformation: X, required: true }\n\na: { type: string, mapped_from: source.name, transformation: exact copy, required: true } # a\n').replace('target_record:', '<|>target_record:'), title: 'Sort the fields of `target_record` in the order of the source',
      after: contractWith('a: { type: string, mapped_from: source.name, transformation: exact copy, required: true } # a\n# of b\nb: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n\n# fixed\nc: { type: string, mapped_from: constant, transformation: X, required: true }\n'),
    },
    'are sorted within the groups that blank lines part': {
      before: sortable('# Names\n\nd: { mapped_from: source.d }\n# of c\nc: { mapped_from: source.c } # c\n\n# --- Numbers ---\n\nb: { mapped_from: source.b }\na: { mapped_from: source.a }\n\n'), title: 'Sort the fields of `target_record` in the order of the source',
      after: sortable('# Names\n\n# of c\nc: { mapped_from: source.c } # c\nd: { mapped_from: source.d }\n\n# --- Numbers ---\n\na: { mapped_from: source.a }\nb: { mapped_from: source.b }\n\n').replace('<|>', ''),
    },
    'are sorted within the groups that headings part, where all have blank lines between them': {
      before: sortable('c: { mapped_from: source.c }\n\n# --- Numbers ---\n\nb: { mapped_from: source.b }\n\na: { mapped_from: source.a }\n'), title: 'Sort the fields of `target_record` in the order of the source',
      after: sortable('c: { mapped_from: source.c }\n\n# --- Numbers ---\n\na: { mapped_from: source.a }\nb: { mapped_from: source.b }\n').replace('<|>', ''),
    },
    'are sorted where the names in them stay in order': {
      before: sortable('c: &x { mapped_from: source.b, note: long }\nb: { <<: *x, mapped_from: source.c }\na: { mapped_from: source.a }\n'), title: 'Sort the fields of `target_record` in the order of the source',
      after: sortable('a: { mapped_from: source.a }\nc: &x { mapped_from: source.b, note: long }\nb: { <<: *x, mapped_from: source.c }\n').replace('<|>', ''),
    },
    'of a nested record are sorted too': {
      before: contractWith('rows:\n  type: array<object>\n  mapped_from: source.lines\n  required: true\n  fields:\n    b: { type: integer, mapped_from: item.amount, transformation: exact copy, required: true }\n    <|>a: { type: string(20), mapped_from: item.sku, transformation: exact copy, required: true }\n'), title: 'Sort the fields of `rows` in the order of the source',
      after: contractWith('rows:\n  type: array<object>\n  mapped_from: source.lines\n  required: true\n  fields:\n    a: { type: string(20), mapped_from: item.sku, transformation: exact copy, required: true }\n    b: { type: integer, mapped_from: item.amount, transformation: exact copy, required: true }\n'),
    },
    'are added for all that is not mapped': {
      before: `data_contract:\n  <|>source_record:\n    id: { type: integer, required: true, source_path: id }\n    x: { type: object, required: true, source_path: x, fields: { id: { type: integer, required: true, source_path: x.id }, y: { type: date, required: true, source_path: x.y } } }\n    z: { type: integer, required: true, source_path: z }\n  target_record:\n    id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n  not_written: {}\n`, title: 'Add target fields for all 3 source fields that are not mapped',
      after: `data_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n    x: { type: object, required: true, source_path: x, fields: { id: { type: integer, required: true, source_path: x.id }, y: { type: date, required: true, source_path: x.y } } }\n    z: { type: integer, required: true, source_path: z }\n  target_record:\n    id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n    x_id:\n      type: integer\n      mapped_from: source.x.id\n      transformation: exact copy\n      required: true\n    y:\n      type: date\n      mapped_from: source.x.y\n      transformation: exact copy\n      required: true\n    z:\n      type: integer\n      mapped_from: source.z\n      transformation: exact copy\n      required: true\n  not_written: {}\n`,
    },
  },
  'a source field': {
    'moves to `not_written`': {
      before: contractWith('a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\nb: { type: string, mapped_from: source.name, transformation: exact copy, required: true } # b\n').replace('    name:', '    <|>name:'), title: 'Move `name` to `not_written`, and remove target field `b`',
      after: contractWith('a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n# b\n').replace('    note: Nobody reads it\n', '    note: Nobody reads it\n    name: <reason it is not written>\n'),
    },
    'moves with a name that only what goes refers to': {
      before: contractWith('a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\nb: { type: &t string, mapped_from: source.name, transformation: exact copy, required: true }\nc: { type: *t, mapped_from: source.name, transformation: exact copy, required: true }\n').replace('    name:', '    <|>name:'), title: 'Move `name` to `not_written`, and remove target fields `b`, `c`',
      after: contractWith('a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n').replace('    note: Nobody reads it\n', '    note: Nobody reads it\n    name: <reason it is not written>\n'),
    },
    'moves there from the target field': {
      before: contractWith('a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n<|>b: { type: string, mapped_from: source.name, transformation: exact copy, required: true }\n'), title: 'Move `name` to `not_written`, and remove target field `b`',
      after: contractWith('a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n').replace('    note: Nobody reads it\n', '    note: Nobody reads it\n    name: <reason it is not written>\n'),
    },
  },
};

for (const [group, cases] of Object.entries(GROUPS)) {
  describe(`refactoring ${group}`, () => {
    for (const [name, { before, title, after }] of Object.entries(cases)) {
      for (const [ends, change] of [['LF', lf], ['CRLF', crlf]] as const) {
        it(`${name} (${ends})`, () => {
          const offered = refactorings(change(before));
          assert.ok(title in offered, `${title} is not offered, but ${Object.keys(offered).join(' | ')}`);
          assert.equal(offered[title], change(after));
        });
      }
    }
  });
}

describe('a refactoring is not offered', () => {
  const none: Record<string, readonly [string, RegExp]> = {
    'for text that stands in one place': [`a: <|>${LONG}\n`, /once/],
    'for short text': ['a: <|>short\nb: short\n', /once/],
    'for a number': ['a: <|>123456789012\nb: 123456789012\n', /once/],
    'for a placeholder': ['a: <|><the reason for it>\nb: <the reason for it>\n', /once/],
    'for a choice of the format': ['source_system:\n  guaranteed_delivery: <|>At-least-once\nx: At-least-once\n', /once/],
    'for what is no reference': ['a: <|>some words\n', /out/],
    'for text that has a name which another value has too': [`a: &x ${LONG}\nb: &x other\nc: <|>${LONG}\nd: *x\n`, /once/],
    'to remove a name that an empty map is merged by': ['a: &x {}\nb: <|>*x\nc: { <<: *x }\n', /remove its name/],
    'to remove a name that a key stands for': ['a: &x some words\n*x : 1\nb: <|>*x\n', /remove its name/],
    'for braces that are not closed': ['data_contract:\n  target_record:\n    a: { <|>type: string, mapped_from: source.\n    b: { type: string, mapped_from: source.b }\n', /Write/],
    'for brackets that are not closed': ['x:\n  a: [<|>b, c\n  d: 1\n', /Write/],
    'for a record with brackets that are not closed': ['x:\n  <|>a:\n    b: 1\n    c: [1\n', /Write/],
    'for braces that only those in them close': ['x:\n  a: { <|>b: { c: 1 }\n  d: 1\n', /Write/],
    'for a record of records': ['x:\n  <|>a:\n    b:\n      c: 1\n', /between braces/],
    'for a section': ['<|>error_handling:\n  a: 1\n', /between braces/],
    'for a record of fields': ['x:\n  <|>source_record:\n    a: 1\n', /between braces/],
    'for the fields of a record': ['x:\n  <|>fields:\n    a: 1\n', /between braces/],
    'for a record that makes a line of more than 120 columns': [`x:\n  <|>a:\n    b: ${'y'.repeat(109)}\n`, /between braces/],
    'for a list that makes a line of more than 120 columns': [`x:\n  <|>a:\n    - ${'y'.repeat(115)}\n`, /between brackets/],
    'for a record with an alias as key': ['k: &k name\nx:\n  <|>a:\n    *k : 1\n', /Write `a`/],
    'for braces with an alias as key': ['k: &k name\nx:\n  a: { <|>b: 1, *k : 1 }\n', /Write `a`/],
    'for a record with a name at a key': ['x:\n  <|>a:\n    &k b: 1\n', /Write `a`/],
    'for a record with a tag at a key': ['x:\n  <|>a:\n    !!str b: 1\n', /Write `a`/],
    'for a record with an explicit key': ['x:\n  <|>a:\n    ? b\n    : 1\n', /Write `a`/],
    'for fields that an alias follows': [sortable('b: &x { mapped_from: source.b }\na: { <<: *x, mapped_from: source.a }\n'), /Sort/],
    'for fields that an alias in them follows': [sortable('b: { mapped_from: source.b, type: &t string }\na: { mapped_from: source.a, type: *t }\n'), /Sort/],
    'for fields that have one name after another': [sortable('b: { mapped_from: source.b, type: &t string }\na: { mapped_from: source.a, type: &t date }\nc: { mapped_from: source.c, type: *t }\n'), /Sort/],
    'for fields whose groups alone are not in order': [sortable('c: { mapped_from: source.c }\nd: { mapped_from: source.d }\n\na: { mapped_from: source.a }\nb: { mapped_from: source.b }\n'), /Sort/],
    'for fields where a heading parts them': [sortable('b: { mapped_from: source.b }\n\n# --- Keys ---\n\na: { mapped_from: source.a }\n'), /Sort/],
    'for a source field whose target field others refer to': [contractWith('a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\nb: { type: &t string, mapped_from: source.name, transformation: exact copy, required: true }\nc: { type: *t, mapped_from: source.state, transformation: exact copy, required: true }\n').replace('    name:', '    <|>name:'), /Move/],
    'for a source field whose target field others are merged from': [contractWith('b: &b { type: string, mapped_from: source.name, transformation: exact copy, required: true }\nc: { <<: *b, mapped_from: source.state }\n').replace('    name:', '    <|>name:'), /Move/],
    'for a source field whose target field has a name given again': [contractWith('a: { type: &t string, mapped_from: source.state, transformation: exact copy, required: true }\nb: { type: &t date, mapped_from: source.name, transformation: exact copy, required: true }\nc: { type: *t, mapped_from: source.state, transformation: exact copy, required: true }\n').replace('    name:', '    <|>name:'), /Move/],
    'for braces within braces': ['a: { b: { <|>c: 1 } }\n', /`b`/],
    'for a record with comments': ['<|>a:\n  b: 1 # x\n', /between braces/],
    'for a record with a block text': ['<|>a:\n  b: |\n    x\n', /between braces/],
    'for a record that merges another': ['x: &x { y: 1 }\n<|>a:\n  <<: *x\n  b: 1\n', /`a`/],
    'for an empty record': ['<|>a: {}\n', /`a`/],
    'for a mapping of values by a table': [contractWith('<|>out: { type: string, mapped_from: source.state, transformation: map values, required: true, value_map: { open: a, closed: b } }\n'), /Write as/],
    'for a mapping of what may be absent': [contractWith('<|>out: { type: string, mapped_from: source.note, transformation: lowercase, required: false, nullable: true }\n'), /Write as/],
    'for an expression that no phrase stands for': [contractWith('<|>out: { type: string, mapped_from: derived, transformation: "concat(source.name, source.state)", required: true }\n'), /Write as/],
    'for a faulty expression': [contractWith('<|>out: { type: string, mapped_from: derived, transformation: "lower(source.nam)", required: true }\n'), /Write as/],
    'for fields in order': [contractWith('a: { type: string, mapped_from: source.name, transformation: exact copy, required: true }\n').replace('target_record:', '<|>target_record:'), /Sort/],
    'for a source field that a key is made of': [contractWith('a: { type: string, mapped_from: source.name, transformation: exact copy, required: true }\n<|>b: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n'), /Move/],
    'for a source field that goes into something with others': [contractWith('a: { type: string, mapped_from: derived, transformation: "concat(source.name, source.state)", required: true }\nb: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n').replace('    name:', '    <|>name:'), /Move/],
  };
  for (const [name, [marked, title]] of Object.entries(none)) {
    it(name, () => {
      assert.deepEqual(Object.keys(refactorings(marked)).filter((each) => title.test(each)), []);
    });
  }

  it('where other kinds are asked for', () => {
    assert.deepEqual(actions('a: { <|>b: 1 }\n', { only: ['refactor.extract'] }).map(({ title }) => title), []);
    assert.deepEqual(actions('a: { <|>b: 1 }\n', { only: ['refactor.rewrite'] }).map(({ kind }) => kind), ['refactor.rewrite']);
  });
});

describe('a source field that many target fields read', function () {
  this.timeout(60_000);
  const prepared = new Map([500, 1000, 2000].map((size) => {
    const fields = Array.from({ length: size }, (_, at) => `f${String(at)}: { type: string, mapped_from: source.name, transformation: exact copy, required: true }\n`);
    const text = contractWith(`${fields.join('')}a: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }\n`);
    const spec = specOf(text);
    return [size, { spec, run: new RuleRun(spec), offset: text.indexOf('    name:') + 4 }] as const;
  }));
  const titles = (size: number): string[] => {
    const { spec, run, offset } = prepared.get(size) ?? assert.fail();
    return refactoringsAt(spec, run, { start: offset, end: offset }, () => true).map(({ title }) => title).filter((title) => title.startsWith('Move'));
  };

  it('names three of them', () => assert.deepEqual(titles(2000), ['Move `name` to `not_written`, and remove target fields `f0`, `f1`, `f2`, and 1,997 more']));
  it('is looked at in a time that grows with them', () => assert.ok(!growsTooFast((size) => void titles(size), [1000, 2000])));
});

/** Those that change how a text is written, and nothing of what it says. */
const SAME = /^Write (this|`)/;
/** A place for a reason that only the author knows is left to fill in. */
const LEFT = new Set(['unfilled-placeholder']);

describe('refactorings at every key and value', function () {
  this.timeout(300_000);
  for (const { name, text } of [...examples, { name: 'base', text: fixture('base.intspec.yaml') }]) {
    it(`of ${name} leave no more findings`, () => {
      const before = findingsOf(text);
      const value = plain(specOf(text).tree.root);
      const tried = new Set<string>();
      const places = [...text.matchAll(/^ *(?:- )?(?=\S)|: (?=\S)/gm)].map((match) => match.index + match[0].length);
      for (const [at, offset] of places.entries()) {
        if (at % 31 !== 0) continue;
        for (const { title, document } of actions(`${text.slice(0, offset)}<|>${text.slice(offset)}`, { only: KINDS })) {
          tried.add(title.replace(/`.*/, ''));
          const { tree } = specOf(document);
          assert.deepEqual(problemsOf(tree), [], title);
          if (SAME.test(title)) assert.deepEqual(plain(tree.root), value, title);
          assert.equal(lf(document).split('\n').filter((line) => line.includes('# ')).length, lf(text).split('\n').filter((line) => line.includes('# ')).length, `${title}: comments`);
          const left = findingsOf(document).filter((id) => !LEFT.has(id));
          if (!title.startsWith('Move')) assert.deepEqual(left, before, title);
        }
      }
      assert.ok(tried.size > 1, [...tried].join());
    });
  }

  for (const { name, text } of filesIn('test/fixtures/faulty', '.intspec.yaml')) {
    it(`of the faulty ${name} do not throw`, () => {
      for (let offset = 0; offset <= text.length; offset += 229) actions(`${text.slice(0, offset)}<|>${text.slice(offset)}`, { only: KINDS });
    });
  }
});
