import { useEffect, useState } from 'react';
import type { DeviceStats } from '../../core/contract/device-stats.ts';
import { useAsk } from '../store/ask.ts';

const everyMs = 3000;

/** As long as the screen is open. Where it cannot be told, what was known stays, with why. */
export function useDeviceStats(): { stats: DeviceStats | null; trouble: string | null } {
  const ask = useAsk();
  const [found, setFound] = useState<{ stats: DeviceStats | null; trouble: string | null }>({ stats: null, trouble: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOpen = true;
    const look = () => {
      ask('deviceStats', {})
        .then(
          (stats) => isOpen && setFound({ stats, trouble: null }),
          (error: unknown) => isOpen && setFound(({ stats }) => ({ stats, trouble: sentenceOf(error) })),
        )
        .finally(() => {
          if (isOpen) timer = setTimeout(look, everyMs);
        });
    };
    look();
    return () => {
      isOpen = false;
      clearTimeout(timer);
    };
  }, [ask]);
  return found;
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
