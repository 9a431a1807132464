import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';

/** How long what a capture lacks can still be captured; null until that is known, and where it is not `wanted`. */
export function useRetention(captureId: string, wanted: boolean): string | null {
  const ask = useAsk();
  const [known, setKnown] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    ask('getRetention', { captureId }).then(
      ({ sentence }) => here && setKnown(sentence),
      (error: unknown) => here && setKnown(`How long it is kept is not known: ${messageOf(error)}`),
    );
    return () => {
      here = false;
    };
  }, [ask, captureId, wanted]);
  return wanted ? known : null;
}
