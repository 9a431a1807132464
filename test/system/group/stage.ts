import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import type { gatewaySchema } from '../../../core/settings/gateway.ts';
import type { groupSchema } from '../../../core/settings/group.ts';
import { createFacility } from '../../../core/simulation/facility.ts';
import { settingsFor } from '../../../core/simulation/settings.ts';
import { freePorts } from '../../broker/free-ports.ts';
import { createMember, type StageMember } from './member.ts';

type GatewayInput = z.input<typeof gatewaySchema>;
type GroupInput = z.input<typeof groupSchema>;
export type Leader = GroupInput['leaders'][number];

export type StageRequest = {
  /** As which each starts. All are given the same setup where they may lead. */
  roles: Readonly<Record<string, 'leader' | 'follower'>>;
  /** Who may lead; those that start as leaders where not given. */
  leaders?: readonly string[];
  devices?: number;
  faults?: readonly { fault: string; device?: string }[];
  settleMs?: number;
  group?: Partial<GroupInput>;
  /** Where files go; nowhere where it is not given. */
  gateway?: GatewayInput;
  /** A command that runs each. */
  under?: readonly string[];
  /** What is particular in one exporter's settings of the group: other addresses of a leader, keys. */
  own?: (name: string, leaders: readonly Leader[], folder: string) => Partial<GroupInput> | Promise<Partial<GroupInput>>;
};

export type Stage = {
  readonly folder: string;
  readonly channels: readonly string[];
  readonly leaders: readonly Leader[];
  readonly members: readonly StageMember[];
  member(name: string): StageMember;
  deviceOf(channel: string): string;
  /** Looks whenever an exporter says something. Rejects with what all of them last said. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** All in good order. */
  stop(): Promise<void>;
};

/** Of one wait. */
const untilMs = Number(process.env['UNTIL_MS'] ?? 60_000);

/** A group of exporters on the simulated facility, each a process of its own with its own folder. Nobody runs yet. */
export async function setStage({ roles, devices = 12, faults = [], settleMs = 400, ...request }: StageRequest): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-group-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const leading = request.leaders ?? Object.keys(roles).filter((name) => roles[name] === 'leader');
  const ports = await freePorts(leading.length * 2);
  const leaders = leading.map((name, at): Leader => {
    const [announce, report] = ports.slice(at * 2);
    return { name, announce: `tcp://127.0.0.1:${announce}`, report: `tcp://127.0.0.1:${report}` };
  });
  const waiting = new Set<() => void>();
  let looking = false;

  /** Once for all that is said at the same time. */
  function look(): void {
    if (looking) return;
    looking = true;
    setImmediate(() => {
      looking = false;
      for (const each of waiting) each();
    });
  }

  const facility = createFacility({ seed: 1, devices, faults: [...faults] });
  const members: StageMember[] = [];
  for (const [name, role] of Object.entries(roles)) {
    const particular = (await request.own?.(name, leaders, folder)) ?? {};
    const group: GroupInput = { role, leaders, gatherMs: 500, lostAfterMs: 2000, ...request.group, ...particular };
    const own = { name, dataFolder: name, hdf5: { writers: 2 }, limits: { freeDiskMb: 0 }, group };
    const whole = settingsFor(facility, {
      ...own,
      settleMs,
      schedule: { kind: 'manual' },
      ...(request.gateway && { gateway: request.gateway }),
    });
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(role === 'leader' ? whole : own));
    mkdirSync(join(folder, name));
    members.push(createMember(name, folder, request.under ?? [], look));
  }

  function member(name: string): StageMember {
    const found = members.find((each) => each.name === name);
    if (found === undefined) throw new Error(`There is no ${name} on the stage`);
    return found;
  }

  return {
    ...{ folder, leaders, members, member },
    deviceOf: (channel) => facility.devices.find((device) => device.channels.some(({ settings }) => settings.name === channel))?.name ?? '',
    channels: facility.devices.flatMap((device) => device.channels.map(({ settings }) => settings.name)).sort(),
    until: (what, holds) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(each);
          reject(new Error(`It never came that ${what}.\n${members.map(toldOf).join('\n')}`));
        }, untilMs);
        const each = () => {
          if (!holds()) return;
          clearTimeout(timer);
          waiting.delete(each);
          resolve();
        };
        waiting.add(each);
        each();
      }),
    async stop() {
      await Promise.all(members.map((each) => each.kill('SIGTERM')));
    },
  };
}

function toldOf(member: StageMember): string {
  const { name } = member;
  const group = member.group();
  const notices = member.notices().map(({ code, message }) => `    ${code}: ${message}`);
  const pulses = `${member.announced().size} announced, ${member.judged().size} judged, ${member.taking().size} in flight`;
  const counts = JSON.stringify(group?.counts);
  return [
    `  ${name} (${member.isRunning() ? 'runs' : 'is gone'}): ${group?.sentence ?? 'said nothing'} ${pulses}; ${counts}`,
    ...notices.slice(-10),
    ...member.complaints().slice(-5),
  ].join('\n');
}
