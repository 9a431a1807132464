import { useEffect, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';
import { type Earlier, noEarlier, readEarlier } from './earlier.ts';
import { useReadCurve } from './use-curve.ts';

/** Curves of the pulses before, as they come; asked anew for each pulse, and given up when somebody goes on. */
export function useEarlier(
  { pulseId, timestampNs }: PulseFacts,
  channel: string,
  count: number,
): { earlier: Earlier; trouble: string | null } {
  const ask = useAsk();
  const readCurve = useReadCurve();
  const [earlier, setEarlier] = useState<Earlier>(noEarlier);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    setEarlier(noEarlier);
    setTrouble(null);
    if (count === 0) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const onFound = (found: Earlier) => {
      if (!signal.aborted) setEarlier(found);
    };
    readEarlier({
      neighbours: (request) => ask('neighbourPulses', request),
      preview: (request) => ask('previewPulse', request),
      readCurve,
      pulse: { pulseId, timestampNs },
      channel,
      count,
      signal,
      onFound,
    }).catch((error: unknown) => {
      if (!signal.aborted) setTrouble(messageOf(error));
    });
    return () => leaving.abort();
  }, [ask, readCurve, pulseId, timestampNs, channel, count]);
  return { earlier, trouble };
}
