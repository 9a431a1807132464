import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix } from 'node:path';
import type { FileName } from '../contract/data.ts';
import { pathFor } from '../hdf5/path.ts';
import type { Pulse } from '../pulses/pulse.ts';

/** Of one pulse: as many exporters a group may have, and their attempts. */
const filesMost = 200;

/** `more`: so many are there besides. */
export type PulseFiles = { files: FileName[]; more: number };

/** Files of the pulse by their names, whichever exporter has written them: in the data folder as captures name them, elsewhere with their whole paths. */
export async function filesOfPulse(pulse: Pulse, dataFolder: string, folders: readonly string[]): Promise<PulseFiles> {
  const like = pathFor(pulse, '*', 1); // the exporter's name and the attempt are whatever they are
  const day = posix.dirname(like);
  const begin = posix.basename(like).split('*')[0] ?? '';
  const found = await Promise.all([dataFolder, ...folders].map((root) => namesIn(root, day, begin)));
  const all = [...new Set(found.flat())]; // the settings may list a folder twice, or the data folder itself
  const files = all
    .slice(0, filesMost)
    .map((path) => (path.startsWith(join(dataFolder, day)) ? `${day}/${path.slice(dirname(path).length + 1)}` : path));
  return { files, more: all.length - files.length };
}

/** A folder that is not there holds none. */
async function namesIn(root: string, day: string, begin: string): Promise<string[]> {
  if (!isAbsolute(root)) return [];
  const folder = join(root, day);
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(begin) && /_\d+\.h5$/.test(name)).map((name) => join(folder, name));
}
