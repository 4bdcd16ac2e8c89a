/**
 * Stands in for the native `@vscode/native-watchdog` in the embedded VS Code, which needs a compiler
 * to build: ends the extension host when the process that started it is gone.
 */
'use strict';

exports.start = (pid) => {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000);
  timer.unref();
};

exports.exit = (code) => process.exit(code || 0);
