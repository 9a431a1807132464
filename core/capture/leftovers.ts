import { rm } from 'node:fs/promises';

/** More than this would be a disk that comes and goes without end; the rest goes at the next start. */
const leftMost = 1000;

export type Leftovers = {
  add(path: string): void;
  /** Never fails: what the disk does not give up yet is tried again the next time. */
  clear(): Promise<void>;
};

/** Half files that could not be removed when their disk was lost, until it is back. */
export function createLeftovers(): Leftovers {
  const left = new Set<string>();
  let clearing: Promise<void> | undefined;

  async function clearAll(): Promise<void> {
    for (const path of left) {
      const gone = await rm(path, { force: true }).then(
        () => true,
        () => false,
      );
      if (gone) left.delete(path);
    }
  }

  return {
    add(path) {
      if (left.size < leftMost) left.add(path);
    },
    clear() {
      clearing ??= clearAll().finally(() => {
        clearing = undefined;
      });
      return clearing;
    },
  };
}
