import { useEffect, useMemo, useState } from 'react';
import { useStore } from '../store/store.ts';
import { hasFile } from './newer.ts';
import type { Pictures } from './pictures.ts';
import { useTraces } from './use-traces.ts';

/** So many of the last captures tell how much a curve wanders: each is a file to be read. */
export const historyCaptures = 12;
/** After everything that is to be seen. */
const historyRank = 3;

export type CurveHistory = ReadonlyMap<string, readonly Float32Array[]>;

/** Points of each curve at the last captures of this exporter, by channel. */
export function useCurveHistory(pictures: Pictures, isWanted: boolean): CurveHistory {
  const captures = useStore(({ exporter }) => exporter.captures);
  const newest = captures.filter(hasFile).slice(0, historyCaptures);
  const named = newest.map(({ file }) => file ?? '').join('\n');
  const [files, setFiles] = useState<readonly string[]>([]);
  useEffect(() => setFiles(isWanted && named !== '' ? named.split('\n') : []), [isWanted, named]);
  const { found } = useTraces(files, pictures, historyRank);
  return useMemo(() => {
    const history = new Map<string, Float32Array[]>();
    for (const traces of found.values()) {
      if (typeof traces === 'string') continue;
      for (const [channel, { points }] of traces) {
        const curves = history.get(channel);
        if (curves === undefined) history.set(channel, [points]);
        else curves.push(points);
      }
    }
    return history;
  }, [found]);
}
