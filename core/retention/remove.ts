import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, isoTime } from '../clock.ts';
import { ExporterError, messageOf } from '../contract/errors.ts';
import type { FileJournal } from '../journal/files-port.ts';

export type OwnFile = { file: string; bytes: number };

export type Removed = { files: number; bytes: number; captureIds: string[]; at: string; failures: ExporterError[] };

export type RemovePorts = {
  journal: Pick<FileJournal, 'keep' | 'kept' | 'filesRemoved'>;
  dataFolder: string;
  /** The data folder is the one it was: what is not in it is gone, and not only out of sight. */
  isInSight(): Promise<boolean>;
  clock: Clock;
};

/** Deletes these files and writes it down. What is to go stands in the journal first, so that a crash in between leaves nothing unsaid. */
export async function removeFiles(files: readonly OwnFile[], { journal, dataFolder, isInSight, clock }: RemovePorts): Promise<Removed> {
  const at = isoTime(clock);
  const removed: Removed = { files: 0, bytes: 0, captureIds: [], at, failures: [] };
  if (files.length === 0 || !(await isInSight())) return removed;
  const gone: string[] = [];
  await journal.keep(
    'removing',
    files.map(({ file }) => file),
  );
  for (const { file, bytes } of files) {
    const path = join(dataFolder, file);
    try {
      const wasThere = await isThere(path);
      await rm(path, { force: true });
      gone.push(file);
      // A person may have taken it away before.
      if (wasThere) {
        removed.files += 1;
        removed.bytes += bytes;
      }
    } catch (error) {
      removed.failures.push(notRemoved(path, error));
    }
  }
  return { ...removed, captureIds: await journal.filesRemoved(gone, at) };
}

/** After a crash: what had been deleted and was not written down. */
export async function healRemoval({ journal, dataFolder, isInSight, clock }: RemovePorts): Promise<void> {
  const removing = await journal.kept('removing');
  if (!Array.isArray(removing) || removing.length === 0 || !(await isInSight())) return;
  const gone: string[] = [];
  for (const file of removing) if (typeof file === 'string' && !(await isThere(join(dataFolder, file)))) gone.push(file);
  await journal.filesRemoved(gone, isoTime(clock));
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function notRemoved(path: string, error: unknown): ExporterError {
  const why = messageOf(error);
  return new ExporterError(
    'WRITE_FAILED',
    `${path} is to be removed by the limits of the settings, and can't be: ${why}. Give the exporter the right to delete there.`,
    { cause: error },
  );
}
