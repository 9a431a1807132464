import { useCallback, useEffect, useRef, useState } from 'react';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { useStore } from '../store/store.ts';
import { createLoader, type Loader } from './loader.ts';
import type { Filter, UploadPages } from './pages.ts';
import { uploadsChanged } from './uploads-changed.ts';

export type UploadList = {
  /** null until the first answer. */
  pages: UploadPages | null;
  trouble: string | null;
  saw(from: number, to: number): void;
};

/** For a component that is made anew with another filter. */
export function useUploads(filter: Filter): UploadList {
  const ask = useAsk();
  const [pages, setPages] = useState<UploadPages | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const loader = useRef<Loader | null>(null);

  useEffect(() => {
    const made = createLoader({ list: (request) => ask('listUploads', request), filter, onPages: setPages, onTrouble: setTrouble, later });
    loader.current = made;
    made.changed();
    const leave = useStore.subscribe(({ exporter }, { exporter: before }) => {
      if (uploadsChanged(exporter, before)) made.changed();
    });
    return () => {
      leave();
      made.stop();
    };
  }, [ask, filter]);

  const saw = useCallback((from: number, to: number) => loader.current?.saw(from, to), []);
  return { pages, trouble, saw };
}
