import { ExporterError, failure, toFailure } from '../contract/errors.ts';
import { openFile } from './open-file.ts';
import { createPool } from './pool.ts';
import type { FileWriter, Inspected } from './port.ts';

export type FileWriterOptions = {
  /** Of core/hdf5/worker.ts, or of what it was bundled to. */
  workerUrl: URL;
  /** Files written at the same time; further ones wait. */
  workers: number;
  /** HDF5 keeps hold of a file after an error, so its thread goes. */
  onWorkerReplaced?: () => void;
};

/** HDF5 files from worker threads: h5wasm holds its thread for as long as it writes. */
export function createFileWriter({ workerUrl, workers, onWorkerReplaced }: FileWriterOptions): FileWriter {
  const pool = createPool({ workerUrl, workers, onWorkerReplaced });
  return {
    async open(start) {
      return openFile(await pool.lease(), start);
    },

    async inspect(path): Promise<Inspected> {
      const lease = await pool.lease();
      try {
        const answer = await lease.thread.call({ kind: 'inspect', path });
        if (answer.kind === 'inspected') return answer.inspected;
        throw new ExporterError('INTERNAL', `The HDF5 worker answered "${answer.kind}" to "inspect".`);
      } catch (error) {
        const known = toFailure(error);
        if (known.code !== 'WRITE_FAILED' || !lease.thread.proven) throw error;
        const said = failure('VERIFY_FAILED', `${path}: HDF5 gave up on it. ${known.message}`, { path });
        return { state: 'broken', failure: said, findings: [{ channel: null, problem: 'HDF5 gave up on it' }] };
      } finally {
        await lease.giveBack();
      }
    },

    async copyWithout(copy) {
      const lease = await pool.lease();
      try {
        const answer = await lease.thread.call({ kind: 'copy', copy });
        if (answer.kind === 'copied') return { bytes: answer.bytes };
        throw new ExporterError('INTERNAL', `The HDF5 worker answered "${answer.kind}" to "copy".`);
      } finally {
        await lease.giveBack();
      }
    },

    close: () => pool.close(),
  };
}
