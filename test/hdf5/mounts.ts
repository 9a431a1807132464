import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

/** Real small disks, for which one must be root on Linux; elsewhere the tests that want one are skipped and say so. */
export const canMount = tryMount();

const mounted: string[] = [];

export function useMounts() {
  afterEach(() => {
    for (const folder of mounted.splice(0)) release(folder);
  });
  afterAll(() => {
    if (!canMount) console.warn('Skipped: tests on a small or read-only disk, because this user may not mount a tmpfs.');
  });
  return {
    disk(options: string): string {
      const folder = mount(options);
      mounted.push(folder);
      return folder;
    },
    /** At a folder of the test's own, which is made. */
    diskAt(folder: string, options: string): string {
      mkdirSync(folder, { recursive: true });
      mountAt(folder, options);
      mounted.push(folder);
      return folder;
    },
  };
}

function mount(options: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hdf5-disk-'));
  mountAt(folder, options);
  return folder;
}

function mountAt(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
}

function release(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
  rmSync(folder, { recursive: true, force: true });
}

function tryMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    release(mount('size=1m'));
    return true;
  } catch {
    return false;
  }
}
