import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** After dropping, this share of the limit is left, so that not every capture has to drop one. */
const dropTo = 0.9;

export type KeptFiles = {
  bytes(): number;
  added(bytes: number): void;
  /** Deletes the oldest files until there is room again; answers how many. */
  dropOldest(limitBytes: number): Promise<number>;
};

/** Sizes of the exporter's own files in the data folder: measured once, then counted. */
export async function countKeptFiles(folder: string): Promise<KeptFiles> {
  let bytes = 0;
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
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /^\d{4}[\\/]\d\d[\\/]\d\d[\\/]\d{6}_.*\.h5$/.test(name)).sort();
  const sized = [];
  for (const name of files) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null); // a person may delete files meanwhile
    if (found !== null) sized.push({ path, size: found.size });
  }
  return sized;
}
