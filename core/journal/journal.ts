import { Worker } from 'node:worker_threads';
import { ExporterError, type Failure, messageOf, toError } from '../contract/errors.ts';
import { journalOf } from './methods.ts';
import type { Journal } from './port.ts';

/** Far more than captures and people can leave unanswered; a disk that hangs must not fill the memory. */
const maxWaiting = 10_000;

/** What lives shortly lies in so much memory; Node's own measure is many times that, for rows of a few kB. */
const youngMb = 8;

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };
type Opening = { opened: true } | { opened: false; failure: Failure };
type Answer = { id: number; ok: true; value: unknown } | { id: number; ok: false; failure: Failure };

/**
 * The journal in a worker thread, because SQLite holds its thread. `workerUrl` is that of worker.ts as the composition root finds it (bundled
 * and unbundled differ). Calls are answered in order. When the thread dies, what waits and what comes later fails with JOURNAL_FAILED.
 */
export async function createJournal({ file, workerUrl }: { file: string; workerUrl: URL }): Promise<Journal> {
  const worker = new Worker(workerUrl, { workerData: { file }, name: 'journal', resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let gone: ExporterError | null = null;
  let closing: Promise<unknown> | null = null;

  const opened = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<void>();

  function end(why: string): void {
    gone ??= new ExporterError('JOURNAL_FAILED', `The journal ${file} has stopped: ${why}. Restart the exporter; what was kept is safe.`);
    opened.reject(gone);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }

  worker.on('message', (message: Opening | Answer) => {
    if ('opened' in message) {
      if (message.opened) opened.resolve();
      else opened.reject(toError(message.failure));
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) call?.resolve(message.value);
    else call?.reject(toError(message.failure));
  });
  worker.on('error', (error) => end(messageOf(error)));
  worker.on('exit', (code) => {
    end(closing ? 'it was closed' : `its thread ended with code ${code}`);
    exited.resolve();
  });

  const call = (method: string, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      if (waiting.size >= maxWaiting)
        return reject(new ExporterError('JOURNAL_FAILED', `The journal ${file} has ${maxWaiting} entries waiting. Check its disk.`));
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, method, args });
    });

  try {
    await opened.promise;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return journalOf((method, args) => {
    if (method !== 'close') return call(method, args);
    closing ??= gone ? Promise.resolve() : call('close', []).then(() => exited.promise);
    return closing;
  });
}
