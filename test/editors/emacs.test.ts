/** The server from another editor: eglot in Emacs, set up as docs/editors.md says, with the built command. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ensureEmacs } from '../../scripts/lib/emacs.mjs';
import { root, say } from '../../scripts/lib/run.mjs';
import { drive, setupOf } from './setup.ts';

const TIMEOUT = 180_000;

/** What `emacs.el` writes; what comes behind a step that failed is not there. */
interface Outcome {
  readonly failure?: string;
  readonly mode?: string;
  readonly diagnostics?: readonly string[];
  readonly actions?: readonly string[];
  readonly diagnosticsAfterAction?: readonly string[];
  readonly stopped?: boolean;
}

/** The rules that the messages name. Versions of eglot show them differently; their ids are all in brackets. */
function rulesIn(messages: readonly string[] = []): string[] {
  return messages.map((message) => /\[([a-z]+(?:-[a-z]+)+)\]/.exec(message)?.[1] ?? message).sort();
}

describe('a spec in Emacs', () => {
  let outcome: Outcome;

  before(async function () {
    this.timeout(2 * TIMEOUT);
    const emacs = await ensureEmacs();
    if (!emacs) {
      say('Emacs with eglot was not found, and cannot be installed here: its test is left out. INTSPEC_EMACS may name one.');
      this.skip();
    }
    outcome = await drive(emacs, ['--batch', '-l', join(root, 'test', 'editors', 'emacs.el')], setupOf('elisp'), ['HOME']) as Outcome;
  });

  it('is worked on without a failure', () => {
    assert.equal(outcome.failure, undefined);
    assert.equal(outcome.mode, 'intspec-mode');
  });

  it('has its findings', () => {
    assert.deepEqual(rulesIn(outcome.diagnostics), ['invalid-value', 'missing-required-field', 'unknown-source-field', 'unmapped-source-field']);
  });

  it('is mended by a code action, and the finding goes', () => {
    assert.equal(outcome.actions?.[0], 'Change to `source.subject`');
    assert.deepEqual(rulesIn(outcome.diagnosticsAfterAction), ['invalid-value', 'missing-required-field', 'unmapped-source-field']);
  });

  it('is let go when the client stops', () => {
    assert.equal(outcome.stopped, true);
  });
});
