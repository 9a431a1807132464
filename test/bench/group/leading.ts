import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { z } from 'zod';
import { type Leader, openLeader } from '../../../core/group/leader/leader.ts';
import type { Entry } from '../../../core/group/protocol.ts';
import type { Wire } from '../../../core/group/wire/port.ts';
import { plainRecord } from '../../../core/pulses/record-rule.ts';
import { setupSchema } from '../../../core/settings/schema.ts';
import { createFacility } from '../../../core/simulation/facility.ts';
import { settingsFor } from '../../../core/simulation/settings.ts';
import { cpuMs, msSince, nowNs } from './clock.ts';
import type { judgedSchema, LeaderTask, lossSchema } from './protocol.ts';
import { version } from './protocol.ts';
import { createSimulatedShare } from './simulated-share.ts';

const tickMs = 250;
/** So long is nobody asked again for what is only measured on its way. */
const waitMs = 100_000;
const metadata = { activeArea: 'EA1', activeExperiment: 'Bench' };

/** A leader's room and what the bench wants to know of it. The time of each pulse is the moment before its announcement. */
export async function openBenchLeader(task: LeaderTask, wire: Wire) {
  const facility = createFacility({ seed: 1, load: 'light', devices: task.devices });
  const { sources, pulseSource, devices, metadata: facts } = settingsFor(facility, { name: 'bench', dataFolder: 'none' });
  const setup = setupSchema.parse({ sources, pulseSource, devices, metadata: facts });
  const { name } = task.addresses;
  const last = new Map<Entry['kind'], Entry>();
  const times: number[] = [];
  const waiting = new Set<() => void>();
  let incomplete = 0;
  let plans = 0;
  let planningMs = 0;
  let nextId = 0;

  const share = createSimulatedShare({
    name,
    takes: ({ pulse }) => (task.measuredFrom !== null && Number(pulse.pulseId) >= task.measuredFrom ? null : task.takesMs),
    onTake: () => undefined,
    listener: {
      reported: (report) => leader.ownReported(report),
      uploaded: (told) => leader.ownUploaded(told),
      progressed: (...progress) => leader.ownProgressed(...progress),
    },
  });
  await share.own.use(setup, null);
  const leader: Leader = await openLeader(
    {
      ...{ name, version, epoch: 1, setup, topic: null, pins: {}, open: [], mayFollow: null },
      ...{ lostAfterMs: task.lostAfterMs, gatherMs: 500, keptAnnouncements: 5000 },
      orders: { schedule: { kind: 'manual' }, metadata, outOfService: {} },
    },
    {
      ...{ wire, addresses: task.addresses, own: share.own, randomId: () => crypto.randomUUID() },
      ...{ monotonicMs: () => performance.now(), wallMs: () => Date.now() },
      keep(entries) {
        for (const entry of entries) last.set(entry.kind, entry);
        plans += entries.filter(({ kind }) => kind === 'plan').length;
      },
      door: async () => ({ ok: true, value: null }),
      uploadLog: { last: async () => null, waiting: async () => [] },
      listener: {
        pulse({ pulse, verdict }) {
          if (verdict === null) return;
          if (verdict !== 'complete') incomplete++;
          times.push(msSince(pulse.timestampNs));
          wake();
        },
        uploaded: () => undefined,
        changed: () => undefined,
        noticed({ code, message }) {
          if (code !== 'MEMBER_LOST') console.error(message); // the bench kills one itself
        },
        outranked: () => undefined,
      },
    },
  );
  const ticking = setInterval(tick, tickMs);

  function tick(): void {
    const before = plans;
    const startedMs = performance.now();
    leader.tick();
    if (plans === before) return;
    planningMs = performance.now() - startedMs;
    wake();
  }

  function wake(): void {
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => waiting.add(resolve));
  }

  function announce(): void {
    const pulse = { pulseId: String(nextId++), timestampNs: String(nowNs()) };
    const { entry, devices: own } = leader.announce({ pulse, metadata, record: plainRecord, mode: 'live', waitMs });
    if (own.length > 0) share.own.take({ pulse: entry.pulse, metadata, record: plainRecord, devices: own, mode: 'live', waitMs });
  }

  return {
    announce,
    unjudged: leader.unjudged,
    whole: () => until(() => Object.keys(leader.facts().plan?.shares ?? {}).length === task.followers + 1),
    allJudged: () => until(() => leader.unjudged() === 0),
    oneJudged(): Promise<void> {
      const before = times.length;
      return until(() => times.length > before);
    },
    async measured(work: () => Promise<void>): Promise<z.infer<typeof judgedSchema>> {
      times.length = incomplete = 0;
      const delay = monitorEventLoopDelay({ resolution: 10 });
      delay.enable();
      const [startedMs, startedCpuMs] = [performance.now(), cpuMs()];
      await work();
      delay.disable();
      const [elapsedMs, usedMs] = [performance.now() - startedMs, cpuMs() - startedCpuMs];
      return { times, incomplete, elapsedMs, cpuMs: usedMs, rssBytes: process.memoryUsage.rss(), longestBlockMs: delay.max / 1e6 };
    },
    /** Its tick takes that long: the plan, its announcement, and what was in flight given to others. */
    async untilNextPlan(work: (signal: AbortSignal) => Promise<void>): Promise<z.infer<typeof lossSchema>> {
      const before = plans;
      const startedMs = performance.now();
      const ended = new AbortController();
      const working = work(ended.signal);
      await until(() => plans > before);
      const untilPlanMs = performance.now() - startedMs;
      ended.abort();
      await working;
      await until(() => leader.unjudged() === 0);
      return { untilPlanMs, planningMs, untilJudgedMs: performance.now() - startedMs };
    },
    sizes: () => Object.fromEntries([...last].map(([kind, entry]) => [kind, Buffer.byteLength(JSON.stringify(entry))])),
    async close() {
      clearInterval(ticking);
      await leader.close({ leaving: false });
    },
  };
}
