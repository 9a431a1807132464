import { useEffect, useState } from 'react';
import type { Ask } from '../../core/contract/client.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';

const everyMs = 3000;

export type Asked<T> = { found: T | null; trouble: string | null };

const askStats = (ask: Ask) => ask('deviceStats', {});
const askValues = (ask: Ask) => ask('deviceValues', {});

export const useDeviceStats = () => useAsked(askStats);
export const useDeviceValues = () => useAsked(askValues);

/** Again and again, as long as the screen is open. Where it cannot be told, what was known stays, with why. */
function useAsked<T>(look: (ask: Ask) => Promise<T>): Asked<T> {
  const ask = useAsk();
  const [asked, setAsked] = useState<Asked<T>>({ found: null, trouble: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOpen = true;
    const again = () => {
      look(ask)
        .then(
          (found) => isOpen && setAsked({ found, trouble: null }),
          (error: unknown) => isOpen && setAsked(({ found }) => ({ found, trouble: messageOf(error) })),
        )
        .finally(() => {
          if (isOpen) timer = setTimeout(again, everyMs);
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
