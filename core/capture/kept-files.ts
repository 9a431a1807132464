import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const fileName = /^\d{4}[\\/]\d\d[\\/]\d\d[\\/]\d{6}_.*\.h5$/;
const partName = /^\d{4}[\\/]\d\d[\\/]\d\d[\\/]\d{6}_.*\.h5\.part$/;

export type KeptFiles = {
  bytes(): number;
  added(bytes: number): void;
  removed(bytes: number): void;
  /** The oldest of them, as many as together have so many bytes. Names are relative to the folder, with forward slashes. */
  oldest(bytes: number): Promise<{ file: string; bytes: number }[]>;
};

/**
 * Sizes of the exporter's own files in the data folder: measured once, then counted. Half files of an earlier run go away: the folder is locked, so nobody
 * is writing them.
 */
export async function countKeptFiles(folder: string): Promise<KeptFiles> {
  let bytes = 0;
  for (const name of await namesIn(folder, partName)) await rm(join(folder, name), { force: true });
  for (const { size } of await keptFiles(folder)) bytes += size;
  return {
    bytes: () => bytes,
    added(more) {
      bytes += more;
    },
    removed(fewer) {
      bytes = Math.max(0, bytes - fewer);
    },
    async oldest(wanted) {
      const found = [];
      let left = wanted;
      for (const { name, size } of await keptFiles(folder)) {
        if (left <= 0) break;
        found.push({ file: name.replaceAll('\\', '/'), bytes: size });
        left -= size;
      }
      return found;
    },
  };
}

/** Oldest first: the layout of folders and names sorts by time. */
async function keptFiles(folder: string): Promise<{ name: string; size: number }[]> {
  const sized = [];
  for (const name of (await namesIn(folder, fileName)).sort()) {
    const found = await stat(join(folder, name)).catch(() => null); // a person may delete files meanwhile
    if (found !== null) sized.push({ name, size: found.size });
  }
  return sized;
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => pattern.test(name));
}
