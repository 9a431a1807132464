import { useEffect } from 'react';
import { create } from 'zustand';

/** How many parts of the sheet are still read: live mode goes on only when what is there has been seen. */
const useParts = create<{ parts: number }>()(() => ({ parts: 0 }));

export function useReading(isReading: boolean): void {
  useEffect(() => {
    if (!isReading) return;
    useParts.setState(({ parts }) => ({ parts: parts + 1 }));
    return () => useParts.setState(({ parts }) => ({ parts: parts - 1 }));
  }, [isReading]);
}

export function useIsReading(): boolean {
  return useParts(({ parts }) => parts > 0);
}
