import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** After dropping, this share of the limit is left, so that not every capture has to drop one. */
const dropTo = 0.9;

const fileName = /^\d{4}[\\/]\d\d[\\/]\d\d[\\/]\d{6}_.*\.h5$/;
const partName = /^\d{4}[\\/]\d\d[\\/]\d\d[\\/]\d{6}_.*\.h5\.part$/;

export type KeptFiles = {
  bytes(): number;
  added(bytes: number): void;
  /** Deletes the oldest files until there is room again; answers how many. */
  dropOldest(limitBytes: number): Promise<number>;
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
    async dropOldest(limitBytes) {
      if (bytes <= limitBytes) return 0;
      let dropped = 0;
      for (const { path, size } of await keptFiles(folder)) {
        if (bytes <= limitBytes * dropTo) break;
        await rm(path, { force: true });
        bytes -= size;
        dropped += 1;
      }
      return dropped;
    },
  };
}

/** Oldest first: the layout of folders and names sorts by time. */
async function keptFiles(folder: string): Promise<{ path: string; size: number }[]> {
  const sized = [];
  for (const name of (await namesIn(folder, fileName)).sort()) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null); // a person may delete files meanwhile
    if (found !== null) sized.push({ path, size: found.size });
  }
  return sized;
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => pattern.test(name));
}
