import { settingsFor } from '../../simulation/settings.ts';
import { facilityWith } from '../settings.ts';
import type { GroupArguments } from './arguments.ts';

/** Of all exporters together; beyond that the oldest files go. */
const foldersMb = 2000;

/** On one machine all are heard soon. */
const gatherMs = 1000;

/** Shorter than it takes to start a killed one again, so that one sees its devices move; many on one machine are slow to answer. */
const lostAfterMs = (exporters: number) => (exporters <= 8 ? 2500 : 5000);

/** Loopback ports of one that may lead. */
export type LeaderPorts = { announce: number; report: number };

export type MemberSettings = { name: string; settings: Record<string, unknown> };

/** What each exporter's settings file says; laser-1 begins as the leader. Pulses begin by command, when all are there. */
export function groupSettings(wanted: GroupArguments, ports: readonly LeaderPorts[]): MemberSettings[] {
  const names = memberNames(wanted);
  const leaders = ports.map(({ announce, report }, index) => ({
    name: names[index],
    announce: `tcp://127.0.0.1:${announce}`,
    report: `tcp://127.0.0.1:${report}`,
  }));
  const limits = { dataFolderMb: Math.floor(foldersMb / names.length), whenFull: 'drop-oldest' } as const;
  const { seed, load, devices } = wanted;
  const setup = settingsFor(facilityWith(wanted.faults, { seed, load, devices }), { name: '', dataFolder: '', settleMs: 1000 });
  return names.map((name, index) => {
    const own = {
      name,
      dataFolder: name,
      limits,
      group: { role: index === 0 ? 'leader' : 'follower', leaders, gatherMs, lostAfterMs: lostAfterMs(names.length) },
    };
    return { name, settings: index === 0 ? { ...setup, ...own } : own };
  });
}

function memberNames({ followers }: Pick<GroupArguments, 'followers'>): string[] {
  return Array.from({ length: followers + 1 }, (_, index) => `laser-${index + 1}`);
}
