/** Figures, rounds and tables of a measurement. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ServerFigures } from '../../bench/editor.ts';
import { ASKED } from '../../bench/editor.ts';
import { aimFor, judged } from '../../bench/lib/aims.ts';
import { commandReport } from '../../bench/lib/command-report.ts';
import { editorReport } from '../../bench/lib/editor-report.ts';
import { fieldsReport, filesReport } from '../../bench/lib/growth-report.ts';
import { withResults } from '../../bench/lib/results.ts';
import { inTurns } from '../../bench/lib/rounds.ts';
import { median, percentile } from '../../bench/lib/stats.ts';
import { figure, table } from '../../bench/lib/table.ts';

describe('a percentile', () => {
  it('is the least measurement that so many do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    assert.deepEqual([1, 50, 95, 100].map((p) => percentile(hundred, p)), [1, 50, 95, 100]);
    assert.deepEqual([percentile([7], 95), median([3, 1, 2]), median([4, 1, 2, 3]), percentile([1, 2, 3, 10], 95)], [7, 2, 2, 10]);
  });
  it('of nothing is an error', () => assert.throws(() => percentile([], 50), /Nothing was measured/));
});

describe('rounds', () => {
  const taken = async (least: number, budget: number): Promise<{ order: string; figures: Record<string, number[]> }> => {
    const order: string[] = [];
    const figures = await inTurns(['a', 'b', 'c'], {
      rounds: 4, least, budget,
      measure: (name, round) => {
        order.push(name);
        return Promise.resolve([round, round * 10]);
      },
    });
    return { order: order.join(''), figures: Object.fromEntries(figures) };
  };

  it('are taken in turn, another one first each time', async () => {
    const { order, figures } = await taken(4, Infinity);
    assert.equal(order, 'abcbcacababc');
    assert.deepEqual(figures, { a: [0, 0, 1, 10, 2, 20, 3, 30], b: [0, 0, 1, 10, 2, 20, 3, 30], c: [0, 0, 1, 10, 2, 20, 3, 30] });
  });
  it('are at least so many where time is up', async () => assert.equal((await taken(2, -1)).order, 'abcbca'));
});

describe('a table', () => {
  it('has columns of one width, figures on the right', () => {
    assert.equal(table(['', 'a → b'], [['one', '1'], ['three', '10 × ✓']]), ['|       |  a → b |', '| ----- | -----: |', '| one   |      1 |', '| three | 10 × ✓ |'].join('\n'));
  });
  it('has figures with three digits that count', () => assert.deepEqual([0.123, 1.236, 12.36, 123.6, 12_345.6].map(figure), ['0.12', '1.24', '12.4', '124', '12,346']));
});

describe('an aim', () => {
  it('holds at its sizes', () => {
    assert.deepEqual(aimFor('keystroke p50', 1000), { peer: 50, echo: 5 });
    assert.deepEqual([100, 5000, 700].map((fields) => aimFor('keystroke p50', fields)), [{ peer: 50 }, { peer: 50 }, { peer: 50 }]);
    assert.deepEqual([100, 1000, 5000, 700].map((fields) => aimFor('completion', fields)), [{ peer: 8 }, { peer: 40 }, { peer: 50 }, undefined]);
    assert.deepEqual([100, 5000].map((fields) => aimFor('open', fields)), [{ peer: 1 }, { peer: 2 }]);
    assert.equal(aimFor('hover', 1000), undefined);
  });
  it('is met, missed or open', () => {
    const aim = { peer: 50, echo: 5 };
    assert.equal(judged(aim, { ours: 2, peer: 100, echo: 0.4 }), 'peer ≥ 50 × ✓, echo ≤ 5 × ✓');
    assert.equal(judged(aim, { ours: 2, peer: 99, echo: 0.39 }), 'peer ≥ 50 × ✗, echo ≤ 5 × ✗');
    assert.equal(judged(aim, { ours: 2, peer: undefined, echo: 1 }), 'peer ≥ 50 ×, echo ≤ 5 × ✓');
    assert.equal(judged(undefined, { ours: 2, peer: 1, echo: 1 }), '');
  });
});

/** All figures of a server, as many times 1 as they are to be. */
function server(name: string, times: number): ServerFigures {
  const some = [times];
  const answers = Object.fromEntries(ASKED.map((asked) => [asked, some]));
  return { name, start: some, open: some, keystroke: some, answers, memory: { rss: times * 1e6, heapUsed: times * 1e6, peak: times * 1e6 }, ...(name === 'intspec' && { pulled: [times / 2] }) };
}

/** The cells of the row that begins so. */
function row(report: string, title: string): string[] {
  const line = report.split('\n').find((each) => each.startsWith(`| ${title}`)) ?? '';
  return line.split('|').map((cell) => cell.trim()).slice(2, -1);
}

describe('the report', () => {
  it('on the editor has ratios to both others, and says whether the aims are met', () => {
    const report = editorReport([{ fields: 1000, lines: 9600, servers: [server('intspec', 4), server('yaml-language-server', 240), server('echo', 1)] }]);
    assert.deepEqual(row(report, ' '), ['intspec', 'yaml-language-server', 'echo', 'peer ÷ intspec', 'intspec ÷ echo', 'aim']);
    assert.deepEqual(row(report, 'keystroke → diagnostics, p50'), ['4.00 ms', '240 ms', '1.00 ms', '60.0 ×', '4.00 ×', 'peer ≥ 50 × ✓, echo ≤ 5 × ✓']);
    assert.deepEqual(row(report, 'the same, ours asked'), ['2.00 ms', '240 ms', '1.00 ms', '120 ×', '2.00 ×', 'peer ≥ 50 × ✓, echo ≤ 5 × ✓']);
    assert.deepEqual(row(report, 'memory '), ['4 MB', '240 MB', '1 MB', '60.0 ×', '4.00 ×', 'peer ≥ 1 × ✓']);
  });
  it('on the editor does without a peer', () => {
    const report = editorReport([{ fields: 100, lines: 1000, servers: [server('intspec', 4), server('echo', 1)] }]);
    assert.deepEqual(row(report, 'completion, p50'), ['4.00 ms', '1.00 ms', '4.00 ×', 'peer ≥ 8 ×']);
  });
  it('on the editor leaves out what was not measured', () => {
    const report = editorReport([{ fields: 100, lines: 1000, servers: [{ ...server('intspec', 4), answers: { hover: [1] } }] }]);
    assert.deepEqual(row(report, 'hover, p50'), ['1.00 ms', '']);
    assert.deepEqual(row(report, 'completion'), []);
  });
  it('on the command has files a second, and the start in times an empty program', () => {
    const figures = { start: { node: [40], own: [100], spectral: [1400] }, many: [{ files: 10, own: [500], spectral: [2000] }] };
    assert.deepEqual(row(commandReport(figures), 'one spec'), ['100 ms', '1,400 ms', '14.0 ×', '40.0 ms', '2.50 ×', 'node ≤ 3 × ✓']);
    assert.deepEqual(row(commandReport(figures), '10 specs'), ['0.50 s (20.0 a second)', '2.00 s (5.00 a second)', '4.00 ×', '', '', '']);
    assert.deepEqual(row(commandReport({ ...figures, start: { ...figures.start, spectral: [] } }), 'one spec'), ['100 ms', '40.0 ms', '2.50 ×', 'node ≤ 3 × ✓']);
  });
  it('on growth has a row for each size', () => {
    const fields = fieldsReport([{ fields: 1000, lines: 9600, own: { ...server('intspec', 4), keystroke: [1, 2, 3] }, check: 100 }]);
    assert.deepEqual(row(fields, '1,000'), ['9,600', '4.00 ms', '2.00 ms', '3.00 ms', '4.00 ms', '4 MB', '4 MB', '100 ms', '100 µs']);
    const memory = { rss: 2e8, heapUsed: 1e8, peak: 3e8 };
    const files = filesReport([{ files: 2000, check: 4000, checkPeak: 5e8, indexed: 3000, progress: undefined, keystroke: [], memory }]);
    assert.deepEqual(row(files, '2,000'), ['4.00 s', '500', '500 MB', '3.00 s', 'none', '–', '–', '200 MB', '300 MB']);
  });
});

describe('results in a document', () => {
  it('take the place of those that were there', () => {
    const once = withResults('a\n<!-- results:x -->\n<!-- end of results:x -->\nb\n', 'x', '| new |\n');
    assert.equal(once, 'a\n<!-- results:x -->\n| new |\n<!-- end of results:x -->\nb\n');
    assert.equal(withResults(once, 'x', '| newer |'), once.replace('new', 'newer'));
  });
  it('are refused where there is no place for them', () => assert.throws(() => withResults('a', 'x', 'b'), /no place for results/));
  it('have their places in docs/performance.md', () => {
    const document = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');
    for (const name of ['editor', 'cli', 'fields', 'files']) assert.notEqual(withResults(document, name, 'other'), document, name);
  });
});
