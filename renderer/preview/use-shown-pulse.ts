import { useEffect, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { Neighbours } from '../../core/contract/preview.ts';
import { useIsReading } from './reading.ts';
import { useNeighbours } from './use-neighbours.ts';
import type { PreviewRoute } from './view.ts';

/** Later than any pulse: of what lies beside it only the newest is wanted. */
const endOfTime = '9223372036854775807';

export type ShownPulse = {
  pulse: PulseFacts | null;
  neighbours: Neighbours | null;
  trouble: string | null;
  /** There is no pulse with a file here. */
  isEmpty: boolean;
};

/** In live mode the newest, as soon as what is shown has been read: pulses that come faster than that are passed over. */
export function useShownPulse(route: PreviewRoute): ShownPulse {
  const isLive = route.kind === 'newest';
  const newest = useNeighbours(isLive ? endOfTime : null);
  const isReading = useIsReading();
  const [followed, setFollowed] = useState<PulseFacts | null>(null);
  const next = isLive ? (newest.found?.newest ?? null) : null;
  useEffect(() => {
    if (!isLive) setFollowed(null);
    else if (next !== null && (followed === null || !isReading)) setFollowed(next);
  }, [isLive, next, isReading, followed]);
  const pulse = route.kind === 'pulse' ? route.pulse : isLive ? followed : null;
  const beside = useNeighbours(pulse?.timestampNs ?? null);
  return {
    pulse,
    neighbours: beside.found,
    trouble: newest.trouble ?? beside.trouble,
    isEmpty: isLive && newest.found !== null && newest.found.newest === null,
  };
}
