import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileName } from '../contract/data.ts';
import { ExporterError } from '../contract/errors.ts';
import type { ExplorerApi } from '../contract/explorer.ts';
import type { FileReader } from '../hdf5/port.ts';
import { listFolder } from './list-folder.ts';
import { type FilePlaces, resolveFile } from './resolve-file.ts';
import { whatElse } from './what-it-is.ts';

export type ExplorerPorts = { reader: Pick<FileReader, 'look'>; places: FilePlaces; signal: AbortSignal };

/** Any HDF5 file of the folders that may be looked into. */
export function createExplorer({ reader, places, signal }: ExplorerPorts): ExplorerApi {
  /** Fails with a sentence that says what is wrong with the file. */
  async function look<T>(file: FileName, asked: (path: string) => Promise<T>): Promise<T> {
    const path = await resolveFile(file, places);
    try {
      return await asked(path);
    } catch (error) {
      throw await explained(error, file, path);
    }
  }

  return {
    exploreFile: ({ file }) =>
      look(file, async (path) => {
        const { size, mtime } = await stat(path);
        const other = await whatElse(path);
        if (other !== null) throw new ExporterError('READ_FAILED', `${file} is no HDF5 file: it is ${other}.`);
        return { file, name: basename(path), bytes: size, modifiedAt: mtime.toISOString() };
      }),
    exploreEntity: ({ file, path: at }) => look(file, async (path) => (await reader.look(path, { of: 'entity', path: at }, signal)).entity),
    exploreAttributes: ({ file, path: at }) =>
      look(file, async (path) => (await reader.look(path, { of: 'attributes', path: at }, signal)).attributes),
    exploreValue: ({ file, path: at, selection = '' }) =>
      look(file, async (path) => (await reader.look(path, { of: 'value', path: at, selection }, signal)).value),
    explorePaths: ({ file }) => look(file, async (path) => (await reader.look(path, { of: 'paths' }, signal)).found),
    exploreFolder: ({ folder }) => listFolder(folder, places),
  };
}

/** HDF5's own words are for its makers. */
async function explained(error: unknown, file: FileName, path: string): Promise<unknown> {
  if (isOf(error, 'EACCES') || isOf(error, 'EPERM'))
    return new ExporterError(
      'READ_FAILED',
      `${file} may not be read by the user that runs this program. Ask its owner for the right to read it.`,
    );
  if (isOf(error, 'ENOENT')) return new ExporterError('NOT_FOUND', `${file} is not there any more.`);
  if (!(error instanceof ExporterError) || error.code !== 'READ_FAILED' || !/HDF5 cannot read it\./.test(error.message)) return error;
  const other = await whatElse(path).catch(() => null);
  if (other !== null) return new ExporterError('READ_FAILED', `${file} is no HDF5 file: it is ${other}.`);
  if (/truncated/i.test(error.message))
    return new ExporterError(
      'READ_FAILED',
      `${file} is cut off: HDF5 expects more bytes than it has. Copy it again from where it came, or wait until it is written.`,
    );
  return new ExporterError('READ_FAILED', `${file} is damaged, or written in a way that HDF5 here does not know. ${plain(error.message)}`, {
    cause: error,
  });
}

function isOf(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The last line of HDF5's own stack of reasons says what it did not find. */
function plain(message: string): string {
  const said =
    message
      .replace(/^.*HDF5 cannot read it\. /s, '')
      .split('\n')
      .at(-1) ?? '';
  return said === '' ? '' : `HDF5 says: ${said.trim().slice(0, 300)}`;
}
