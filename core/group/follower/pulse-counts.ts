import type { PulseCounts } from '../../contract/group.ts';

/** What became of the announced pulses, over all leaders. */
export function createPulseCounts() {
  const total: PulseCounts = { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 };
  /** Of the leader that is obeyed: how many it announced, how many of them before this exporter listened (null: not known yet), how many are accounted for. */
  let told = 0;
  let before: number | null = 0;
  let here = 0;

  function announcedHere(): number {
    return before === null ? here : Math.max(told - before, here);
  }

  return {
    /** Another leader's announcements begin. Answers how many of those before are not accounted for: nobody will say them again. */
    begin(pulsesBefore: number | null): number {
      const unheard = announcedHere() - here;
      total.announced += announcedHere();
      total.givenUp += unheard;
      told = pulsesBefore ?? 0;
      before = pulsesBefore;
      here = 0;
      return unheard;
    },
    /** So many pulses the leader has announced. */
    told(pulses: number): void {
      told = Math.max(told, pulses);
    },
    count(how: 'received' | 'backFilled' | 'givenUp', pulses = 1): void {
      total[how] += pulses;
      here += pulses;
    },
    superseded(): void {
      total.superseded += 1;
    },
    /** Nothing is missing at the moment: one that was restarted knows from here on how many it missed. */
    settle(): void {
      before ??= told - here;
    },
    /** Announced, and neither here nor given up. */
    awaited: () => announcedHere() - here,
    facts: (): PulseCounts => ({ ...total, announced: total.announced + announcedHere() }),
  };
}

export type Counting = ReturnType<typeof createPulseCounts>;
