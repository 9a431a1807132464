import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ExporterError, toFailure } from '../contract/errors.ts';
import { journalMethods } from './methods.ts';
import { openJournal } from './open-journal.ts';
import type { Journal } from './port.ts';

/** Runs the journal for journal.ts. Started by a worker URL only. */
const callSchema = z.object({ id: z.number(), method: z.enum(journalMethods), args: z.array(z.unknown()) });

if (parentPort === null) throw new ExporterError('INTERNAL', 'core/journal/worker.ts runs as a worker thread only.');
const port = parentPort;

try {
  const journal = openJournal(z.object({ file: z.string() }).parse(workerData));
  port.on('message', (message: unknown) => void answer(journal, message));
  port.postMessage({ opened: true });
} catch (error) {
  port.postMessage({ opened: false, failure: toFailure(error) });
}

/** The journal works before it gives its promise, so calls end in the order in which they came. */
async function answer(journal: Journal, message: unknown): Promise<void> {
  const { id, method, args } = callSchema.parse(message);
  try {
    const value: unknown = await Reflect.apply(journal[method], journal, args);
    port.postMessage({ id, ok: true, value });
  } catch (error) {
    port.postMessage({ id, ok: false, failure: toFailure(error) });
  }
  if (method === 'close') port.close();
}
