import { type Failure, failure, toFailure } from '../contract/errors.ts';
import type { AnnouncementLog } from './log/port.ts';
import type { Entry } from './protocol.ts';

/** Entries that wait for a log; a disk or broker that hangs must not fill the memory. */
const waitingMost = 5_000;

export type Keeper = {
  /** Never waits and never fails: the announcement itself must not. */
  keep(entries: readonly Entry[]): void;
  /** Resolves when what was given stands in the log, or can't. */
  settled(): Promise<void>;
};

/** Writes to one log in order. What it can't take is told once, until it works again. */
export function createKeeper(log: AnnouncementLog, name: string, onTrouble: (why: Failure) => void): Keeper {
  let waiting = 0;
  let told = false;
  let last = Promise.resolve();

  function trouble(why: Failure): void {
    if (!told) onTrouble(why);
    told = true;
  }

  return {
    keep(entries) {
      if (waiting + entries.length > waitingMost) {
        const sentence = `${name} does not keep up: ${waiting} announcements wait for it, and newer ones are not kept there. Followers that miss them can be helped from the leader's memory only.`;
        return trouble(failure('BUSY', sentence));
      }
      waiting += entries.length;
      last = last
        .then(() => log.append(entries))
        .then(
          () => {
            told = false;
          },
          (error: unknown) => trouble(toFailure(error)),
        )
        .finally(() => {
          waiting -= entries.length;
        });
    },
    settled: () => last,
  };
}
