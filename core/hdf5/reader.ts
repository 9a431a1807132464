import { ExporterError, toError, toFailure } from '../contract/errors.ts';
import type { Look, Looked } from './looking.ts';
import { createPool, type Pool } from './pool.ts';
import type { FileReader } from './port.ts';
import type { Answer, Call } from './protocol.ts';
import type { Thread } from './thread.ts';

/** For one question; the largest slice takes some seconds from a slow disk. */
const longestMs = 30_000;

/** Its thread starts with the first question: most exporters on servers are never asked. */
export function createFileReader({ workerUrl }: { workerUrl: URL }): FileReader {
  let pool: Pool | null = null;
  let closed = false;

  async function ask<K extends Answer['kind']>(
    path: string,
    call: Call,
    kind: K,
    signal?: AbortSignal,
  ): Promise<Extract<Answer, { kind: K }>> {
    if (closed) throw new ExporterError('STOPPED', 'The exporter has ended; its files are not read any more.');
    pool ??= createPool({ workerUrl, workers: 1, busy: 'files are waiting to be looked into already; ask again in a moment.' });
    const lease = await pool.lease();
    try {
      // Whoever asked may have gone on to another pulse while others were answered.
      if (signal?.aborted) throw new ExporterError('STOPPED', `${path} is not looked into any more: nobody waits for it.`);
      const answer = await within(lease.thread, call, path);
      if (isKind(answer, kind)) return answer;
      throw new ExporterError('INTERNAL', `The HDF5 worker answered "${answer.kind}" to "${call.kind}".`);
    } catch (error) {
      throw named(error, path);
    } finally {
      await lease.giveBack();
    }
  }

  return {
    smallValues: async (path, without) => (await ask(path, { kind: 'small', path, without }, 'small')).channels,
    async look(path, look, signal) {
      const { looked } = await ask(path, { kind: 'look', path, look }, 'looked', signal);
      if (isOf(looked, look.of)) return looked;
      throw new ExporterError('INTERNAL', `The HDF5 worker has shown "${looked.of}" for "${look.of}".`);
    },
    async close() {
      closed = true;
      await pool?.close();
    },
  };
}

/** HDF5 may go round in a damaged file for ever; its thread is ended then, and another one takes its place. */
async function within(thread: Thread, call: Call, path: string): Promise<Answer> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void thread.stop();
  }, longestMs);
  try {
    return await thread.call(call);
  } catch (error) {
    if (!isLate) throw error;
    throw new ExporterError(
      'READ_FAILED',
      `${path} was not read within ${longestMs / 1000} s: it is damaged, or its disk is too slow. Copy it to another disk and try again.`,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** What the look refuses, and the disk, have their own sentences; HDF5 has words for nobody. */
function named(error: unknown, path: string): ExporterError {
  const failure = toFailure(error);
  if (failure.code !== 'INTERNAL' && failure.code !== 'WRITE_FAILED') return toError(failure);
  return new ExporterError('READ_FAILED', `${path}: HDF5 cannot read it. ${failure.message}`, { facts: { path }, cause: error });
}

function isKind<K extends Answer['kind']>(answer: Answer, kind: K): answer is Extract<Answer, { kind: K }> {
  return answer.kind === kind;
}

function isOf<K extends Look['of']>(looked: Looked, of: K): looked is Extract<Looked, { of: K }> {
  return looked.of === of;
}
