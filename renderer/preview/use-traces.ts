import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { Pictures, Traces } from './pictures.ts';

export type TraceFiles = ReadonlyMap<string, Traces | string>;

/** Of all curves of these files, by file; in the place of what can't be read a sentence. What was there before stays until all of them are here. */
export function useTraces(
  files: readonly string[],
  pictures: Pictures,
  rank: number,
): { found: TraceFiles /** Are those that are asked for. */; isHere: boolean } {
  const [state, setState] = useState<{ of: string; found: TraceFiles }>({ of: '', found: new Map() });
  const of = files.join('\n');
  useEffect(() => {
    const work = new AbortController();
    const read = async (file: string): Promise<[string, Traces | string]> => {
      try {
        return [file, await pictures.traces(file, () => rank, work.signal)];
      } catch (error) {
        return [file, messageOf(error)];
      }
    };
    Promise.all(of === '' ? [] : of.split('\n').map(read)).then(
      (all) => !work.signal.aborted && setState({ of, found: new Map(all) }),
      () => undefined, // each has said its own trouble
    );
    return () => work.abort();
  }, [of, pictures, rank]);
  return { found: state.found, isHere: state.of === of };
}

/** Files that have curves, each once. */
export function filesWithCurves(channels: readonly PreviewChannel[]): string[] {
  return [...new Set(channels.flatMap(({ kind, file }) => (kind === 'curve' ? [file] : [])))];
}
