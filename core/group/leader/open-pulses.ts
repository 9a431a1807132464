import type { PulseFacts } from '../../contract/api.ts';
import type { GroupPulse } from '../../contract/group.ts';
import type { PulseEntry, VerdictEntry } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import type { Ground } from '../tally/share.ts';
import { createTally, type Tally } from '../tally/tally.ts';
import type { Announcements } from './announcements.ts';
import type { Uploads } from './uploads.ts';

export type PulseRecord = {
  key: string;
  entry: PulseEntry;
  tally: Tally;
  /** Until when late readings are waited for, on the monotonic clock. */
  deadlineMs: number;
  /** From when on an exporter that is silent about it is ordered again; for others `dueMs`. */
  dueOf: Map<string, number>;
  dueMs: number;
  judged: boolean;
};

/** Followers that stay away keep no pulse open for ever: at this many the oldest is judged as it stands. */
const openMost = 2000;
/** Judged pulses whose verdict may still improve. */
const judgedMost = 2000;
/** Keys of those judged before: 2.8 h of 10 pulses a second. */
const forgottenMost = 100_000;
/** With one tick; the rest with the next. Of 1,500 devices each takes 0.1 ms to sum up, and a loss can stir all that are open. */
const toldAtOnce = 200;
/** Milliseconds after the last readings, before an exporter that says nothing of a pulse is ordered to take it again. */
export const patienceMs = 3000;

type OpenPulsesPorts = {
  announcements: Announcements;
  uploads: Pick<Uploads, 'fold' | 'judged'>;
  told(pulse: GroupPulse, isNew: boolean): void;
};

/** Pulses in flight, and those just over. */
export function createOpenPulses({ announcements, uploads, told }: OpenPulsesPorts) {
  const open = new Map<string, PulseRecord>();
  const judged = new Map<string, PulseRecord>();
  const forgotten = new Set<string>();
  const stirred = new Set<PulseRecord>();

  function find(pulse: PulseFacts): PulseRecord | undefined {
    const key = pulseKey(pulse);
    return open.get(key) ?? judged.get(key);
  }

  function add(entry: PulseEntry, ground: Ground, nowMs: number): PulseRecord {
    const [oldest] = open.values();
    if (oldest !== undefined && open.size >= openMost) judge(oldest);
    const deadlineMs = nowMs + (entry.mode === 'live' ? entry.waitMs : 0);
    const key = pulseKey(entry.pulse);
    const record = {
      ...{ key, entry, deadlineMs, judged: false },
      tally: createTally(ground),
      dueOf: new Map(),
      dueMs: deadlineMs + patienceMs,
    };
    open.set(key, record);
    return record;
  }

  /** Also when it was before, and its verdict is better now. */
  function judge(record: PulseRecord): void {
    const { pulse, mode, seq, leader, epoch } = record.entry;
    const { localOnly } = record.entry.record;
    const totals = record.tally.totals();
    const ground = { shares: totals.shares, localOnly, judged: true };
    const upload = uploads.fold(pulse, ground);
    announcements.append(
      (shape): VerdictEntry => ({
        ...shape,
        kind: 'verdict',
        pulse,
        announced: { leader, epoch, seq, mode, localOnly },
        ...totals,
        upload,
      }),
    );
    uploads.judged(pulse, upload, ground);
    record.judged = true;
    record.dueOf.clear();
    open.delete(record.key);
    judged.set(record.key, record);
    if (judged.size > judgedMost) forgetOldest();
    tell(record, false);
  }

  function forgetOldest(): void {
    const [oldest] = judged.keys();
    if (oldest === undefined) return;
    judged.delete(oldest);
    forgotten.add(oldest);
    const [first] = forgotten;
    if (first !== undefined && forgotten.size > forgottenMost) forgotten.delete(first);
  }

  function tell(record: PulseRecord, isNew: boolean): void {
    stirred.delete(record);
    told(groupPulse(record), isNew);
  }

  function groupPulse({ entry, tally, judged }: PulseRecord): GroupPulse {
    const { pulse, leader, epoch, seq, mode } = entry;
    const { localOnly } = entry.record;
    const { verdict, ...totals } = tally.totals();
    const upload = uploads.fold(pulse, { shares: totals.shares, localOnly, judged });
    return { pulse, leader, epoch, seq, mode, localOnly, ...totals, verdict: judged ? verdict : null, upload };
  }

  return {
    find,
    add,
    judge,
    tell,
    /** Told with the next tick: progress comes in crowds. */
    stir: (record: PulseRecord) => void stirred.add(record),
    tellStirred() {
      for (const record of [...stirred].slice(0, toldAtOnce)) tell(record, false);
    },
    open: () => open.values(),
    unjudged: () => open.size,
    isForgotten: (pulse: PulseFacts) => forgotten.has(pulseKey(pulse)),
  };
}

export type OpenPulses = ReturnType<typeof createOpenPulses>;
