/** The example of the first steps: it must have what the steps speak of. */
import assert from 'node:assert/strict';
import { fixAll } from '../server/src/features/fix-all.ts';
import { coverageCounts } from '../server/src/features/spec-overview.ts';
import { findingsOf, specOf } from './helpers/features.ts';
import { filesIn } from './helpers/files.ts';

const [example] = filesIn('walkthrough', '.intspec.yaml');
const pages = filesIn('walkthrough', '.md');

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
    const shown = /^ {2}channel: .*$/m.exec(pages.find(({ name }) => name === 'map.md')?.text ?? '')?.[0];
    assert.ok(shown && text.includes(shown.trim()), shown);
  });
});
