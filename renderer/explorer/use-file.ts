import { useCallback, useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { ExploredFile } from '../../core/contract/explorer.ts';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { keepRecent } from './recent.ts';
import { watchFile } from './watch.ts';

export type FileLooked = {
  /** null until it was looked at. */
  facts: ExploredFile | null;
  /** What it is instead of an HDF5 file that can be read. */
  trouble: string | null;
  changed: 'changed' | 'gone' | null;
  /** Why it is gone. */
  why: string | null;
  /** Counts the loads: each has a frame of its own. */
  turn: number;
  reload(): void;
};

type Looked = Pick<FileLooked, 'facts' | 'trouble' | 'changed' | 'why'>;
const nothing: Looked = { facts: null, trouble: null, changed: null, why: null };

/** Opens a file, and notices when it changes on disk. */
export function useFile(file: string): FileLooked {
  const ask = useAsk();
  const [looked, setLooked] = useState(nothing);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn opens it anew
  useEffect(() => {
    let wanted = true;
    let stopWatching = () => {};
    open().catch((error: unknown) => wanted && setLooked({ ...nothing, trouble: messageOf(error) }));
    return () => {
      wanted = false;
      stopWatching();
    };

    async function open(): Promise<void> {
      const facts = await ask('exploreFile', { file });
      await ask('exploreEntity', { file, path: '/' }); // what is no HDF5 file says so here, before a frame is made for it
      if (!wanted) return;
      setLooked({ ...nothing, facts });
      keepRecent({ file, name: facts.name });
      stopWatching = watchFile(facts, {
        look: () => ask('exploreFile', { file }),
        isVisible: () => document.visibilityState === 'visible',
        later,
        onChange: () => setLooked((before) => ({ ...before, changed: 'changed' })),
        onTrouble: (error) =>
          setLooked((before) => ({ ...before, changed: error === null ? null : 'gone', why: error === null ? null : messageOf(error) })),
      });
    }
  }, [ask, file, turn]);

  const reload = useCallback(() => {
    setLooked(nothing);
    setTurn((last) => last + 1);
  }, []);
  return { ...looked, turn, reload };
}
