import { useEffect, useMemo, useRef, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { ChannelValue } from '../../core/contract/device-values.ts';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { useStore } from '../store/store.ts';
import { newestOf } from './newer.ts';

/** It is an answer of a megabyte, and σ of sixty captures changes little with one more. */
const leastBetweenMs = 10_000;

/** Whoever steps on at once waits for nothing of this. */
const settledMs = 100;

export type ChannelHistory = {
  /** Numbers of the last captures, by channel. */
  trends: ReadonlyMap<string, readonly (number | null)[]>;
  /** Where a channel was last captured. */
  last: ReadonlyMap<string, PulseFacts>;
  /** How many captures that is. */
  pulses: number;
};

/** Of this exporter's own channels. `isWanted`: what is to be seen is there, for this reads dozens of files. Without an answer nothing is known in σ, and the sheet is shown all the same. */
export function useChannelHistory(isWanted: boolean): ChannelHistory {
  const ask = useAsk();
  const newest = useStore(({ exporter }) => newestOf(exporter.captures));
  const [values, setValues] = useState<{ channels: readonly ChannelValue[]; pulses: number }>({ channels: [], pulses: 0 });
  const asked = useRef({ at: Number.NEGATIVE_INFINITY, newest: '' });
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  useEffect(() => {
    if (!isWanted || newest === asked.current.newest) return;
    const look = () => {
      asked.current = { at: performance.now(), newest };
      ask('deviceValues', {}).then(
        (found) => isOpen.current && setValues(found), // also where another pulse is shown meanwhile
        () => undefined, // what was known stays
      );
    };
    return later(look, Math.max(settledMs, asked.current.at + leastBetweenMs - performance.now()));
  }, [ask, newest, isWanted]);
  return useMemo(
    () => ({
      trends: new Map(values.channels.flatMap((value) => (value.kind === 'number' ? [[value.channel, value.trend] as const] : []))),
      last: new Map(values.channels.map(({ channel, pulse }) => [channel, pulse])),
      pulses: values.pulses,
    }),
    [values],
  );
}
