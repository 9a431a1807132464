import { useEffect, useRef } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { Ask } from '../../core/contract/client.ts';
import type { Neighbours, PulsePreview } from '../../core/contract/preview.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import type { Kept } from './kept.ts';
import { versionOf } from './newer.ts';
import type { Pictures } from './pictures.ts';
import { useIsReading } from './reading.ts';
import { previewKey } from './use-preview.ts';
import { filesWithCurves } from './use-traces.ts';

/** After all that is to be seen, and after what tells σ. */
const aheadRank = 5;

type PrefetchPlaces = { kept: Kept<PulsePreview>; pictures: Pictures };

/** When all of the pulse is here, the next one in the direction of the last step is read too. `isWanted`: not in live mode, where nobody knows what comes. */
export function usePrefetch(
  pulse: PulseFacts | null,
  neighbours: Neighbours | null,
  isWanted: boolean,
  { kept, pictures }: PrefetchPlaces,
): void {
  const ask = useAsk();
  const isIdle = !useIsReading();
  const steps = useRef<{ at: bigint; isForward: boolean }>({ at: 0n, isForward: false });
  const at = pulse === null ? null : BigInt(pulse.timestampNs);
  if (at !== null && at !== steps.current.at) steps.current = { at, isForward: steps.current.at !== 0n && at > steps.current.at };
  const next = (steps.current.isForward ? neighbours?.next : neighbours?.previous) ?? null;
  useEffect(() => {
    if (!isWanted || !isIdle || next === null) return;
    const work = new AbortController();
    readAhead(next, ask, { kept, pictures }, work.signal).catch(() => undefined); // whoever goes there is told
    return () => work.abort();
  }, [isWanted, isIdle, next, ask, kept, pictures]);
}

async function readAhead(pulse: PulseFacts, ask: Ask, { kept, pictures }: PrefetchPlaces, signal: AbortSignal): Promise<void> {
  const key = previewKey(pulse, versionOf(useStore.getState().exporter.captures, pulse));
  const preview = kept.get(key) ?? (await ask('previewPulse', pulse));
  kept.set(key, preview);
  const rank = () => aheadRank;
  const images = preview.channels.filter(({ kind }) => kind === 'image');
  await Promise.all([
    ...images.map((channel) => pictures.thumbnail(channel, rank, signal)),
    ...filesWithCurves(preview.channels).map((file) => pictures.traces(file, rank, signal)),
  ]);
}
