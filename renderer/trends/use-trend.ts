import { useEffect, useRef, useState } from 'react';
import { newestOf } from '../preview/newer.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import type { Choice } from './choices.ts';
import { createTrendReader, type TrendReader, type TrendState } from './trend-reader.ts';
import type { TrendSpan } from './trend-span.ts';

/** For a component that is made anew with another span. */
export function useTrend({ channel, quantity }: Choice, span: TrendSpan, isLive: boolean): { state: TrendState | null; cancel(): void } {
  const ask = useAsk();
  const newest = useStore(({ exporter }) => newestOf(exporter.captures));
  const [state, setState] = useState<TrendState | null>(null);
  const reader = useRef<TrendReader | null>(null);

  useEffect(() => {
    const made = createTrendReader({ ask: (request) => ask('trend', request), choice: { channel, quantity }, span, onState: setState });
    reader.current = made;
    return () => made.stop();
  }, [ask, channel, quantity, span]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer capture is a reason to ask
  useEffect(() => {
    if (isLive) reader.current?.newer(Date.now());
  }, [isLive, newest]);

  return { state, cancel: () => reader.current?.cancel() };
}
