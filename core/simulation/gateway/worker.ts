import { parentPort } from 'node:worker_threads';
import { createScratch, loadH5 } from '../../hdf5/h5.ts';
import { readSubmission } from './read.ts';
import type { Submission } from './submission.ts';

/** `submission` null: it is no HDF5 file, or too broken to be opened. */
export type Reply = { submission: Submission | null; spoilt: boolean };

if (parentPort === null) throw new Error("The simulated Gateway's reader runs as a worker thread only.");
const port = parentPort;
const h5 = await loadH5();
const scratch = createScratch(h5);

port.on('message', (path: string) => {
  try {
    port.postMessage(readSubmission(h5, scratch, path) satisfies Reply);
  } catch {
    port.postMessage({ submission: null, spoilt: true } satisfies Reply);
  }
});
