import type { Clock } from '../clock.ts';
import { type Failure, failure, toFailure } from '../contract/errors.ts';
import type { AnnouncementLog } from './log/port.ts';
import type { Entry } from './protocol.ts';

/** Entries that wait for a log: an hour at one a second. A disk or broker that stays away must not fill the memory. */
export const keeperMost = 3_600;
/** In one go. */
const batchMost = 500;
const retryMs = 5_000;

export type Keeper = {
  /** Never waits and never fails: the announcement itself must not. */
  keep(entries: readonly Entry[]): void;
  /** What was given so far stands in the log, or can't. */
  settled(): Promise<void>;
  /** How many were given up because the log was away for too long. */
  lost(): number;
  /** What the log can take now is taken; then nothing more. */
  close(): Promise<void>;
};

/** Writes to one log in order. While it can't take them they wait; what it lacks is told once, until it works again. */
export function createKeeper(log: AnnouncementLog, name: string, clock: Pick<Clock, 'sleep'>, onTrouble: (why: Failure) => void): Keeper {
  const waiting: Entry[] = [];
  const closing = new AbortController();
  let pumping: Promise<void> | null = null;
  let told = false;
  let lost = 0;

  function trouble(why: Failure): void {
    if (!told) onTrouble(why);
    told = true;
  }

  /** False where the log could not take it. */
  async function appendSome(): Promise<boolean> {
    const batch = waiting.slice(0, batchMost);
    try {
      await log.append(batch);
      waiting.splice(0, batch.length);
      told = false;
      return true;
    } catch (error) {
      const { code, message, facts } = toFailure(error);
      trouble(failure(code, `${name} keeps no announcements at the moment; they wait. ${message}`, facts));
      return false;
    }
  }

  async function pump(): Promise<void> {
    while (waiting.length > 0) {
      if (await appendSome()) continue;
      if (closing.signal.aborted) return;
      await clock.sleep(retryMs, closing.signal);
    }
  }

  return {
    keep(entries) {
      if (closing.signal.aborted) return;
      waiting.push(...entries);
      const over = waiting.length - keeperMost;
      if (over > 0) {
        // The batch on its way is left alone: it may have arrived.
        lost += waiting.splice(Math.min(batchMost, waiting.length - over), over).length;
        trouble(failure('BUSY', `${name} has been away for too long: ${lost} announcements are not kept there.`));
      }
      pumping ??= pump().finally(() => {
        pumping = null;
      });
    },
    settled: () => pumping ?? Promise.resolve(),
    lost: () => lost,
    async close() {
      closing.abort();
      await pumping;
    },
  };
}
