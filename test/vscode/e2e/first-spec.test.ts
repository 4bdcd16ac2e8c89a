import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type EditorSession, openEditor } from './harness.js';
import type { Step } from './walk.js';
import { readWalk } from './walk.js';

const FILE = 'survey-responses.intspec.yaml';
const WALK = readWalk(readFileSync(new URL('../../../docs/first-spec.md', import.meta.url), 'utf8'));
const ARROWS: Readonly<Record<string, string>> = { Down: 'ArrowDown', Up: 'ArrowUp', Right: 'ArrowRight', Left: 'ArrowLeft' };

describe('the walk of a new author, docs/first-spec.md', () => {
  let editor: EditorSession;
  /** The chapter that is under way, or did not end as it should. */
  let failed: string | undefined;

  before(async () => {
    editor = await openEditor({ files: { [FILE]: '' } });
    await editor.open(FILE);
  });

  after(() => editor.close());

  it('has chapters, and ends without a finding', () => {
    assert.ok(WALK.length > 5);
    assert.deepEqual(WALK.at(-1)?.left, {});
  });

  for (const { title, steps, left } of WALK) {
    it(title, async () => {
      assert.equal(failed, undefined, 'an earlier chapter failed');
      failed = title;
      let last: Step | undefined;
      for (const step of steps) {
        await take(step, last);
        last = step;
      }
      if (left) await editor.until(leftOver, (found) => JSON.stringify(found) === JSON.stringify(sorted(left)));
      failed = undefined;
    });
  }

  async function take(step: Step, last: Step | undefined): Promise<void> {
    switch (step.kind) {
      case 'type': return editor.type(step.text, 5);
      // The menu of quick fixes is opened with the choice in it.
      case 'press': return step.key === 'Ctrl+.' ? undefined : editor.press(...keysOf(step.key));
      case 'choose': return last?.kind === 'press' && last.key === 'Ctrl+.' ? editor.takeQuickFix(step.title) : editor.takeSuggestion(step.title);
    }
  }

  /** The rules with findings in the Problems view, and how many each has. */
  async function leftOver(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const row of await editor.problems()) {
      const rule = /intspec([a-z][a-z-]+)\[Ln \d+, Col \d+\]$/.exec(row)?.[1];
      if (rule !== undefined) counts[rule] = (counts[rule] ?? 0) + 1;
    }
    return sorted(counts);
  }
});

/** The keys that are pressed: `Tab × 3` is three. */
function keysOf(text: string): string[] {
  const [, name = text, times = '1'] = /^(.+?) × (\d+)$/.exec(text) ?? [];
  const key = name.split('+').map((part) => (part === 'Ctrl' ? 'Mod' : (ARROWS[part] ?? part))).join('+');
  return Array.from({ length: Number(times) }, () => key);
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
