import { toFailure } from '../../contract/errors.ts';
import { type Epoch, sameEpoch } from '../epoch.ts';
import type { AnnouncementLog } from '../log/port.ts';
import type { Entry } from '../protocol.ts';
import type { Range } from './seen.ts';

export type Search = {
  log: AnnouncementLog | null;
  epoch: Epoch;
  range: Range;
  /** Wall clock, ms since 1970: nothing of the range was written before. */
  sinceMs: number;
  signal: AbortSignal;
  /** As they are found, batch by batch; none where a batch has none of them. */
  found(entries: readonly Entry[]): void;
};

/** Looks in the topic for announcements that the leader has no longer. Answers, as a sentence, why what was not found is not to be had. Never rejects. */
export async function searchTopic({ log, epoch, range, sinceMs, signal, found }: Search): Promise<string> {
  const gone = 'the leader has them in its memory no longer';
  if (log === null) return `${gone}, and the settings of the group name no topic that would keep them.`;
  const wanted = new Set<number>();
  for (let seq = range.from; seq <= range.to && wanted.size < wantedMost; seq++) wanted.add(seq);
  try {
    for await (const batch of log.since(sinceMs, signal)) {
      if (signal.aborted) break;
      found(batch.filter((entry) => sameEpoch(entry, epoch) && wanted.delete(entry.seq)));
      if (wanted.size === 0) break;
    }
    return signal.aborted
      ? `${gone}, and the topic of the group did not answer in time.`
      : `${gone}, and the topic of the group has them not.`;
  } catch (error) {
    return `${gone}, and the topic of the group can't be read: ${toFailure(error).message}`;
  }
}

/** More than a leader is set to keep. */
const wantedMost = 200_000;
