import { Worker } from 'node:worker_threads';
import { ExporterError, messageOf, toError } from '../contract/errors.ts';
import { prepare } from './prepare.ts';
import type { Answer, Call, Reply, Request } from './protocol.ts';

/** One HDF5 thread. After a failure that spoilt it, or its own death, `spoilt` is true and it must not be used again. */
export type Thread = {
  readonly spoilt: boolean;
  /** Could it load HDF5? One that could not will not do so the next time either. */
  readonly proven: boolean;
  call(call: Call): Promise<Answer>;
  /** Its open files are closed with it. Calls under way fail. Twice is once. */
  stop(): Promise<void>;
};

/** What lives shortly lies in so much memory; Node's own measure is three times that for every thread, and no faster. */
const youngMb = 16;

type Waiting = { resolve(answer: Answer): void; reject(error: Error): void };

export function startThread(workerUrl: URL): Thread {
  const worker = new Worker(workerUrl, { resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let spoilt = false;
  let proven = false;
  let stopped: Promise<void> | null = null;

  const die = (why: string, cause?: unknown) => {
    spoilt = true;
    const error = new ExporterError(
      'WRITE_FAILED',
      `The HDF5 worker ended in the middle of its work (${why}); it is replaced, and the next file begins afresh.`,
      {
        cause,
      },
    );
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (replies: Reply[]) => {
    proven = true;
    for (const reply of replies) {
      spoilt ||= reply.spoilt;
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.ok) asked?.resolve(reply.answer);
      else asked?.reject(toError(reply.failure));
    }
  });
  worker.on('messageerror', (error) => die('its answer could not be read', error));
  worker.on('error', (error) => die(firstLine(error), error));
  worker.on('exit', (code) => die(`exit code ${code}`));

  return {
    get spoilt() {
      return spoilt;
    },
    get proven() {
      return proven;
    },
    call(call) {
      return new Promise((resolve, reject) => {
        if (spoilt) throw new ExporterError('WRITE_FAILED', 'The HDF5 worker is being replaced.');
        const id = nextId++;
        const { message, transfer } = prepare({ id, call } satisfies Request);
        worker.postMessage(message, transfer);
        waiting.set(id, { resolve, reject });
      });
    },
    stop() {
      stopped ??= worker.terminate().then(() => undefined);
      return stopped;
    },
  };
}

/** h5wasm is one line of four megabytes, which Node puts before the message. */
function firstLine(error: unknown): string {
  const message = messageOf(error);
  return (message.split('\n')[0] ?? '').slice(0, 200);
}
