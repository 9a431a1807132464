import type { PulseFacts } from '../../../core/contract/api.ts';
import type { Failure } from '../../../core/contract/errors.ts';
import type { GroupPulse, PulseUpload } from '../../../core/contract/group.ts';
import type { Epoch } from '../../../core/group/epoch.ts';
import { openFollower } from '../../../core/group/follower/follower.ts';
import type { FollowerStart } from '../../../core/group/follower/ports.ts';
import type { AnnouncementLog } from '../../../core/group/log/port.ts';
import type { OwnShare, ShareOrder } from '../../../core/group/own-share.ts';
import type { Entry, FileUploadTold, OpenPulse, Report, Unsettled } from '../../../core/group/protocol.ts';
import { createMemoryWire } from '../../../core/group/wire/memory.ts';
import { addressesOf, devices, leadByScript, pulseOf, type ScriptedLeader, startMs } from './scripted-leader.ts';

const stepMs = 50;
const tickMs = 250;

/** The captures of a follower that only writes down what it is told. */
export function createOwn() {
  const orders: ShareOrder[] = [];
  const used: string[] = [];
  const superseded: string[] = [];
  const open: OpenPulse[] = [];
  const reports: Report[] = [];
  const uploads: FileUploadTold[] = [];
  const unsettled: Unsettled[] = [];
  let trouble: string | null = null;
  const share: OwnShare = {
    take: (order) => void orders.push(order),
    working: () => [],
    reportsOf: async ({ pulseId }) => reports.filter(({ pulse }) => pulse.pulseId === pulseId),
    open: async () => open,
    unanswered: async () => [],
    unsettled: async () => unsettled,
    uploadsOf: async ({ pulseId }) => uploads.filter(({ pulse }) => pulse.pulseId === pulseId),
    counted: () => undefined,
    uncount: () => undefined,
    supersede: (captureId) => void superseded.push(captureId),
    setOutOfService: () => undefined,
    async use(_setup, topic) {
      used.push(topic ?? 'no topic');
      return trouble;
    },
  };
  const taken = () => orders.map(({ pulse, devices: own, mode, waitMs }) => `${pulse.pulseId} ${own.join('+')} ${mode} ${waitMs}`);
  function setTrouble(why: string | null): void {
    trouble = why;
  }

  return { share, orders, used, superseded, open, reports, uploads, unsettled, taken, setTrouble };
}

export function reportOf(id: number, captureId = `capture-${id}`): Report {
  const outcomes: Report['outcomes'] = devices.map((device) => ({ channel: device, device, code: 'captured', bytes: 8, tookMs: 1 }));
  return { pulse: pulseOf(id), captureId, attempt: 1, file: `${captureId}.h5`, verdict: 'complete', outcomes };
}

/** A follower and the leaders that a test scripts, under a clock that the test turns. */
export function createScene(start: Partial<FollowerStart> = {}, topic: AnnouncementLog | null = null) {
  const clock = { nowMs: 0 };
  const wire = createMemoryWire();
  const own = createOwn();
  const notices: Failure[] = [];
  const pulses: { pulse: GroupPulse; isNew: boolean }[] = [];
  const uploads: { pulse: PulseFacts; upload: PulseUpload }[] = [];
  const epochs: Epoch[] = [];
  const kept: Entry[] = [];
  const leaders: ScriptedLeader[] = [];
  const from = { name: 'east', version: '1.0.0', run: 'run-1', leaders: ['north', 'south'].map(addressesOf), lostAfterMs: 5000 };
  const follower = openFollower(
    { ...from, last: null, highest: null, setupId: null, ...start },
    {
      ...{ wire: wire.of('east'), monotonicMs: () => clock.nowMs, wallMs: () => startMs + clock.nowMs, own: own.share, topic: () => topic },
      keep: (entries) => void kept.push(...entries),
      listener: {
        ...{ changed: () => undefined, noticed: (notice) => void notices.push(notice), setup: () => undefined, plan: () => undefined },
        pulse: (pulse, isNew) => void pulses.push({ pulse, isNew }),
        uploaded: (pulse, upload) => void uploads.push({ pulse, upload }),
        epoch: (epoch) => void epochs.push(epoch),
      },
    },
  );

  /** Whatever was answered by promise arrives before the clock goes on. */
  async function settle(): Promise<void> {
    wire.pump(clock.nowMs);
    await new Promise((resolve) => setImmediate(resolve));
    wire.pump(clock.nowMs);
  }

  async function run(ms: number): Promise<void> {
    await settle();
    for (const endMs = clock.nowMs + ms; clock.nowMs < endMs; ) {
      clock.nowMs += stepMs;
      if (clock.nowMs % tickMs === 0) follower.tick();
      if (clock.nowMs % 1000 === 0) for (const { manners, beat } of leaders) if (manners.beats) beat();
      await settle();
    }
  }

  async function lead(name: string, epoch: number, setupId?: string): Promise<ScriptedLeader> {
    const leader = await leadByScript(wire.of(name), name, epoch, clock, setupId);
    leaders.push(leader);
    return leader;
  }

  /** A leader whose plan 1 gives the follower two devices, and the follower has joined. */
  async function joined() {
    const leader = await lead('north', 3);
    leader.plan(1, { north: ['PM-1'], east: ['CAM-1', 'CAM-2'] });
    await run(2000);
    return leader;
  }

  /** The follower's process stands still; the group goes on and its messages wait. */
  async function stopped(ms: number, meanwhile: () => void = () => undefined): Promise<void> {
    wire.hold('east');
    clock.nowMs += ms / 2;
    wire.pump(clock.nowMs);
    meanwhile();
    wire.pump(clock.nowMs);
    clock.nowMs += ms / 2;
    wire.release('east');
  }

  return {
    clock,
    wire,
    own,
    notices,
    pulses,
    uploads,
    epochs,
    kept,
    follower,
    run,
    lead,
    joined,
    stopped,
    codes: () => notices.map(({ code }) => code),
  };
}
