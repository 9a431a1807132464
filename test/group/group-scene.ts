import { onTestFinished } from 'vitest';
import type { Clock } from '../../core/clock.ts';
import { ExporterError } from '../../core/contract/errors.ts';
import type { Role } from '../../core/contract/group.ts';
import { createGroup } from '../../core/group/group.ts';
import { createJournalLog } from '../../core/group/log/journal-log.ts';
import type { AnnouncementLog } from '../../core/group/log/port.ts';
import type { Group, Orders } from '../../core/group/port.ts';
import type { Wire } from '../../core/group/wire/port.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { groupSchema } from '../../core/settings/group.ts';
import { createOwn } from './follower/scene.ts';
import { addressesOf } from './follower/scripted-leader.ts';
import { devicesNamed, setupOf } from './leader/setup.ts';

export const leaderSetup = { ...setupOf(devicesNamed(4)), schedule: { kind: 'seconds', every: 3 } as const };

/** Stands still; who sleeps sleeps until it is woken, or its signal says so. */
function createStandingClock() {
  const waiting: (() => void)[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  let nowMs = 0;
  return {
    wallMs: () => 1_790_000_000_000 + nowMs,
    monotonicMs: () => nowMs,
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((wake) => {
        if (ms === 0) return wake();
        waiting.push(wake);
        signal.addEventListener('abort', () => wake(), { once: true });
        resolve();
      }),
    /** Somebody does. */
    slept: () => promise,
    wake() {
      for (const wake of waiting.splice(0)) wake();
    },
    pass(ms: number) {
      nowMs += ms;
    },
  } satisfies Clock & Record<string, unknown>;
}

/** Nobody is at the other end. */
function createWires() {
  let open = 0;
  let refused = false;
  let tell: (peer: string, message: string) => void = () => undefined;
  const end = () => {
    let closed = false;
    open++;
    return async () => {
      if (!closed) open--;
      closed = true;
    };
  };
  const wire: Wire = {
    async lead(_addresses, { told }) {
      tell = told;
      if (refused) throw new ExporterError('ADDRESS_IN_USE', 'Another program has this port.');
      return { announce: () => undefined, answer: () => undefined, close: end() };
    },
    follow: () => ({ tell: () => undefined, close: end() }),
  };
  function refuse(): void {
    refused = true;
  }
  return { wire, open: () => open, refuse, tell: (message: string) => tell('stranger', message) };
}

type GroupOptions = { gatherMs?: number; topic?: AnnouncementLog | null };

/** An exporter of a group in which nobody else is. `roles`: those it had whenever it asked for something. */
export async function aGroup(role: Role, { gatherMs = 0, topic = null }: GroupOptions = {}) {
  const clock = createStandingClock();
  const wires = createWires();
  const opened = openJournal({ file: ':memory:' });
  const roles: (Role | null)[] = [];
  const led: Orders[] = [];
  const look = () => void roles.push(group.role());
  const group: Group = await createGroup(
    {
      ...{ name: 'anna', version: '1', setup: leaderSetup },
      group: groupSchema.parse({ role, gatherMs, leaders: ['anna', 'bert'].map(addressesOf) }),
      orders: { schedule: { kind: 'manual' }, metadata: {}, outOfService: {} },
    },
    {
      ...{ wire: wires.wire, clock, emit: () => undefined, own: createOwn().share, listen: look, left: look },
      journal: {
        ...opened,
        keepGroup(key, facts) {
          look();
          return opened.keepGroup(key, facts);
        },
      },
      logs: { own: createJournalLog(opened), topic: () => topic },
      use: async () => look(),
      door: async () => ({ ok: true, value: null }),
      onLead: async (orders) => void led.push(orders),
      ...{ onFollow: look, onAlone: () => undefined },
    },
  );
  onTestFinished(() => opened.close());
  return { group, clock, wires, roles, led, journal: opened };
}
