import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes a user without privileges may still write there; of the nearest folder above that exists. null where the disk does not tell. */
export async function freeSpace(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    const above = dirname(folder);
    return above === folder ? null : freeSpace(above);
  }
}
