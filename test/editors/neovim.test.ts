/** The server from another editor: Neovim's own LSP client, set up as docs/editors.md says, with the built command. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ensureNeovim } from '../../scripts/lib/neovim.mjs';
import { root, say } from '../../scripts/lib/run.mjs';
import { drive, setupOf } from './setup.ts';

const TIMEOUT = 180_000;
const SCRIPT = join(root, 'test', 'editors', 'neovim.lua');
const HOMES = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME'];
const ARGS = ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${SCRIPT.replaceAll(' ', '\\ ')}`, '-c', 'qall!'];

/** What `neovim.lua` writes; what a step that failed would have written is not there. */
interface Outcome {
  readonly failures?: readonly string[];
  readonly diagnostics?: readonly string[];
  readonly definition?: string;
  readonly hover?: string;
  readonly actions?: readonly string[];
  readonly diagnosticsAfterAction?: readonly string[];
  readonly renamed?: string;
  readonly formatted?: string;
  readonly sameLines?: boolean;
  readonly stopped?: boolean;
}

describe('a spec in Neovim', () => {
  let outcome: Outcome;

  before(async function () {
    this.timeout(2 * TIMEOUT);
    const neovim = await ensureNeovim();
    if (!neovim) {
      say('Neovim was not found, and cannot be installed here: its test is left out. INTSPEC_NEOVIM may name one.');
      this.skip();
    }
    outcome = await drive(neovim, ARGS, setupOf('lua'), HOMES) as Outcome;
  });

  it('is worked on without a failure', () => {
    assert.deepEqual(outcome.failures ?? [], []);
  });

  it('has its findings', () => {
    assert.deepEqual(outcome.diagnostics, ['invalid-value', 'missing-required-field', 'unknown-source-field', 'unmapped-source-field']);
  });

  it('leads from a mapping to the source field', () => {
    assert.match(outcome.definition ?? '', /^ {4}priority: \{ type: string\(10\)/);
  });

  it('says what a mapping reads', () => {
    assert.match(outcome.hover ?? '', /priority[\s\S]*string\(10\)/);
  });

  it('is mended by a code action, and the finding goes', () => {
    assert.match(outcome.actions?.[0] ?? '', /subject/);
    assert.deepEqual(outcome.diagnosticsAfterAction, ['invalid-value', 'missing-required-field', 'unmapped-source-field']);
  });

  it('has a field renamed with what reads it', () => {
    assert.match(outcome.renamed ?? '', /^ {4}severity: \{ type: string\(10\), .*source_path: priority \}$/);
  });

  it('is formatted', () => {
    assert.equal(outcome.formatted, 'spec_status: Draft');
    assert.equal(outcome.sameLines, true);
  });

  it('is let go when the client stops', () => {
    assert.equal(outcome.stopped, true);
  });
});
