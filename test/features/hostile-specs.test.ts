/**
 * Specs that were written to do harm: they are judged like any other, what they are wrong in is said where it stands, and
 * every other section keeps its findings. No feature fails on them.
 */
import assert from 'node:assert/strict';
import { descendants } from '../../server/src/syntax/tree.ts';
import { newSpec } from '../../server/src/features/new-spec.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { check } from '../helpers/check.ts';
import { FEATURES_AT, FEATURES_OF_ALL } from '../helpers/every-feature.ts';
import { completeAt, specOf } from '../helpers/features.ts';
import { baseWith } from '../helpers/specs.ts';

/** A complete spec with two faults, in its header and in section 8, and something else behind it. */
function withTwoFaults(own: string): string {
  return `${baseWith(['date: 2025-03-03', 'date: 2025-13-40'], ['rollback_window: 14 days', 'rollback_window: soon'])}${own}`;
}
const TWO_FAULTS = check(withTwoFaults(''));
/** The line behind all that is said there. */
const NEXT = withTwoFaults('').split('\n').length;

const many = (text: string, count: number): string => text.repeat(count);
const lines = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => line(at)).join('');
/** A contract with one field on either side. */
const contract = (source: string, target: string, head = ''): string => baseWith().replace(/\n {2}source_record:[^]*?\n {2}not_written:\n.*\n/, `\n  source_record:\n    a: { ${source}, required: true, source_path: a }\n  target_record:\n    t:\n${target.split('\n').map((line) => `      ${line}\n`).join('')}      required: true\n      key: true\n  not_written: {}\n`).replace('data_contract:\n', `data_contract:\n${head}`);

describe('a hostile spec is judged as a whole', () => {
  /** What stands behind the base, and the rules that find something in it, with how often. */
  const CASES: Readonly<Record<string, readonly [string, Readonly<Record<string, number>>]>> = {
    'aliases that double each other': [`x:\n${lines(40, (at) => `  k${String(at)}: &k${String(at)} [${at === 0 ? 'x' : `*k${String(at - 1)}, *k${String(at - 1)}`}]\n`)}`, { 'unknown-key': 1, 'yaml-syntax': 55 }],
    'a wide value, and many aliases of it': [`x: &x [${many('a, ', 1000)}]\ny: [${many('*x, ', 1000)}]\n`, { 'unknown-key': 2, 'yaml-syntax': 981 }],
    'a map merged into itself': ['x: &x\n  <<: *x\n  a: &a { <<: [*a, *x] }\n', { 'unknown-key': 1, 'yaml-syntax': 6 }],
    'a megabyte of text': [`x: ${many('word ', 200_000)}\n`, { 'unknown-key': 1 }],
    'a megabyte in quotes': [`x: "${many('word \\n', 150_000)}"\n`, { 'unknown-key': 1 }],
    'a megabyte of comment': [`# ${many('word ', 200_000)}\n`, {}],
    'a megabyte of a key': [`${many('k', 1_000_000)}: x\n`, { 'unknown-key': 1, 'yaml-syntax': 1 }],
    'a long list on one line': [`x: [${many('a, ', 20_000)}]\n`, { 'unknown-key': 1 }],
    'a long map on one line': [`x: {${lines(10_000, (at) => ` k${String(at)}: v,`)} }\n`, { 'unknown-key': 1 }],
    'maps 10,000 deep': [`x: ${many('{a: ', 10_000)}${many('}', 10_000)}\n`, { 'unknown-key': 1, 'yaml-syntax': 1 }],
    'lists 10,000 deep': [`x: ${many('[', 10_000)}${many(']', 10_000)}\n`, { 'unknown-key': 1, 'yaml-syntax': 1 }],
    'lists that are not closed': [`x: ${many('[', 10_000)}\n`, { 'unknown-key': 1, 'yaml-syntax': 1 }],
    'explicit keys 10,000 deep': [`${many('? ', 10_000)}a\n`, { 'yaml-syntax': 1 }],
    'blocks 300 deep': [`x:\n${lines(300, (at) => `${many(' ', at + 1)}a:\n`)}`, { 'unknown-key': 1, 'yaml-syntax': 1 }],
    'many colons': [`x: ${many('a: ', 5000)}\n`, { 'unknown-key': 1, 'yaml-syntax': 1 }],
    'many hashes': [`x: a${many(' #b', 20_000)}\n`, { 'unknown-key': 1, 'swallowed-text': 1 }],
    'many anchors': [`x: ${many('&a ', 2000)}b\n`, { 'unknown-key': 1, 'yaml-syntax': 1 }],
    'many tags': [`x: ${many('!a ', 2000)}b\n`, { 'unknown-key': 1, 'swallowed-text': 1 }],
    'many documents': [many('---\n', 1000), { 'multiple-documents': 1 }],
    'keys half typed': [many('abc\n', 500), { 'yaml-syntax': 500 }],
    'control characters': ['x: "\0\u0001\u001b[2J\u202e\u200b"\n', { 'unknown-key': 1 }],
  };
  for (const [what, [own, expected]] of Object.entries(CASES)) {
    it(`with ${what}`, () => {
      const found = check(withTwoFaults(own));
      assert.deepEqual(found.filter((each) => Number(each.split(':')[0]) < NEXT), TWO_FAULTS, 'the other sections keep theirs');
      const counts: Record<string, number> = {};
      for (const each of found.slice(TWO_FAULTS.length)) {
        const rule = each.split(': ')[1] ?? '';
        counts[rule] = (counts[rule] ?? 0) + 1;
      }
      assert.deepEqual(counts, expected);
    });
  }
});

describe('a hostile mapping is judged as one', () => {
  /** The type of the source field, the rows of the target field, and the rules that find something. */
  const CASES: Readonly<Record<string, readonly [string, string, readonly string[]]>> = {
    'a pattern that others try for ever': ['type: string, pattern: "^(a+)+$"', `type: string\npattern: "^(a|aa)+$"\nmapped_from: constant\ntransformation: ${many('a', 5000)}!`, ['constant-mismatch', 'unmapped-source-field', 'unstable-write-key']],
    'a pattern too long to compile': [`type: string, pattern: "${many('(a|b)', 300)}"`, 'type: string\nmapped_from: source.a\ntransformation: exact copy', ['invalid-value']],
    'a pattern with groups in groups': [`type: string, pattern: "${many('(', 400)}a${many(')*', 400)}"`, 'type: string\nmapped_from: source.a\ntransformation: exact copy', ['invalid-value']],
    'a pattern that repeats repetitions': ['type: string, pattern: "((a{100}){100}){100}"', 'type: string\nmapped_from: source.a\ntransformation: exact copy', ['invalid-value']],
    'an expression with such a pattern': ['type: string', `type: boolean\nmapped_from: derived\ntransformation: 'matches(concat(source.a, "${many('a', 3000)}!"), "^(a+)+$")'`, []],
    'an expression that a pattern makes impossible': ['type: string', `type: string\nmapped_from: derived\ntransformation: 'regexReplace(source.a, "${many('(', 2000)}", "")'`, ['expression-type']],
    'parentheses 4,900 deep': ['type: string', `type: string\nmapped_from: derived\ntransformation: "${many('(', 4900)}a${many(')', 4900)}"`, ['expression-syntax', 'unmapped-source-field']],
    'an expression of 10 kB': ['type: string', `type: string\nmapped_from: derived\ntransformation: "concat(source.a${many(', source.a', 900)})"`, []],
    'an expression of 100 kB': ['type: string', `type: string\nmapped_from: derived\ntransformation: "concat(source.a${many(', source.a', 10_000)})"`, ['expression-syntax']],
    'a sum of 900 parts': ['type: integer', `type: integer\nmapped_from: derived\ntransformation: "source.a${many(' + source.a', 900)}"`, ['expression-syntax']],
    'members 4,000 deep': ['type: string', `type: string\nmapped_from: derived\ntransformation: "source${many('.a', 4000)}"`, ['expression-syntax', 'unknown-source-field']],
    'a path with 400,000 blanks in it': ['type: string', `type: string\nmapped_from: "source.a${many(' ', 400_000)}b"`, ['missing-required-field', 'unknown-source-field']],
    'a quote that 300,000 others do not close': ['type: string', `type: string\nmapped_from: derived\ntransformation: >-\n  source.a + '${many("\\'", 300_000)}`, ['expression-syntax']],
    'a list of 1,000 texts': ['type: string', `type: boolean\nmapped_from: derived\ntransformation: 'source.a in ["x"${lines(1000, (at) => `, "x${String(at)}"`)}]'`, []],
    '10,000 steps': ['type: string', `type: string\nmapped_from: source.a\ntransformation: "trim${many(', trim', 10_000)}"`, ['transformation-not-recognized']],
    '100 steps': ['type: string', `type: string\nmapped_from: source.a\ntransformation: "trim${many(', trim', 99)}"`, []],
    'a step of 10,000 words': ['type: string', `type: string\nmapped_from: source.a\ntransformation: "trim ${many('and trim ', 10_000)}"`, ['transformation-not-recognized']],
    'a type of 100 kB': [`type: "array<${many('array<', 15_000)}string"`, 'type: string\nmapped_from: source.a\ntransformation: exact copy', ['invalid-value']],
    'a number of 5,000 digits': ['type: integer', `type: integer\nmapped_from: derived\ntransformation: "source.a + ${many('9', 5000)}"`, ['expression-type']],
    'a facet of 10,000 digits': [`type: string, max_length: ${many('9', 10_000)}`, 'type: string\nmapped_from: source.a\ntransformation: exact copy', ['invalid-value']],
  };
  for (const [what, [source, target, expected]] of Object.entries(CASES)) {
    it(`with ${what}`, () => {
      const rules = check(contract(source, target)).map((each) => each.split(': ')[1] ?? '');
      assert.deepEqual([...new Set(rules)].sort(), expected);
    });
  }
});

/** Names that every object of JavaScript has. */
const PROTOTYPES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf', '__defineGetter__', 'prototype'] as const;

/** The base with names of its author's choice in place of its own: fields, values, a failure class, a criterion, a skill. */
function named([field = '', other = '', status = '', failure = '', criterion = '', open = '', closed = '', skill = '']: readonly string[], text = baseWith()): string {
  return text
    .replace(/\bnote\b(?=[:\n])/g, field).replace(/\bsource_path: note\b/, `source_path: ${field}`)
    .replace(/^( {4})email:/gm, `$1${other}:`).replace('source.email', `source.${other}`)
    .replace(/^( {4})status:/gm, `$1${status}:`).replace('source.status', `source.${status}`)
    .replaceAll('target_unavailable', failure).replace('control_totals', criterion)
    .replace('[open, closed]', `[${open}, ${closed}]`).replace('        open: OPEN', `        ${open}: OPEN`).replace('        closed: CLOSED', `        ${closed}: CLOSED`)
    .replace('rest-api-standards', skill);
}

describe('names that every object of JavaScript has', () => {
  const plain = named(['note_1', 'email_1', 'status_1', 'target_gone', 'totals_1', 'open_1', 'closed_1', 'skill_1']);
  const hostile = named(PROTOTYPES);
  const faulty = (text: string): string => text.replace('mapped_from: source.', 'mapped_from: source.x').replace('value_map:\n', 'value_map:\n        zzz: OPEN\n').replace(/condition: NetSuite refuses[^\n]*/, 'condition: <condition>').replace('rollback_window: 14 days', 'rollback_window: soon');

  it('are names like others to all rules', () => {
    assert.notEqual(hostile, baseWith());
    assert.deepEqual(check(hostile), check(plain));
    assert.deepEqual(check(faulty(hostile)), check(faulty(plain)));
    assert.ok(check(faulty(hostile)).length >= 3);
  });

  it('are names like others to all features', () => {
    const [one, other] = [specOf(hostile), specOf(plain)];
    const places = (spec: Spec): number[] => [...descendants(spec.root)].flatMap((node) => (node.kind === 'map' ? node.entries.map(({ key }) => key.start + 1) : [node.start + 1]));
    const [here, there] = [places(one), places(other)];
    assert.equal(here.length, there.length);
    for (const [name, feature] of Object.entries({ ...FEATURES_AT, ...FEATURES_OF_ALL })) {
      const size = (answer: unknown): number => (Array.isArray(answer) ? answer.length : Number(answer !== undefined && answer !== null));
      const isPlain = !/completion|codeAction|semanticTokens/.test(name);
      for (const [at, offset] of here.entries()) {
        if (at % 7 !== 0) continue;
        const [found, expected] = [feature(one, offset), feature(other, there[at] ?? 0)];
        if (isPlain) assert.equal(size(found), size(expected), `${name} at ${hostile.slice(offset - 1, offset + 20)}`);
      }
    }
  });

  it('are names like others in suppressions', () => {
    for (const name of PROTOTYPES) assert.deepEqual(check(`# intspec-disable-file ${name}\n`).filter((each) => each.startsWith('1: u')), check('# intspec-disable-file nonsense\n').filter((each) => each.startsWith('1: u')), name);
  });

  it('are no keys, sections, types, functions or phrases', () => {
    for (const name of PROTOTYPES) {
      assert.ok(check(`${name}: x\n`).includes('1: unknown-key'), name);
      assert.ok(check(`spec_status: ${name}\n`).includes('1: invalid-value'), name);
      assert.ok(check(contract(`type: ${name}`, 'type: string\nmapped_from: source.a\ntransformation: exact copy')).some((each) => each.endsWith(': invalid-value')), name);
      assert.ok(check(contract('type: string', `type: string\nmapped_from: derived\ntransformation: ${name}(source.a)`)).some((each) => each.endsWith(': expression-type')), name);
      assert.ok(check(contract('type: string', `type: string\nmapped_from: source.a\ntransformation: ${name}`)).some((each) => each.endsWith(': transformation-not-recognized')), name);
    }
  });

  it('are completed as they are', () => {
    const spec = specOf(hostile.replace('mapped_from: source.__proto__', 'mapped_from: ').replace('mapped_from: source.constructor', 'mapped_from: '));
    const offset = spec.tree.text.indexOf('mapped_from: \n') + 'mapped_from: '.length;
    assert.ok(completeAt(spec, offset).some(({ label, document }) => label === 'source.constructor' && document.includes('mapped_from: source.constructor')));
  });
});

describe('a new spec', () => {
  it('has a file name that is one, whatever its systems are called', () => {
    for (const [source, target] of [['../../etc', 'passwd'], ['..\\..\\x', 'C:\\y'], ['/', '\\'], ['..', '..'], ['con', ''], ['', 'NUL'], ['a\0b', '\u202egnp.exe'], ['\n', '\t'], ['~', '$HOME'], ['a'.repeat(500), '日'.repeat(500)], ['%2e%2e%2f', '?#'], ['.', '']] as const) {
      for (const purpose of ['', '../x', 'Orders']) {
        const { fileName } = newSpec({ source, target, purpose, date: '2025-01-02' }, []);
        assert.match(fileName, /^(?!(?:con|nul|aux|prn|com\d|lpt\d)\.)[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*\.intspec\.yaml$/u, JSON.stringify([source, target, purpose]));
        assert.ok([...fileName].length < 80);
      }
    }
  });
});
