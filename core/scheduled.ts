import type { Captures } from './capture/captures.ts';
import type { Desk } from './desk.ts';
import type { Pulse } from './pulses/pulse.ts';

export type Scheduled = {
  /** The next one is due when this one is done, or can be taken beside it. */
  take(pulse: Pulse): Promise<void>;
  /** Pulses that are being begun stand in the journal then, or never will. */
  begun(): Promise<void>;
  /** How many are being begun. */
  beginning(): number;
};

/** Of a leader's own captures: a minute of pulses at ten a second. Further behind than that it announces no faster than it captures. */
const behindMost = 600;

type ScheduledPorts = {
  desk: Desk;
  captures: Pick<Captures, 'whenFree'>;
  settleMs(): number;
  /** The others must not wait for this exporter's own captures. */
  leads(): boolean;
  onTrouble(error: unknown): void;
};

/** Hands in the pulses the schedule chose. */
export function createScheduled({ desk, captures, settleMs, leads, onTrouble }: ScheduledPorts): Scheduled {
  const beginning = new Set<Promise<unknown>>();

  async function begin(pulse: Pulse): Promise<{ taken: Promise<unknown> }> {
    const begun = await desk.begin([pulse], 'live', settleMs());
    return { taken: Promise.all(begun.map((each) => desk.take(each).catch(onTrouble))) };
  }

  return {
    async take(pulse) {
      const begun = begin(pulse).finally(() => beginning.delete(begun));
      beginning.add(begun);
      await Promise.race([(await begun).taken, captures.whenFree(leads() ? behindMost : 0)]);
    },
    async begun() {
      await Promise.allSettled(beginning);
    },
    beginning: () => beginning.size,
  };
}
