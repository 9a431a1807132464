import { Worker } from 'node:worker_threads';
import { ExporterError, messageOf } from '../../contract/errors.ts';
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
  // One that could not load HDF5 will not do so the next time either.
  let proven = false;

  function start(): Worker {
    const started = new Worker(workerUrl, { resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
    worker = started;
    // Who waits for it hears of its end; between two files nobody does, and the next file gets another.
    started
      .on('error', () => undefined)
      .once('exit', () => {
        if (worker === started) worker = null;
      });
    return started;
  }

  async function ask(path: string): Promise<Submission | null> {
    if (stopped !== null) throw new ExporterError('STOPPED', 'The simulated Gateway is stopped.');
    const asked = worker ?? start();
    const reply = await replyOf(asked, path);
    proven ||= reply.ended === undefined;
    if (!proven) throw new ExporterError('INTERNAL', `The simulated Gateway's reader cannot start: ${reply.ended}`);
    if (reply.spoilt) await asked.terminate();
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

/** A thread that ends was given something HDF5 could not bear: as good as no HDF5 file. `ended` says how. */
function replyOf(worker: Worker, path: string): Promise<Reply & { ended?: string }> {
  return new Promise((resolve) => {
    const settle = (reply: Reply & { ended?: string }) => {
      worker.off('message', settle).off('error', onError).off('exit', onExit);
      resolve(reply);
    };
    const ended = (how: string) => settle({ submission: null, spoilt: true, ended: how });
    // h5wasm is one line of four megabytes, which Node puts before the message.
    const onError = (error: unknown) => ended(messageOf(error).slice(0, 200));
    const onExit = (code: number) => ended(`exit code ${code}`);
    worker.on('message', settle).on('error', onError).on('exit', onExit);
    worker.postMessage(path);
  });
}
