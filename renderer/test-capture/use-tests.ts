import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { TestSummary } from '../../core/contract/test-capture.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';

export type Tests = { tests: readonly TestSummary[] | null; trouble: string | null; renew(): void };

/** Newest first; asked again when one begins or ends. The one that runs is as new as its last event. */
export function useTests(): Tests {
  const ask = useAsk();
  const newest = useStore(({ exporter }) => exporter.test);
  const mark = newest === null ? '' : `${newest.testId} ${newest.step}`;
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<{ tests: readonly TestSummary[] | null; trouble: string | null }>({ tests: null, trouble: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn, another step of a test, and a line that is back, ask anew
  useEffect(() => {
    let isWanted = true;
    ask('listTests', {}).then(
      (tests) => isWanted && setFound({ tests, trouble: null }),
      (error: unknown) => isWanted && setFound(({ tests }) => ({ tests, trouble: messageOf(error) })),
    );
    return () => {
      isWanted = false;
    };
  }, [ask, mark, turn, isOnLine]);
  const tests = found.tests?.map((each) => (each.testId === newest?.testId ? newest : each)) ?? null;
  return { ...found, tests, renew: () => setTurn((before) => before + 1) };
}
