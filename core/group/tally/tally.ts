import { type CaptureVerdict, outcomeCodes } from '../../contract/api.ts';
import { type GroupPulse, missedShown } from '../../contract/group.ts';
import type { Report } from '../protocol.ts';
import {
  emptyShare,
  foldedVerdict,
  type Ground,
  lackingDevices,
  mergeDevice,
  noteAttempt,
  type ShareTally,
  shareFacts,
  totalsOf,
} from './share.ts';

export type Counted = {
  /** Exporters that have the devices now; empty: the report counts. */
  supersededBy: string[];
  /** Channels that are captured now and were not. */
  gained: number;
};

export type TallyTotals = Pick<GroupPulse, 'expected' | 'captured' | 'counts' | 'shares' | 'missed'> & { verdict: CaptureVerdict };

export type Tally = {
  /** null: of nobody, or no device of this pulse. */
  ownerOf(device: string): string | null;
  /**
   * Counts for devices that are the sender's, or nobody's: then they become its own. A file counts as a whole or not at all: where another has one of the devices
   * in it, it does not, and what of it was the sender's is still to be reported.
   */
  report(from: string, report: Report): Counted;
  /** Answers whether it says anything new. */
  progressed(from: string, decided: number): boolean;
  /** Takes from it what it has not reported. Answers how many devices that were. */
  release(exporter: string): number;
  /** Gives it those of these devices that are nobody's, and answers them. */
  claim(exporter: string, devices: readonly string[]): string[];
  unowned(): ReadonlySet<string>;
  unreportedOf(exporter: string): ReadonlySet<string>;
  /** Reported devices of which not all is captured, without those that are out of service now. */
  missingOf(exporter: string, outOfService: ReadonlySet<string>): string[];
  exporters(): string[];
  complete(): boolean;
  /** `verdict`: if this is all. */
  totals(): TallyTotals;
};

const none: ReadonlySet<string> = new Set();

/** Who captures which device of one pulse, and what has become of each channel. Each device has one owner at most, and each channel counts once. */
export function createTally(ground: Ground): Tally {
  const shares = new Map<string, ShareTally>();
  /** Only what is not as the plan says. */
  const moved = new Map<string, string | null>();
  const unowned = new Set<string>();
  for (const device of ground.devices) {
    const owner = ground.owners.get(device);
    if (owner === undefined) unowned.add(device);
    else give(owner, device);
  }

  function shareOf(exporter: string): ShareTally {
    const share = shares.get(exporter) ?? emptyShare(exporter);
    shares.set(exporter, share);
    return share;
  }

  function give(exporter: string, device: string): void {
    const share = shareOf(exporter);
    share.devices++;
    share.unreported.add(device);
  }

  function ownerOf(device: string): string | null {
    const other = moved.get(device);
    return other === undefined ? (ground.owners.get(device) ?? null) : other;
  }

  function claim(exporter: string, devices: readonly string[]): string[] {
    const claimed = devices.filter((device) => unowned.delete(device));
    for (const device of claimed) {
      moved.set(device, exporter);
      give(exporter, device);
    }
    return claimed;
  }

  return {
    ownerOf,
    claim,
    report(from, report) {
      const byDevice = Map.groupBy(report.outcomes, ({ device }) => device);
      const others = new Set(report.outcomes.flatMap(({ device, code }) => (code === 'captured' ? (ownerOf(device) ?? []) : [])));
      others.delete(from);
      if (others.size > 0) return { supersededBy: [...others].sort(), gained: 0 };
      claim(from, [...byDevice.keys()]);
      const owners = new Set([...byDevice.keys()].map(ownerOf));
      if (owners.size > 0 && !owners.has(from)) return { supersededBy: [...owners].filter((owner) => owner !== null).sort(), gained: 0 };
      const share = shareOf(from);
      let gained = 0;
      for (const [device, outcomes] of byDevice) {
        if (ownerOf(device) === from)
          gained += mergeDevice(share, device, outcomes, ground.channels.get(device) ?? Number.POSITIVE_INFINITY);
      }
      noteAttempt(share, report);
      return { supersededBy: [], gained };
    },
    progressed(from, decided) {
      const share = shares.get(from);
      if (share === undefined || share.unreported.size === 0 || share.progress?.decided === decided) return false;
      share.progress = { decided };
      return true;
    },
    release(exporter) {
      const share = shares.get(exporter);
      if (share === undefined || share.unreported.size === 0) return 0;
      const released = [...share.unreported];
      for (const device of released) {
        moved.set(device, null);
        unowned.add(device);
      }
      share.unreported.clear();
      share.devices -= released.length;
      share.lost = true;
      share.progress = null;
      return released.length;
    },
    unowned: () => unowned,
    unreportedOf: (exporter) => shares.get(exporter)?.unreported ?? none,
    missingOf: (exporter, outOfService) => lackingDevices(shares.get(exporter)?.missing ?? new Map(), outOfService),
    exporters: () => [...shares.keys()],
    complete: () => unowned.size === 0 && [...shares.values()].every(({ unreported }) => unreported.size === 0),
    totals: () => totals([...shares.values()], unowned, ground),
  };
}

function totals(tallies: readonly ShareTally[], unowned: ReadonlySet<string>, ground: Ground): TallyTotals {
  const whole: TallyTotals = { verdict: 'empty', expected: 0, captured: 0, counts: {}, shares: [], missed: [] };
  for (const tally of tallies.filter(({ devices, lost }) => devices > 0 || lost)) {
    const share = totalsOf(tally, ground);
    whole.expected += share.expected;
    whole.captured += share.captured;
    for (const code of outcomeCodes)
      if (share.counts[code] !== undefined) whole.counts[code] = (whole.counts[code] ?? 0) + share.counts[code];
    whole.shares.push(shareFacts(tally, share));
    whole.missed.push(...share.missed.slice(0, missedShown - whole.missed.length));
  }
  for (const device of unowned) whole.expected += ground.skipped.has(device) ? 0 : (ground.channels.get(device) ?? 0);
  const failed = whole.shares.some(({ verdict }) => verdict === 'failed');
  return { ...whole, verdict: foldedVerdict({ expected: whole.expected, captured: whole.captured, failed }) };
}
