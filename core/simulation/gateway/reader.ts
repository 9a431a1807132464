import { Worker } from 'node:worker_threads';
import { ExporterError } from '../../contract/errors.ts';
import type { Submission } from './submission.ts';
import type { Reply } from './worker.ts';

/** What lives shortly lies in so much memory; Node's own measure is three times that for every thread, and no faster. */
const youngMb = 16;

/** One file after the other in a thread of its own, as the real Gateway's single process reads them: HDF5 holds its thread. */
export type SubmissionReader = {
  /** null where it is no HDF5 file. */
  read(path: string): Promise<Submission | null>;
  /** What waits fails with STOPPED. Twice is once. */
  stop(): Promise<void>;
};

export function createSubmissionReader(workerUrl: URL): SubmissionReader {
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let stopped: Promise<void> | null = null;

  async function ask(path: string): Promise<Submission | null> {
    if (stopped !== null) throw new ExporterError('STOPPED', 'The simulated Gateway is stopped.');
    worker ??= new Worker(workerUrl, { resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
    const asked = worker;
    const reply = await replyOf(asked, path);
    if (reply.spoilt) {
      worker = null;
      await asked.terminate();
    }
    return reply.submission;
  }

  return {
    read(path) {
      const read = turn.then(() => ask(path));
      turn = read.catch(() => undefined);
      return read;
    },
    stop() {
      stopped ??= (worker?.terminate() ?? Promise.resolve()).then(() => undefined);
      return stopped;
    },
  };
}

/** A thread that ends was given something HDF5 could not bear: as good as no HDF5 file. */
function replyOf(worker: Worker, path: string): Promise<Reply> {
  return new Promise((resolve) => {
    const broken = () => settle({ submission: null, spoilt: true });
    const settle = (reply: Reply) => {
      worker.off('message', settle).off('error', broken).off('exit', broken);
      resolve(reply);
    };
    worker.on('message', settle).on('error', broken).on('exit', broken);
    worker.postMessage(path);
  });
}
