import type { Failure } from '../../contract/errors.ts';
import type { Epoch } from '../epoch.ts';
import type { Answered, Entry, PlanEntry, SetupEntry } from '../protocol.ts';
import { remember } from '../remember.ts';
import { pulsesGivenUp } from '../sentences.ts';
import { type Backfill, createBackfill } from './backfill.ts';
import type { Counting } from './pulse-counts.ts';
import { createSeen, type Range } from './seen.ts';
import type { Arrival } from './taking.ts';

export type Heard = { entry: Entry; arrival: Arrival };
type Welcome = Extract<Answered, { kind: 'welcome' }>;

type IntakePorts = {
  counts: Counting;
  /** New ones, each once. */
  keep(entries: readonly Entry[]): void;
  taken(heard: Heard): void;
  setup(entry: SetupEntry): void;
  plan(entry: PlanEntry): void;
  repeated(): void;
  noticed(notice: Failure): void;
};

/** Milliseconds: clocks of leaders differ by less. */
const clockMs = 60_000;
const timesMost = 2000;

/** The announcements of the leader that is obeyed, from whichever way they come: each is acted on once. */
export function createIntake({ counts, keep, taken, setup, plan, repeated, noticed }: IntakePorts) {
  let epoch: Epoch | null = null;
  /** null: it was never in this group, and doesn't know yet where it begins. */
  let backfill: Backfill | null = null;
  /** Wall clock, by number. */
  const times = new Map<number, number>();

  function act(heard: Heard): void {
    const { entry } = heard;
    remember(times, entry.seq, Date.parse(entry.at), timesMost);
    if (entry.kind === 'setup') setup(entry);
    else if (entry.kind === 'plan') plan(entry);
    else if (entry.kind === 'pulse') {
      counts.told(entry.nth);
      counts.count(heard.arrival.how === 'received' ? 'received' : 'backFilled');
    }
    taken(heard);
  }

  function hear(heard: readonly Heard[]): void {
    if (backfill === null) return;
    const { seen } = backfill;
    const fresh = heard.filter(({ entry, arrival }) => {
      const isNew = seen.add(entry.seq) === 'new';
      if (!isNew && arrival.how === 'received') repeated();
      return isNew;
    });
    fresh.forEach(act); // a capture has a row of its own in the journal before anything is done for it
    if (fresh.length > 0) keep(fresh.map(({ entry }) => entry));
    const dropped = seen.dropped();
    if (dropped !== null) giveUp(dropped, Math.min(dropped.numbers, counts.awaited()), 'more is missing than can be remembered.');
    settle();
  }

  function giveUp({ from, to }: Range, pulses: number, why: string): void {
    if (pulses === 0) return;
    counts.count('givenUp', pulses);
    noticed(pulsesGivenUp(from, to, pulses, why));
  }

  function settle(): void {
    if (backfill?.complete() === true) counts.settle();
  }

  return {
    hear,
    settle,
    backfill: () => backfill,
    epoch: () => epoch,
    /** Up to where it knows everything. */
    upTo: () => backfill?.seen.upTo() ?? 0,

    /** Another leader's announcements begin. `last`: of whoever took it in last. */
    begin(next: Epoch, last: (Epoch & { seq: number }) | null): void {
      const same = last !== null && last.epoch === next.epoch && last.leader === next.leader;
      const first = backfill?.seen.missing(1)[0]?.from ?? 1;
      const unheard = counts.begin(same ? null : 0);
      const why = `${epoch?.leader} that announced them leads no longer. ${next.leader} has those devices captured that it knows to be missing.`;
      if (unheard > 0) noticed(pulsesGivenUp(first, backfill?.seen.highest() ?? first, unheard, why));
      epoch = { epoch: next.epoch, leader: next.leader };
      times.clear();
      backfill = last === null ? null : createBackfill(createSeen(same ? last.seq : 0));
    },

    welcome(welcome: Welcome): void {
      const entries = [welcome.setup, ...(welcome.plan === null ? [] : [welcome.plan])];
      if (backfill === null) {
        backfill = createBackfill(createSeen(welcome.seq));
        counts.begin(welcome.pulses);
        keep(entries);
        for (const entry of entries) times.set(entry.seq, Date.parse(entry.at));
      } else {
        const fresh = entries.filter(({ seq }) => backfill?.seen.add(seq) === 'new');
        if (fresh.length > 0) keep(fresh);
      }
      setup(welcome.setup);
      if (welcome.plan !== null) plan(welcome.plan);
      backfill.seen.expect(welcome.seq);
      counts.told(welcome.pulses);
      settle();
    },

    /** By what a beat says. */
    expect(seq: number, pulses: number): void {
      if (backfill === null) return;
      backfill.seen.expect(seq);
      counts.told(pulses);
      settle();
    },

    /** Wall clock, ms since 1970: when the newest of those before was announced, less what clocks may differ by. */
    timeBefore(seq: number): number {
      let newest = 0;
      for (const [other, timeMs] of times) if (other < seq && timeMs > newest) newest = timeMs;
      return Math.max(0, newest - clockMs);
    },
  };
}
