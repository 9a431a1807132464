import { resolve } from 'node:path';

/** More than a person opens in a day; beyond, the one opened longest ago is forgotten. */
const mostOpened = 200;

/** Files that a person has opened with this program: they may be looked into wherever they are. */
export type OpenedFiles = { allow(path: string): void; has(path: string): boolean };

export function createOpenedFiles(): OpenedFiles {
  const opened = new Set<string>();
  return {
    allow(path) {
      const whole = resolve(path);
      opened.delete(whole);
      opened.add(whole);
      const [oldest] = opened;
      if (opened.size > mostOpened && oldest !== undefined) opened.delete(oldest);
    },
    has: (path) => opened.has(resolve(path)),
  };
}
