import type { Failure } from '../../contract/errors.ts';
import type { Epoch } from '../epoch.ts';
import type { AnnouncementLog } from '../log/port.ts';
import type { Entry } from '../protocol.ts';
import { pulsesGivenUp } from '../sentences.ts';
import type { Backfill } from './backfill.ts';
import type { Range } from './seen.ts';
import { searchTopic } from './topic-search.ts';

/** Milliseconds: a topic that gives nothing for so long is not waited for. One that is read through, perhaps for a day's announcements, is. */
const silentMostMs = 30_000;

type GonePorts = {
  topic(): AnnouncementLog | null;
  /** Entries that were missing. */
  found(entries: readonly Entry[]): void;
  /** Pulses that were announced and are neither here nor given up. */
  awaited(): number;
  givenUp(pulses: number): void;
  noticed(notice: Failure): void;
};

/** What the leader can't say again: looked for in the group's topic, and what is not there either is given up. */
export function createGone({ topic, found, awaited, givenUp, noticed }: GonePorts) {
  /** With when it last gave something; null: since the last tick. */
  const searches = new Map<AbortController, number | null>();

  async function search(gone: Range & { pulses: number }, epoch: Epoch, backfill: Backfill, sinceMs: number, stop: AbortController) {
    let left = gone.pulses;
    let numbers = 0;
    let why = '';
    for (const range of backfill.gone(gone)) {
      why = await searchTopic({ log: topic(), epoch, range, sinceMs, signal: stop.signal, found: take });
      // Another leader is obeyed, or this exporter is closed.
      if (!searches.has(stop)) return;
      numbers += backfill.giveUp(range);
    }
    const pulses = Math.min(left, numbers, awaited());
    if (pulses === 0) return;
    givenUp(pulses);
    noticed(pulsesGivenUp(gone.from, gone.to, pulses, why));

    function take(entries: readonly Entry[]): void {
      if (!searches.has(stop)) return;
      searches.set(stop, null);
      if (entries.length === 0) return;
      left -= entries.filter(({ kind }) => kind === 'pulse').length;
      found(entries);
    }
  }

  return {
    /** `sinceMs`: wall clock of something that was announced before. */
    search(gone: Range & { pulses: number }, epoch: Epoch, backfill: Backfill, sinceMs: number, nowMs: number): void {
      const stop = new AbortController();
      searches.set(stop, nowMs);
      const ended = () => searches.delete(stop);
      search(gone, epoch, backfill, sinceMs, stop).then(ended, ended);
    },
    tick(nowMs: number): void {
      for (const [stop, gaveMs] of searches) {
        if (gaveMs === null) searches.set(stop, nowMs);
        else if (nowMs - gaveMs >= silentMostMs) stop.abort();
      }
    },
    end(): void {
      for (const stop of searches.keys()) stop.abort();
      searches.clear();
    },
  };
}
