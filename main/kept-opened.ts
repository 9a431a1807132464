import { z } from 'zod';
import type { KeyStore } from './kept.ts';

/** As many as the page lists. */
const mostKept = 20;
const keptSchema = z.object({ files: z.array(z.string().min(1)).max(1000).catch([]) });

export type KeptOpened = { read(): string[]; add(path: string): void };

/** Files that a person has opened with this program: after a start they may be opened again from the page's list. What can't be kept keeps nobody from working. */
export function keptOpened(open: () => KeyStore, onTrouble: (error: unknown) => void): KeptOpened {
  let store: KeyStore | null = null;
  try {
    store = open();
  } catch (error) {
    onTrouble(error);
  }
  const read = () => keptSchema.safeParse(store?.store).data?.files.slice(0, mostKept) ?? [];
  return {
    read,
    add(path) {
      try {
        if (store !== null) store.store = { ...store.store, files: [path, ...read().filter((each) => each !== path)].slice(0, mostKept) };
      } catch (error) {
        onTrouble(error);
      }
    },
  };
}
