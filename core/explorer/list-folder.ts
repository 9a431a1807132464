import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileName } from '../contract/data.ts';
import { ExporterError } from '../contract/errors.ts';
import { type FolderEntry, type FolderListing, folderEntriesMost } from '../contract/explorer.ts';
import { type FilePlaces, isIn, resolveIn } from './resolve-file.ts';

const hdf5Names = /\.(h5|hdf5|hdf|he5|nxs|nx|mat|h5ad|cxi)$/i;
/** Looked at at once. */
const statsAtOnce = 50;

/** HDF5 files and folders of a folder that may be looked into, the newest first. With null those folders themselves. */
export async function listFolder(folder: FileName | null, places: FilePlaces): Promise<FolderListing> {
  if (folder === null) return { folder, parent: null, entries: await rootsOf(places), beyond: 0 };
  const path = await resolveIn(folder, places);
  const names = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw new ExporterError('NOT_FOUND', `${folder} cannot be listed: is it a folder, and may it be read?`, { cause: error });
  });
  const wanted = names.filter((name) => !name.name.startsWith('.') && (name.isDirectory() || hdf5Names.test(name.name)));
  const entries: FolderEntry[] = [];
  for (let at = 0; at < wanted.length; at += statsAtOnce) {
    const some = wanted.slice(at, at + statsAtOnce);
    entries.push(...(await Promise.all(some.map(({ name }) => entryOf(join(path, name), places)))).flat());
  }
  entries.sort((left, right) => right.modifiedAt.localeCompare(left.modifiedAt));
  return {
    folder: path,
    parent: await parentOf(path, places),
    entries: entries.slice(0, folderEntriesMost),
    beyond: Math.max(0, entries.length - folderEntriesMost),
  };
}

/** Nothing where a link leads out, or it has gone meanwhile. */
async function entryOf(path: string, places: FilePlaces): Promise<FolderEntry[]> {
  try {
    const found = await stat(await resolveIn(path, places));
    const kind = found.isDirectory() ? 'folder' : 'file';
    return [{ name: basename(path), file: path, kind, bytes: found.size, modifiedAt: found.mtime.toISOString() }];
  } catch {
    return [];
  }
}

async function rootsOf(places: FilePlaces): Promise<FolderEntry[]> {
  const roots = [places.dataFolder, ...places.folders];
  return (await Promise.all(roots.map((root) => entryOf(root, places)))).flat().map((entry) => ({ ...entry, name: entry.file }));
}

/** null: above all. */
async function parentOf(path: string, places: FilePlaces): Promise<FileName | null> {
  const parent = dirname(path);
  const isRoot = [places.dataFolder, ...places.folders].every((root) => !isIn(root, parent));
  return isRoot ? null : parent;
}
