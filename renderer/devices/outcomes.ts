import { useEffect, useState } from 'react';
import type { CaptureCells, ChannelOutcome } from '../../core/contract/api.ts';
import { useAsk } from '../store/ask.ts';

/** This exporter's newest capture that has ended and told of one of these channels. */
export function newestWith(captures: readonly CaptureCells[], channels: readonly string[]): CaptureCells | undefined {
  return captures.find(({ verdict, codes }) => verdict !== null && channels.some((channel) => codes[channel] !== undefined));
}

/** What became of each channel, by name; null until it is here. Those of the capture before stay until then. */
export function useOutcomes(captureId: string | undefined): ReadonlyMap<string, ChannelOutcome> | null {
  const ask = useAsk();
  const [found, setFound] = useState<ReadonlyMap<string, ChannelOutcome> | null>(null);
  useEffect(() => {
    if (captureId === undefined) return;
    let wanted = true;
    ask('getCapture', { captureId }).then(
      ({ outcomes }) => wanted && setFound(new Map(outcomes.map((each) => [each.channel, each]))),
      () => undefined, // its code is shown all the same
    );
    return () => {
      wanted = false;
    };
  }, [ask, captureId]);
  return found;
}
