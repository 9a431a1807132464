import { ExporterError, toFailure } from '../contract/errors.ts';
import { createPool, type Pool } from './pool.ts';
import type { FileReader } from './port.ts';

/** Its thread starts with the first question: most exporters on servers are never asked. */
export function createFileReader({ workerUrl }: { workerUrl: URL }): FileReader {
  let pool: Pool | null = null;
  let closed = false;

  return {
    async smallValues(path, without) {
      if (closed) throw new ExporterError('STOPPED', 'The exporter has ended; its files are not read any more.');
      pool ??= createPool({ workerUrl, workers: 1 });
      const lease = await pool.lease();
      try {
        const answer = await lease.thread.call({ kind: 'small', path, without });
        if (answer.kind === 'small') return answer.channels;
        throw new ExporterError('INTERNAL', `The HDF5 worker answered "${answer.kind}" to "small".`);
      } catch (error) {
        throw new ExporterError('READ_FAILED', `${path}: HDF5 cannot read it. ${toFailure(error).message}`, {
          facts: { path },
          cause: error,
        });
      } finally {
        await lease.giveBack();
      }
    },
    async close() {
      closed = true;
      await pool?.close();
    },
  };
}
