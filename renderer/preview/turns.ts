import { ExporterError } from '../../core/contract/errors.ts';

/** Smaller comes first. Asked when a place is free, so that what has come into sight meanwhile is first. */
export type Rank = () => number;

export type Turns = {
  /** Resolves with how to give the place back; twice is once. Rejects with the signal's reason, or BUSY where too many wait. */
  take(rank: Rank, signal: AbortSignal): Promise<() => void>;
};

type Waiting = { rank: Rank; begin(): void };

/** So many at a time; the others wait, of one rank the oldest first. */
export function createTurns(atOnce: number, waitingMost: number): Turns {
  const waiting = new Set<Waiting>();
  let free = atOnce;

  function next(): void {
    if (free === 0) return;
    let first: Waiting | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const each of waiting) {
      const rank = each.rank();
      if (first === null || rank < least) [first, least] = [each, rank];
    }
    first?.begin();
  }

  function place(): () => void {
    free -= 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      free += 1;
      next();
    };
  }

  return {
    take(rank, signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (waiting.size >= waitingMost)
        return Promise.reject(new ExporterError('BUSY', `More than ${waitingMost} pictures wait to be read. Look at fewer at a time.`));
      return new Promise((resolve, reject) => {
        const drop = () => {
          waiting.delete(mine);
          reject(signal.reason);
        };
        const mine: Waiting = {
          rank,
          begin() {
            waiting.delete(mine);
            signal.removeEventListener('abort', drop);
            resolve(place());
          },
        };
        signal.addEventListener('abort', drop, { once: true });
        waiting.add(mine);
        next();
      });
    },
  };
}
