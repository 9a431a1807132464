import { useEffect, useMemo, useRef, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { ChannelValue } from '../../core/contract/device-values.ts';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { useStore } from '../store/store.ts';
import { historyWait, neverAsked } from './history-wait.ts';
import { newestOf } from './newer.ts';

export type ChannelHistory = {
  /** Numbers of the last captures, by channel. */
  trends: ReadonlyMap<string, readonly (number | null)[]>;
  /** Where a channel was last captured. */
  last: ReadonlyMap<string, PulseFacts>;
  /** How many captures that is. */
  pulses: number;
  /** Older ones are still being read. */
  isMore: boolean;
};

type Values = { channels: readonly ChannelValue[]; pulses: number; isMore: boolean };

/** Of this exporter's own channels. `isWanted`: what is to be seen is there, for this reads dozens of files. Without an answer nothing is known in σ, and the sheet is shown all the same. */
export function useChannelHistory(isWanted: boolean): ChannelHistory {
  const ask = useAsk();
  const newest = useStore(({ exporter }) => newestOf(exporter.captures));
  const [values, setValues] = useState<Values>({ channels: [], pulses: 0, isMore: true });
  const [turn, setTurn] = useState(0);
  const asked = useRef(neverAsked);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is a reason to look whether there is more
  useEffect(() => {
    const wait = isWanted ? historyWait(asked.current, newest, performance.now()) : null;
    if (wait === null) return;
    const answered = (isMore: boolean, isFailed: boolean) => {
      asked.current = { ...asked.current, isMore, isFailed };
      if (isOpen.current) setTurn((last) => last + 1);
    };
    const look = () => {
      asked.current = { at: performance.now(), newest, isMore: false, isFailed: false };
      ask('deviceValues', {}).then(
        (found) => {
          if (isOpen.current) setValues(found); // also where another pulse is shown meanwhile
          answered(found.isMore, false);
        },
        () => answered(false, true), // what was known stays
      );
    };
    return later(look, wait);
  }, [ask, newest, isWanted, turn]);
  return useMemo(
    () => ({
      trends: new Map(values.channels.flatMap((value) => (value.kind === 'number' ? [[value.channel, value.trend] as const] : []))),
      last: new Map(values.channels.map(({ channel, pulse }) => [channel, pulse])),
      pulses: values.pulses,
      isMore: values.isMore,
    }),
    [values],
  );
}
