import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { ExporterError } from '../contract/errors.ts';
import type { H5 } from './h5.ts';

/** O_CREAT with O_EXCL, as Emscripten has them: a file made anew, such as the one HDF5 writes its errors into, tells nothing. */
const madeAnew = 0o300;
/** O_DIRECTORY: where HDF5 looks for plug-ins as it fails. */
const aFolder = 0o200000;
/** EACCES of WASI, which HDF5 here knows. */
const notPermitted = { name: 'ErrnoError', errno: 2 };

/**
 * Reads a file while HDF5 may open others of its folder and below, and none else: virtual datasets and external storage would show whatever file of this machine a foreign
 * file names. Throws READ_FAILED with that file's name, as HDF5 itself would put fill values in its place.
 */
export function keepIn<T>(h5: H5, path: string, read: () => T): T {
  const folder = dirname(realOf(path));
  const { FS } = h5;
  const { open } = FS;
  let refused: string | null = null;
  FS.open = (asked, flags, ...rest) => {
    if (tellsNothing(Number(flags)) || asked === path || isBelow(folder, realOf(asked))) return open.call(FS, asked, flags, ...rest);
    refused ??= asked;
    throw Object.assign(new Error(`${asked} is not opened.`), notPermitted);
  };
  try {
    const found = read();
    if (refused !== null) throw leadsOut(path, refused);
    return found;
  } catch (error) {
    throw refused === null ? error : leadsOut(path, refused);
  } finally {
    FS.open = open;
  }
}

function tellsNothing(flags: number): boolean {
  return (flags & madeAnew) === madeAnew || (flags & aFolder) === aFolder;
}

/** What is not there has no real path. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !(isAbsolute(way) || way === '..' || way.startsWith(`..${sep}`));
}

function leadsOut(path: string, refused: string): ExporterError {
  return new ExporterError(
    'READ_FAILED',
    `${path}: its values lie in another file, ${refused}, which is not read: it is outside this file's folder. Put that file into the folder, or copy the values: h5repack old.h5 new.h5.`,
  );
}
