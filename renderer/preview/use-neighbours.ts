import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { Neighbours } from '../../core/contract/preview.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { newestOf } from './newer.ts';

export type AskedNeighbours = { found: Neighbours | null; trouble: string | null };

/** Of a time; null: of nothing. Asked again when a capture has ended. What was found stays until the next answer. */
export function useNeighbours(timestampNs: string | null): AskedNeighbours {
  const ask = useAsk();
  const newest = useStore(({ exporter }) => newestOf(exporter.captures));
  const [asked, setAsked] = useState<AskedNeighbours & { of: string | null }>({ of: null, found: null, trouble: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer capture is a reason to ask again
  useEffect(() => {
    if (timestampNs === null) return;
    let wanted = true;
    ask('neighbourPulses', { timestampNs }).then(
      (found) => wanted && setAsked({ of: timestampNs, found, trouble: null }),
      (error: unknown) => wanted && setAsked((before) => ({ ...before, trouble: messageOf(error) })),
    );
    return () => {
      wanted = false;
    };
  }, [ask, timestampNs, newest]);
  return { found: asked.of === timestampNs ? asked.found : null, trouble: timestampNs === null ? null : asked.trouble };
}
