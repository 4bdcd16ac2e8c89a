/** A worker of `intspec check`: does the tasks that it is sent, one after the other. Loading this file starts it. */
import { parentPort } from 'node:worker_threads';
import type { FileTask } from './file-tasks.ts';
import { perform } from './file-tasks.ts';

let last = Promise.resolve();
parentPort?.on('message', (task: FileTask) => {
  last = last.then(async () => { parentPort?.postMessage(await perform(task)); });
});
parentPort?.postMessage('ready');
