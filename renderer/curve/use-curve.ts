import { useEffect, useMemo, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import { useReadData } from '../store/data.ts';
import { createCurves, type ReadCurve } from './read-curve.ts';
import type { Series } from './series.ts';

const curves = createCurves();

export function useReadCurve(): ReadCurve {
  const readData = useReadData();
  return useMemo(() => curves(readData), [readData]);
}

/** `of`: whose the numbers are, which may still be those of the pulse before; `isOld` says so. */
export type LoadedCurve = { series: Series; of: PreviewChannel };
export type CurveState = { curve: LoadedCurve | null; isOld: boolean; trouble: string | null };

/** What was there stays until the new one is, or can't be read. null: none is wanted. */
export function useCurve(wanted: PreviewChannel | null): CurveState {
  const readCurve = useReadCurve();
  const [curve, setCurve] = useState<LoadedCurve | null>(null);
  const [trouble, setTrouble] = useState<{ of: PreviewChannel; sentence: string } | null>(null);
  const key = wanted === null ? null : `${wanted.file}\n${wanted.channel}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: of the channel only what its numbers hang on counts
  useEffect(() => {
    if (wanted === null) {
      setCurve(null);
      return;
    }
    const leaving = new AbortController();
    readCurve(wanted, leaving.signal).then(
      (series) => {
        if (leaving.signal.aborted) return;
        setCurve({ series, of: wanted });
        setTrouble(null);
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setTrouble({ of: wanted, sentence: messageOf(error) });
      },
    );
    return () => leaving.abort();
  }, [readCurve, key]);

  const isMine = curve !== null && wanted !== null && curve.of.file === wanted.file && curve.of.channel === wanted.channel;
  const isSameChannel = curve !== null && curve.of.channel === wanted?.channel;
  return {
    curve: isSameChannel ? curve : null,
    isOld: isSameChannel && !isMine,
    trouble: trouble !== null && trouble.of.file === wanted?.file && trouble.of.channel === wanted.channel ? trouble.sentence : null,
  };
}
