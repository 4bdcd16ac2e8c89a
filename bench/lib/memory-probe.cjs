/**
 * Loaded into a process under test (`--require`): tells over IPC, when asked, what memory it holds (with `--expose-gc`);
 * and at its end writes into the file INTSPEC_BENCH_PEAK, where that is set, how many bytes it has held at most.
 */
const { writeFileSync } = require('node:fs');
const { getHeapSpaceStatistics } = require('node:v8');
const { isMainThread } = require('node:worker_threads');

/** What of the memory in use is machine code, of which the engine makes more the more often functions run. */
const code = () => getHeapSpaceStatistics().reduce((sum, { space_name: name, space_used_size: size }) => (name.startsWith('code_') ? sum + size : sum), 0);

const peak = () => process.resourceUsage().maxRSS * 1024;

if (isMainThread && process.send) {
  process.on('message', (message) => {
    if (message !== 'memory') return;
    // What a first collection has only marked, a second one frees.
    globalThis.gc();
    setTimeout(() => {
      globalThis.gc();
      const { rss, heapUsed } = process.memoryUsage();
      process.send({ rss, heapUsed, code: code(), peak: peak() });
    }, 100);
  });
  // The process under test ends when it wants to.
  process.channel.unref();
}

const file = process.env.INTSPEC_BENCH_PEAK;
if (isMainThread && file) process.on('exit', () => writeFileSync(file, String(peak())));
