import { setTimeout as sleep } from 'node:timers/promises';
import { median, percentile } from '../numbers.ts';
import { goal, table } from '../table.ts';
import type { GroupExtent } from './extent.ts';
import { type Arrived, arrivedSchema, doneSchema } from './protocol.ts';
import { openRoom, type Room } from './room.ts';

/** Announcements before the measured ones; the followers report them. */
const warmUp = 100;
/** Of a facility that is ten times faster than ours. */
const perSecond = 100;
const devices = 150;
/** Milliseconds after the last announcement; what has not arrived then is lost, or back-filled. */
const settleMs = 1000;
const goals: Record<number, number> = { 8: 2, 32: 5 };

/** From just before the leader announces to the follower's own share, where a capture would begin. */
export async function lag({ announcements, followers }: GroupExtent): Promise<string> {
  const rows: string[][] = [];
  const held: string[] = [];
  for (const count of followers) {
    const room = await openRoom({ devices, followers: count, takesMs: [1, 20], measuredFrom: warmUp });
    try {
      for (const which of ['bare', 'group'] as const) {
        const arrived = await announceAll(room, which, announcements);
        const lags = arrived.flatMap((one) => one.lags);
        rows.push(
          rowOf(`${count} followers, ${which === 'bare' ? 'PUB and SUB alone' : 'the group'}`, lags, arrived, which, announcements),
        );
        const most = goals[count];
        if (which === 'group' && most !== undefined) held.push(goal(`p99 with ${count} followers in ms`, percentile(lags, 99), most));
      }
    } finally {
      await room.stop();
    }
  }
  const head = ['', 'p50 ms', 'p99 ms', 'max ms', 'measured', 'of', 'live', 'back-filled', 'lost', 'CPU ms a follower and pulse'];
  return [
    `### Arrival lag: ${announcements} pulses at ${perSecond} a second, ${devices} devices, one leader and its followers each a process, no captures`,
    'From just before the leader announces until the follower would begin its share: published, received, checked, accepted. Both read the monotonic clock, which all processes of a Linux machine share.',
    table(head, rows),
    `Live, back-filled and lost are with the ${warmUp} announcements of the warm-up.`,
    ...held,
  ].join('\n');
}

async function announceAll({ leader, followers }: Room, which: 'bare' | 'group', announcements: number): Promise<Arrived[]> {
  const ask = () => Promise.all(followers.map((follower) => follower.ask(which, arrivedSchema)));
  const announce = async (pulses: number) => {
    await leader.ask({ kind: which === 'bare' ? 'bare' : 'announce', pulses, perSecond }, doneSchema);
    await sleep(settleMs);
  };
  await announce(warmUp);
  const before = await ask();
  await announce(announcements);
  const after = await ask();
  return after.map((one, at) => ({ ...one, cpuMs: one.cpuMs - (before[at]?.cpuMs ?? 0) }));
}

function rowOf(name: string, lags: number[], arrived: readonly Arrived[], which: 'bare' | 'group', announcements: number): string[] {
  const sum = (of: (one: Arrived) => number): string => (which === 'bare' ? '–' : String(arrived.reduce((all, one) => all + of(one), 0)));
  const cpu = median(arrived.map((one) => one.cpuMs)) / announcements;
  return [
    name,
    ...[median(lags), percentile(lags, 99), Math.max(...lags)].map((ms) => ms.toFixed(2)),
    String(lags.length),
    String(arrived.length * announcements),
    sum((one) => one.received),
    sum((one) => one.backFilled),
    sum((one) => one.lost),
    cpu.toFixed(2),
  ];
}
