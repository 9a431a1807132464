import fs from 'node:fs';
import { dirname } from 'node:path';

/** Begins at once, before this thread does anything else. Milliseconds until the disk had it all. */
export function syncFile(path: string): Promise<number> {
  const descriptor = fs.openSync(path, 'r+');
  const started = performance.now();
  return new Promise((resolve, reject) => {
    fs.fsync(descriptor, (error) => {
      fs.closeSync(descriptor);
      if (error === null) resolve(performance.now() - started);
      else reject(error);
    });
  });
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
