import fs from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Milliseconds it took until the disk had it all. */
export async function syncFile(path: string): Promise<number> {
  const handle = await open(path, 'r+');
  try {
    const started = performance.now();
    await handle.sync();
    return performance.now() - started;
  } finally {
    await handle.close();
  }
}

/** Makes the folders and returns those whose entries have to be synced, so that a new folder outlives a power cut too. */
export function makeFolder(path: string): string[] {
  const folder = dirname(path);
  const first = fs.mkdirSync(folder, { recursive: true });
  const changed = [folder];
  if (first === undefined) return changed;
  for (let made = folder; made !== dirname(first); made = dirname(made)) changed.push(dirname(made));
  return changed;
}

const noHardLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK'];

/** Gives the file its name. `rename` alone would overwrite what is there; `link` fails with EEXIST. */
export function giveName(part: string, path: string): void {
  try {
    fs.linkSync(part, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string' && noHardLinks.includes(error.code))) throw error;
    takeName(part, path);
    return;
  }
  try {
    fs.unlinkSync(part);
  } catch {
    // The file has its name and is whole; the second name goes at the next start.
  }
}

/** Without hard links (FAT, some network drives): the name is taken by an empty file that only one can make, and that one is replaced. */
export function takeName(part: string, path: string): void {
  fs.closeSync(fs.openSync(path, 'wx'));
  try {
    fs.renameSync(part, path);
  } catch (error) {
    fs.rmSync(path, { force: true });
    throw error;
  }
}

/** Network drives and Windows refuse it, and keep their own order. */
export function syncFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      const descriptor = fs.openSync(folder, 'r');
      try {
        fs.fsyncSync(descriptor);
      } finally {
        fs.closeSync(descriptor);
      }
    } catch {
      return;
    }
  }
}
