/** The example of the first steps: it must have what the steps speak of. */
import assert from 'node:assert/strict';
import { fixAll } from '../server/src/features/fix-all.ts';
import { parse } from 'yaml';
import { coverageCounts } from '../server/src/features/spec-overview.ts';
import { findingsOf, specOf } from './helpers/features.ts';
import { filesIn } from './helpers/files.ts';

const [example] = filesIn('walkthrough', '.intspec.yaml');
const pages = filesIn('walkthrough', '.md');
const page = (name: string): string => pages.find((each) => each.name === name)?.text ?? '';

describe('the example of the walkthrough', () => {
  const text = example?.text ?? '';

  it('has faults to find', () => {
    assert.deepEqual(findingsOf(text), ['invalid-value', 'missing-required-field', 'unknown-source-field', 'unmapped-source-field']);
  });

  it('has one that Fix All mends, and leaves the decisions to the author', () => {
    const fixed = fixAll(text);
    assert.notEqual(fixed, text);
    assert.ok(findingsOf(fixed).includes('unmapped-source-field'));
    assert.equal(findingsOf(fixed).includes('missing-required-field'), false);
  });

  it('has the field that is still to be mapped, as the page of that step shows it', () => {
    const counts = coverageCounts(specOf(text).contracts);
    assert.ok(counts && counts.mapped + counts.notWritten < counts.total);
    const [, shown = ''] = /```yaml\n(source_record:\n[\s\S]*?)```/.exec(page('map.md')) ?? [];
    const channel = (yaml: string): unknown => (parse(yaml) as { readonly source_record: { readonly channel?: unknown } }).source_record.channel;
    const inExample = /^ {2}source_record:\n(?: {4}.*\n)+/m.exec(text)?.[0].replace(/^ {2}/gm, '') ?? '';
    assert.ok(channel(shown));
    assert.deepEqual(channel(shown), channel(inExample));
  });
});

describe('the pages of the walkthrough', () => {
  it('have samples that are not cut off beside the steps, in a window of usual width', () => {
    const lines = pages.flatMap(({ name, text }) => [...text.matchAll(/^```\w+\n([\s\S]*?)^```/gm)].flatMap(([, sample = '']) => sample.split('\n').map((line) => `${name}: ${line}`)));
    assert.ok(lines.length > 20);
    assert.deepEqual(lines.filter((line) => line.slice(line.indexOf(': ') + 2).length > 50), []);
  });
});
