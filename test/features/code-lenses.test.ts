import assert from 'node:assert/strict';
import type { Location } from 'vscode-languageserver-types';
import { specOf } from '../helpers/features.ts';
import { growsTooFast } from '../helpers/growth.ts';
import { inBase } from '../helpers/check.ts';
import { examples, fixture } from '../helpers/files.ts';
import { lensesOf, ODD_YAML } from '../helpers/structure.ts';
import { dedent } from '../helpers/text.ts';
import { codeLenses } from '../../server/src/features/code-lenses.ts';
import { coverageOf } from '../../server/src/model/coverage.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { rules } from '../../server/src/rules/index.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';

/** A contract of three fields; the third is mapped as `third` says, and left out as `notWritten` does. */
function contract(third: string, notWritten: string): string {
  return dedent`
    data_contract:
      source_record:
        id: { type: integer, required: true, source_path: id }
        box: { type: object, required: true, source_path: box, fields: { a: { type: string(5), required: true, source_path: box.a }, b: { type: string(5), required: true, source_path: box.b } } }
      target_record:
        id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }
        a: { type: string(5), mapped_from: source.box.a, transformation: exact copy, required: true }
        ${third}
      not_written: ${notWritten}
  `;
}

describe('the lens of a source record', () => {
  it('counts the leaves that are mapped, and shows the mappings', () => {
    assert.deepEqual(lensesOf(contract('b: { type: string(5), mapped_from: source.box.b, transformation: exact copy, required: true }', '{}')), { '2: 3 of 3 mapped': ['source.id', 'source.box.a', 'source.box.b'] });
  });

  it('counts what is not written, and shows where that is said', () => {
    assert.deepEqual(lensesOf(contract('', '{ box.b: nobody wants it }')), { '2: 2 of 3 mapped · 1 not written': ['box.b'] });
  });

  it('counts what is forgotten, and shows the fields', () => {
    assert.deepEqual(lensesOf(contract('', '{}')), { '2: 2 of 3 mapped · 1 unmapped': ['b'] });
  });

  it('does not count twice what is mapped and not written', () => {
    assert.deepEqual(Object.keys(lensesOf(contract('', '{ box: all of it }'))), ['2: 2 of 3 mapped · 1 not written']);
  });

  it('stands on both directions, and on no record without fields', () => {
    const [salesforce] = examples.filter(({ name }) => name.startsWith('salesforce'));
    assert.equal(Object.keys(lensesOf(salesforce?.text ?? '')).filter((title) => / mapped/.test(title)).length, 2);
    assert.deepEqual(lensesOf('data_contract:\n  source_record: {}\n'), {});
    assert.deepEqual(lensesOf('data_contract:\n  source_record:\n'), {});
  });

  it('shows the mappings in the order of the text, whichever was edited last', () => {
    const target = (name: string, notes: string): string => `    ${name}:\n      type: integer\n      mapped_from: source.${name}\n      transformation: exact copy\n      required: true\n      notes: ${notes}\n`;
    const text = (notes: string): string => `data_contract:\n  source_record:\n    a: { type: integer, required: true }\n    b: { type: integer, required: true }\n    c: { type: integer, required: true }\n  target_record:\n${target('a', notes)}${target('b', 'z')}${target('c', 'z')}  not_written: {}\n`;
    let spec = specOf(text('x'));
    assert.equal(codeLenses(spec, new RuleRun(spec), { uri: 'file:///w/a.intspec.yaml', usesOf: () => [] }).length, 1);
    spec = new Spec(parseSyntax(text('xy'), { previous: spec.tree }));
    const [lens] = codeLenses(spec, new RuleRun(spec), { uri: 'file:///w/a.intspec.yaml', showLocations: 'show', usesOf: () => [] });
    const lines = (lens?.command?.arguments?.[2] as readonly Location[]).map(({ range }) => range.start.line);
    assert.deepEqual(lines, [8, 14, 20]);
  });

  it('does not stand on a record that an alias repeats', () => {
    assert.equal(Object.keys(lensesOf(ODD_YAML)).filter((title) => / mapped/.test(title)).length, 1);
  });
});

describe('the lens of the status', () => {
  const base = fixture('base.intspec.yaml');

  function status(text: string): [string, string[]] | undefined {
    return Object.entries(lensesOf(text)).find(([title]) => /ready|block/.test(title));
  }

  it('says that nothing stands in the way', () => {
    const expected = { Draft: 'ready for approval', 'Under Review': 'ready for approval', Approved: 'ready for execution' };
    const signed = base.replaceAll('{ name: "", date: "" }', '{ name: Nadia Brandt, date: 2025-03-12 }');
    for (const [value, title] of Object.entries(expected)) {
      const [found] = status(signed.replace(/spec_status: .*/, `spec_status: ${value}`)) ?? [];
      assert.equal(found?.replace(/^\d+: /, ''), title);
    }
  });

  it('counts the errors, whatever the warnings, and shows them', () => {
    const one = inBase({ text: 'date: 2025-02-31\n' }).replace(/spec_status: .*/, 'spec_status: Draft');
    const [title, places] = status(one) ?? [];
    assert.equal(title?.replace(/^\d+: /, ''), '1 error blocks approval');
    assert.deepEqual(places, ['2025-02-31']);
    const two = inBase({ text: 'date: 2025-02-31\nauthor:\n' }).replace(/spec_status: .*/, 'spec_status: Draft');
    assert.equal(status(two)?.[0].replace(/^\d+: /, ''), '2 errors block approval');
  });

  it('follows the severities of the settings', () => {
    const spec = specOf(inBase({ text: 'date: 2025-02-31\n' }));
    const titles = codeLenses(spec, new RuleRun(spec, { severities: { 'invalid-date': 'warning' } }), { uri: 'file:///a', usesOf: () => [] }).map(({ command }) => command?.title);
    assert.ok(titles.some((title) => title?.startsWith('ready')), titles.join());
  });

  it('is not there without a status', () => {
    assert.deepEqual(lensesOf('author: Dana\n'), {});
  });
});

describe('the lens of an id', () => {
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } };

  it('tells in how many other specs it is used, and where', () => {
    const uses = ['file:///b', 'file:///b', 'file:///c'].map((uri) => ({ uri, range }));
    assert.deepEqual(lensesOf('spec_id: INT-2025-001\n', (id) => (id === 'INT-2025-001' ? uses : [])), { '1: used in 2 other specs': ['file:///b', 'file:///b', 'file:///c'] });
    assert.deepEqual(lensesOf('spec_id: INT-2025-001\n', () => uses.slice(2)), { '1: used in 1 other spec': ['file:///c'] });
  });

  it('is not there where nobody uses it, or there is none', () => {
    assert.deepEqual(lensesOf('spec_id: INT-2025-001\n'), {});
    assert.deepEqual(lensesOf('spec_id:\n', () => [{ uri: 'file:///b', range }]), {});
  });
});

describe('a lens', () => {
  it('is only read where the client cannot show places, and where there are none', () => {
    const spec = specOf(contract('', '{}'));
    const [lens] = codeLenses(spec, new RuleRun(spec), { uri: 'file:///a', usesOf: () => [] });
    assert.deepEqual(lens?.command, { title: '2 of 3 mapped · 1 unmapped', command: '' });
  });

  it('grows no faster than its references where one target field reads all of the source', function () {
    this.timeout(60_000);
    const prepared = new Map([1500, 3000, 6000].map((size) => {
      const names = Array.from({ length: size }, (_, at) => `f${String(at)}`);
      const fields = names.map((name) => `    ${name}: { type: string }\n`).join('');
      const spec = specOf(`data_contract:\n  source_record:\n${fields}  target_record:\n    all: { type: string, mapped_from: derived, transformation: "${names.map((name) => `source.${name}`).join(' + ')}" }\n`);
      const run = new RuleRun(spec, { severities: Object.fromEntries(rules.map(({ id }) => [id, 'off' as const])) });
      assert.ok(run.results.length === 0 && coverageOf(spec.contracts[0] ?? assert.fail()).read.size === size);
      return [size, { spec, run }] as const;
    }));
    const lensOf = (size: number): number => {
      const { spec, run } = prepared.get(size) ?? assert.fail();
      const [lens] = codeLenses(spec, run, { uri: 'file:///a', showLocations: 'show', usesOf: () => [] });
      return (lens?.command?.arguments?.[2] as unknown[]).length;
    };
    assert.equal(lensOf(6000), 1);
    assert.ok(!growsTooFast((size) => void lensOf(size), [3000, 6000]));
  });

  it('is not on a target field', () => {
    for (const { text } of examples) {
      const lines = Object.keys(lensesOf(text)).map((title) => text.split(/\r?\n/)[Number.parseInt(title, 10) - 1] ?? '');
      assert.ok(lines.length >= 2);
      for (const line of lines) assert.match(line, /^ *"?(spec_id|spec_status|source_record)"?:/);
    }
  });
});
