import { useEffect, useMemo, useRef, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { ChannelValue } from '../../core/contract/device-values.ts';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { useStore } from '../store/store.ts';
import { newestOf } from './newer.ts';

/** It is an answer of a megabyte, and σ of sixty captures changes little with one more. */
const leastBetweenMs = 10_000;

export type ChannelHistory = {
  /** Numbers of the last captures, by channel. */
  trends: ReadonlyMap<string, readonly (number | null)[]>;
  /** Where a channel was last captured. */
  last: ReadonlyMap<string, PulseFacts>;
  /** How many captures that is. */
  pulses: number;
};

/** Of this exporter's own channels. Without an answer nothing is known in σ, and the sheet is shown all the same. */
export function useChannelHistory(): ChannelHistory {
  const ask = useAsk();
  const newest = useStore(({ exporter }) => newestOf(exporter.captures));
  const [values, setValues] = useState<{ channels: readonly ChannelValue[]; pulses: number }>({ channels: [], pulses: 0 });
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer capture is a reason to ask again
  useEffect(() => {
    let wanted = true;
    const look = () => {
      askedAt.current = performance.now();
      ask('deviceValues', {}).then(
        (found) => wanted && setValues(found),
        () => undefined, // what was known stays
      );
    };
    const takeBack = later(look, Math.max(0, askedAt.current + leastBetweenMs - performance.now()));
    return () => {
      wanted = false;
      takeBack();
    };
  }, [ask, newest]);
  return useMemo(
    () => ({
      trends: new Map(values.channels.flatMap((value) => (value.kind === 'number' ? [[value.channel, value.trend] as const] : []))),
      last: new Map(values.channels.map(({ channel, pulse }) => [channel, pulse])),
      pulses: values.pulses,
    }),
    [values],
  );
}
