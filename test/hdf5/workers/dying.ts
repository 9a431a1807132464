import { parentPort } from 'node:worker_threads';
import '../../../core/hdf5/worker.ts';

/** Dies, as by a lack of memory, when the channel DEADLY comes. */
parentPort?.on('message', ({ call }: { call: { kind: string; channel?: { name: string } } }) => {
  if (call.channel?.name === 'DEADLY') process.exit(137);
});
