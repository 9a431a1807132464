import type { UploadsFacts } from '../../core/contract/uploads.ts';
import type { StateName } from '../marks/states.ts';
import { duration } from '../words/numbers.ts';

export type Head = { mark: StateName; word: string; sentence: string };

/** How the whole queue stands, and since when. */
export function headOf({ state, held, failure, queued, waiting, sentence }: UploadsFacts, nowMs: number): Head {
  const files = queued + waiting;
  switch (state) {
    case 'held': {
      const by = held === undefined ? '' : ` by ${held.by} since ${utc(held.since)} UTC, ${duration(nowMs - Date.parse(held.since))} ago`;
      return { mark: 'attention', word: 'held', sentence: `Held${by}: no file is begun until they are released. On its way: ${sentence}.` };
    }
    case 'away':
      return { mark: 'attention', word: 'away', sentence: failure?.message ?? 'The Gateway does not answer; it is asked again by itself.' };
    case 'working':
      return files === 0
        ? { mark: 'ok', word: 'works', sentence: 'Every file of this exporter has been answered by the Gateway.' }
        : { mark: 'running', word: 'works', sentence: `On its way: ${sentence}.` };
  }
}

/** 2026-11-22 10:04:05. */
export function utc(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
