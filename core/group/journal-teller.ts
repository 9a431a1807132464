import type { PulseFacts } from '../contract/api.ts';
import { type Failure, toFailure } from '../contract/errors.ts';
import { pulseKey } from './pulse-key.ts';

/** Beyond it the rest is left out: the leader asks again for what it misses. */
const waitingMost = 1000;

/** Tells what the journal has of pulses, read one after the other. */
export function createJournalTeller<T>(
  read: (pulse: PulseFacts) => Promise<readonly T[]>,
  tellOne: (what: T) => void,
  noticed: (notice: Failure) => void,
) {
  const waiting = new Map<string, PulseFacts>();
  let reading = false;
  let closed = false;

  function next(): void {
    const [first] = waiting;
    reading = first !== undefined && !closed;
    if (first === undefined || closed) return;
    waiting.delete(first[0]);
    read(first[1]).then(
      (found) => {
        if (!closed) found.forEach(tellOne);
        next();
      },
      (error: unknown) => {
        if (!closed) noticed(toFailure(error));
        next();
      },
    );
  }

  return {
    tell(pulses: readonly PulseFacts[]): void {
      for (const pulse of pulses) if (waiting.size < waitingMost) waiting.set(pulseKey(pulse), pulse);
      if (!reading) next();
    },
    close(): void {
      closed = true;
      waiting.clear();
    },
  };
}
