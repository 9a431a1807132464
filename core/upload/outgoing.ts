import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Failure, toFailure } from '../contract/errors.ts';
import type { FileWriter } from '../hdf5/port.ts';
import type { DueUpload } from '../journal/uploads-port.ts';
import type { UploadFile } from './port.ts';

/** What goes to the Gateway: the file itself, or where a person leaves channels out a copy without them, which ends with its attempt. */
export type Outgoing = AsyncDisposable & ({ file: UploadFile } | { failure: Failure });

export async function prepareOutgoing(
  { file, bytes, without }: Pick<DueUpload, 'file' | 'bytes' | 'without'>,
  dataFolder: string,
  writer: Pick<FileWriter, 'copyWithout'>,
): Promise<Outgoing> {
  const path = join(dataFolder, file);
  if (without === null) return { file: { path, size: bytes }, [Symbol.asyncDispose]: () => Promise.resolve() };
  const copy = copyOf(path);
  // On a disk that does not answer it stays until the next start.
  const remove = () => rm(copy, { force: true }).catch(() => undefined);
  try {
    const { bytes: size } = await writer.copyWithout({ from: path, to: copy, ...without });
    return { file: { path: copy, name: basename(path), size }, [Symbol.asyncDispose]: remove };
  } catch (error) {
    return { failure: toFailure(error), [Symbol.asyncDispose]: remove };
  }
}

/** Beside the file, and named as one that is half written: the next start of an exporter that died removes those. */
function copyOf(path: string): string {
  return `${path}.without.h5.part`;
}
