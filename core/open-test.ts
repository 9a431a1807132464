import { join } from 'node:path';
import { ExporterError } from './contract/errors.ts';
import { createExporter } from './exporter.ts';
import type { ExporterPorts } from './exporter-ports.ts';
import { createFileReader } from './hdf5/reader.ts';
import { createFileWriter } from './hdf5/writer.ts';
import { createJournal } from './journal/journal.ts';
import type { OpenTest } from './test-capturing.ts';

/** An exporter in the same process with a journal and threads for files of its own, in no group; what it reads from is lent to it. */
export function openTestWith(ports: Omit<ExporterPorts, 'openTest'>, workers: { hdf5: URL; journal: URL }): OpenTest {
  return async (start, intake) => {
    const journal = await createJournal({ file: join(start.dataFolder, 'journal.sqlite'), workerUrl: workers.journal });
    const writer = createFileWriter({ workerUrl: workers.hdf5, workers: start.settings.hdf5.writers });
    try {
      return await createExporter(start, {
        ...{ ...ports, journal, writer, reader: createFileReader({ workerUrl: workers.hdf5 }), wire: null },
        openIntake: async () => intake,
        openTest: () => Promise.reject(new ExporterError('BUSY', 'A test capture has no test captures of its own.')),
      });
    } catch (error) {
      await Promise.all([journal.close(), writer.close()]);
      throw error;
    }
  };
}
