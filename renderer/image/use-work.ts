import { useEffect, useState } from 'react';
import { type Work, workInSlices } from './work.ts';

/** The result of a calculation that is begun anew with each `begin`; the last one stays until the next is there. null: nothing is to be done. */
export function useWork<T>(begin: (() => Work<T>) | null): T | null {
  const [result, setResult] = useState<T | null>(null);
  useEffect(() => {
    if (begin === null) {
      setResult(null);
      return;
    }
    const leaving = new AbortController();
    workInSlices(begin(), leaving.signal).then(
      (value) => !leaving.signal.aborted && setResult(value),
      (error: unknown) => {
        if (!leaving.signal.aborted) throw error;
      },
    );
    return () => leaving.abort();
  }, [begin]);
  return result;
}
