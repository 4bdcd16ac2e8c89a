import assert from 'node:assert/strict';
import { Progress } from '../../server/src/cli/progress.ts';

const CLEAR_LINE = '\r\u001b[K';

/** A terminal that shows what is left on its last line, with a clock that is set by hand. */
class Terminal {
  readonly isTTY: boolean;
  readonly columns: number;
  now = 0;
  written = 0;
  line = '';

  constructor(isTTY = true, columns = 80) {
    this.isTTY = isTTY;
    this.columns = columns;
  }

  write(text: string): void {
    this.written += 1;
    assert.ok(text.startsWith(CLEAR_LINE), JSON.stringify(text));
    this.line = text.slice(CLEAR_LINE.length);
    assert.ok(!/[\r\n]/.test(this.line));
    assert.ok(this.line.length < (this.columns || 80));
  }

  progress(term?: string): Progress {
    return new Progress(() => this, term, () => this.now);
  }
}

describe('the progress of a long run', () => {
  it('is shown on a line that is taken away again', () => {
    const terminal = new Terminal();
    const progress = terminal.progress('xterm');
    terminal.now = 1500;
    progress.show('Checking', 312, 2000);
    assert.equal(terminal.line, 'Checking 312 of 2,000 files…');
    progress.clear();
    assert.equal(terminal.line, '');
    const { written } = terminal;
    progress.clear();
    assert.equal(terminal.written, written, 'nothing to take away');
  });

  it('is not shown in a short run, nor all the time', () => {
    const terminal = new Terminal();
    const progress = terminal.progress();
    for (terminal.now = 0; terminal.now < 1000; terminal.now += 1) progress.show('Checking', terminal.now, 2000);
    progress.clear();
    assert.equal(terminal.written, 0);
    for (; terminal.now < 2000; terminal.now += 1) progress.show('Checking', terminal.now, 2000);
    assert.equal(terminal.written, 10);
  });

  it('goes nowhere but to a terminal that can take it away', () => {
    for (const [isTTY, term] of [[false, 'xterm'], [true, 'dumb']] as const) {
      const terminal = new Terminal(isTTY);
      const progress = terminal.progress(term);
      terminal.now = 5000;
      progress.show('Checking', 1, 2);
      progress.clear();
      assert.equal(terminal.written, 0);
    }
  });

  it('is cut to the width of the terminal', () => {
    const terminal = new Terminal(true, 12);
    const progress = terminal.progress();
    terminal.now = 5000;
    progress.show('Checking', 1, 2);
    assert.equal(terminal.line, 'Checking 1 ');
  });

  it('is shown on a terminal that does not know its width', () => {
    const terminal = new Terminal(true, 0);
    const progress = terminal.progress();
    terminal.now = 5000;
    progress.show('Checking', 1, 2);
    assert.equal(terminal.line, 'Checking 1 of 2 files…');
  });
});
