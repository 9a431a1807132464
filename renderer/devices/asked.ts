import { useEffect, useState } from 'react';
import type { Ask } from '../../core/contract/client.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';

const everyMs = 3000;
/** While there is more to read: as soon as others had their turn. */
const moreMs = 100;

export type Asked<T> = { found: T | null; trouble: string | null };

const askStats = (ask: Ask) => ask('deviceStats', {});
const askValues = (ask: Ask) => ask('deviceValues', {});

export const useDeviceStats = () => useAsked(askStats);
export const useDeviceValues = () => useAsked(askValues);

/** Again and again, as long as the screen is open. Where it cannot be told, what was known stays, with why. */
function useAsked<T extends { isMore: boolean }>(look: (ask: Ask) => Promise<T>): Asked<T> {
  const ask = useAsk();
  const [asked, setAsked] = useState<Asked<T>>({ found: null, trouble: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOpen = true;
    const again = () => {
      let waitMs = everyMs;
      look(ask)
        .then(
          (found) => {
            if (found.isMore) waitMs = moreMs;
            if (isOpen) setAsked({ found, trouble: null });
          },
          (error: unknown) => isOpen && setAsked(({ found }) => ({ found, trouble: messageOf(error) })),
        )
        .finally(() => {
          if (isOpen) timer = setTimeout(again, waitMs);
        });
    };
    again();
    return () => {
      isOpen = false;
      clearTimeout(timer);
    };
  }, [ask, look]);
  return asked;
}
