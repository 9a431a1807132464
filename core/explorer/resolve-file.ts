import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import type { FileName } from '../contract/data.ts';
import { ExporterError } from '../contract/errors.ts';
import type { OpenedFiles } from './opened-files.ts';

/** Whole paths. */
export type FilePlaces = { dataFolder: string; folders: readonly string[]; opened: OpenedFiles };

/**
 * The real path of a file that screens may look into. Links are followed first, so that none leads out of the folders. Rejects with NOT_ALLOWED, also for what is not
 * there: nobody is to learn which files this machine has. With NOT_FOUND where it would be allowed.
 */
export async function resolveFile(file: FileName, places: FilePlaces): Promise<string> {
  const path = await resolveIn(file, places);
  const found = await stat(path);
  if (found.isFile()) return path;
  throw new ExporterError('NOT_FOUND', `${file} is ${found.isDirectory() ? 'a folder' : 'no ordinary file'}; choose an HDF5 file.`);
}

/** As `resolveFile`, for a file or a folder. */
export async function resolveIn(file: FileName, { dataFolder, folders, opened }: FilePlaces): Promise<string> {
  const path = normalize(isAbsolute(file) ? file : join(dataFolder, file));
  if (file.includes('\0')) throw notAllowed(file);
  const real = await realpath(path).catch(() => null);
  if (opened.has(path)) return real ?? gone(file);
  const place = real ?? (await nearestPlace(path)); // of what is not there too: a linked folder may lead out
  for (const root of [dataFolder, ...folders]) {
    const found = await realpath(root).catch(() => null);
    if (found === null ? isIn(root, path) : isIn(found, place)) return real ?? gone(file);
  }
  return refuse(file);
}

/** The real path of the innermost folder of it that is there. */
async function nearestPlace(path: string): Promise<string> {
  const folder = dirname(path);
  return (await realpath(folder).catch(() => null)) ?? (folder === path ? path : nearestPlace(folder));
}

export function isIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(isAbsolute(way) || way === '..' || way.startsWith(`..${sep}`));
}

function refuse(file: string): never {
  throw notAllowed(file);
}

function gone(file: string): never {
  throw new ExporterError('NOT_FOUND', `${file} is not there any more, or its disk is not reached. Look for it in its folder.`);
}

function notAllowed(file: string): ExporterError {
  return new ExporterError(
    'NOT_ALLOWED',
    `${file} lies in none of the folders that may be looked into: the data folder, and those that the settings list under "folders". Add its folder there.`,
  );
}
