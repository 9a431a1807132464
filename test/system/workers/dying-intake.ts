import { parentPort } from 'node:worker_threads';

/** The exporter's own intake thread, which dies in the middle of the second collection. */
let collections = 0;
parentPort?.on('message', (message: { call?: { call: string } }) => {
  if (message.call?.call === 'collect') collections += 1;
  if (collections === 2) process.exit(7);
});
await import('../../../core/intake/worker.ts');
