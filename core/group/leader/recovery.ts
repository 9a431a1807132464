import type { PulseFacts } from '../../contract/api.ts';
import type { UnjudgedPulse } from '../open-pulses.ts';
import type { OpenPulse, PulseEntry, Task, VerdictEntry } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import type { Announcements } from './announcements.ts';
import type { Assigning } from './assigning.ts';
import type { OpenPulses, PulseRecord } from './open-pulses.ts';
import type { Planning } from './planning.ts';
import type { Uploads } from './uploads.ts';

type RecoveryPorts = {
  announcements: Announcements;
  pulses: OpenPulses;
  planning: Planning;
  assigning: Assigning;
  judged: ReadonlyMap<string, VerdictEntry>;
  uploads: Pick<Uploads, 'latest'>;
  monotonicMs(): number;
};

/** Takes up what earlier leaders, or earlier runs of a follower, have left: who is at it keeps it, the rest is nobody's until it is assigned. */
export function createRecovery({ announcements, pulses, planning, assigning, judged, uploads, monotonicMs }: RecoveryPorts) {
  const toldAgain = new Set<string>();

  function openEntry({ entry, plan }: UnjudgedPulse): void {
    const devices = planning.ground().devices;
    const known = plan === null ? devices : knownDevices(devices, Object.values(plan.shares).flat());
    pulses.add({ ...entry, waitMs: 0 }, planning.unownedGround(known), monotonicMs());
  }

  /** null: it is over, nobody has to do anything for it. */
  function recordOf(open: OpenPulse): PulseRecord | null {
    const known = pulses.find(open.pulse);
    if (known !== undefined) return known;
    const verdict = judged.get(pulseKey(open.pulse));
    if (verdict !== undefined) tellAgain(verdict);
    if (verdict !== undefined || pulses.isForgotten(open.pulse)) return null;
    return pulses.add(entryOf(open), planning.unownedGround(null), monotonicMs());
  }

  function entryOf({ pulse, metadata, record, mode }: OpenPulse): PulseEntry {
    return {
      ...announcements.shape,
      ...{ seq: 0, at: '', kind: 'pulse', pulse, metadata, record, mode },
      // Numbers of another leader's announcement, which nobody here has.
      ...{ plan: 0, waitMs: 0, nth: 0 },
    };
  }

  /** Who has missed a verdict of an earlier leader gets it with a number of this one. */
  function tellAgain({ pulse, announced, verdict, expected, captured, counts, shares, missed, ...rest }: VerdictEntry): void {
    const key = pulseKey(pulse);
    if (toldAgain.has(key)) return;
    toldAgain.add(key);
    const facts = { pulse, announced, verdict, expected, captured, counts, shares, missed, upload: uploads.latest(pulse) ?? rest.upload };
    announcements.append((shape): VerdictEntry => ({ ...shape, kind: 'verdict', ...facts }));
  }

  return {
    openEntry,
    /** Answers what it has to take, and what is no longer its own. */
    joined(exporter: string, openPulses: readonly OpenPulse[]): { tasks: Task[]; given: PulseFacts[] } {
      const given: PulseFacts[] = [];
      const atWork = new Map<string, ReadonlySet<string>>();
      for (const open of openPulses.toReversed()) {
        const record = recordOf(open);
        if (record !== null && open.state !== 'none') {
          record.tally.claim(exporter, open.devices);
          atWork.set(record.key, new Set(open.devices));
        }
        if (record === null || !isConcerned(record, exporter, open.devices)) given.push(open.pulse);
      }
      const tasks = [...pulses.open()].flatMap((record) => assigning.restOf(record, exporter, atWork.get(record.key)) ?? []);
      return { tasks, given };
    },
  };
}

export type Recovery = ReturnType<typeof createRecovery>;

function isConcerned({ tally }: PulseRecord, exporter: string, devices: readonly string[]): boolean {
  return tally.unreportedOf(exporter).size > 0 || tally.unowned().size > 0 || devices.some((device) => tally.ownerOf(device) === exporter);
}

function knownDevices(devices: readonly string[], planned: readonly string[]): string[] {
  const names = new Set(planned);
  return devices.filter((device) => names.has(device));
}
