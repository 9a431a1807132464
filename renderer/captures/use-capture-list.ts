import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CaptureCells, capturesKept } from '../../core/contract/api.ts';
import type { CaptureSearch } from '../../core/contract/captures-search.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { begunWith, type Found, freshOf, mayHavePassed, withFresh, withPage } from './rows.ts';

const pageRows = 200;

export type CaptureList = {
  found: Found;
  state: 'looking' | 'here' | 'failed';
  trouble: string | null;
  /** Came since, and would be at the top. */
  fresh: readonly CaptureCells[];
  /** Of those told of lately, as they are now. */
  live: ReadonlyMap<string, CaptureCells>;
  more(): void;
  /** Takes the fresh ones in; asks anew where some may have been passed over. */
  takeFresh(): void;
  again(): void;
};

/** What the journal has found so far, with what came since. One question at a time; an answer that is not wanted any more is left. */
export function useCaptureList(search: CaptureSearch): CaptureList {
  const ask = useAsk();
  const captures = useStore(({ exporter }) => exporter.captures);
  const [found, setFound] = useState<Found>(() => begunWith(captures));
  const [state, setState] = useState<CaptureList['state']>('looking');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const asking = useRef<object | null>(null);

  const load = useCallback(
    async (from: Found): Promise<void> => {
      const mine = {};
      asking.current = mine;
      setState('looking');
      setTrouble(null);
      try {
        let next = from;
        do {
          const page = await ask('searchCaptures', {
            ...search,
            limit: pageRows,
            ...(next.before === null ? {} : { before: next.before }),
          });
          if (asking.current !== mine) return;
          next = withPage(next, page);
          setFound(next);
        } while (next.before !== null && next.rows.length < from.rows.length + pageRows);
        setState('here');
      } catch (error) {
        if (asking.current !== mine) return;
        setTrouble(messageOf(error));
        setState('failed');
      }
      asking.current = null;
    },
    [ask, search],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is a reason to ask anew
  useEffect(() => {
    const begun = begunWith(useStore.getState().exporter.captures);
    setFound(begun);
    void load(begun);
    return () => {
      asking.current = null;
    };
  }, [load, turn]);

  const live = useMemo(() => new Map(captures.map((capture) => [capture.captureId, capture])), [captures]);
  const fresh = useMemo(() => freshOf(found, search, captures), [found, search, captures]);
  return {
    ...{ found, state, trouble, fresh, live },
    more: () => {
      if (asking.current === null && state !== 'looking' && (found.before !== null || state === 'failed')) void load(found);
    },
    takeFresh: () => {
      if (asking.current !== null) return; // a list that is still empty would be asked anew for ever
      if (mayHavePassed(found, captures, capturesKept)) setTurn((before) => before + 1);
      else setFound((before) => withFresh(before, freshOf(before, search, captures)));
    },
    again: () => setTurn((before) => before + 1),
  };
}
