import { freePorts } from '../../broker/free-ports.ts';
import { median, ms, percentile } from '../numbers.ts';
import { table } from '../table.ts';
import { startChild } from './child.ts';
import type { GroupExtent } from './extent.ts';
import { type CapturingTask, type FollowerTask, scheduledSchema } from './protocol.ts';
import { namesOf } from './room.ts';

const followers = 3;
/** Seconds between two pulses of the schedule. */
const everyS = 0.5;

/** Whether what a leader captures itself holds up its announcements. */
export async function ownCapture(newFolder: () => Promise<string>, { scheduled }: GroupExtent): Promise<string> {
  const rows: string[][] = [];
  for (const ownShare of [false, true]) {
    const { times, captures, bytes, longestBlockMs } = await lead(await newFolder(), ownShare, scheduled);
    rows.push([
      ownShare ? `the leader captures a quarter of each, ${ms(bytes / captures / 1e6)} MB` : 'the leader captures nothing',
      ...[median(times), percentile(times, 99), Math.max(...times)].map((time) => time.toFixed(2)),
      String(times.length),
      ms(longestBlockMs),
    ]);
  }
  return [
    `### A leader's own capture and its announcements: the standard load by simulation in the leader, a pulse every ${everyS} s, ${followers} followers that capture nothing`,
    'From the moment the schedule hands a pulse in until it is published.',
    table(['', 'p50 ms', 'p99 ms', 'max ms', 'announced', 'longest block ms'], rows),
  ].join('\n');
}

async function lead(folder: string, ownShare: boolean, pulses: number) {
  const [announce, report] = (await freePorts(2)).map((port) => `tcp://127.0.0.1:${port}`);
  if (announce === undefined || report === undefined) throw new Error('Two ports were asked for.');
  await using leaders = new AsyncDisposableStack();
  await using following = new AsyncDisposableStack(); // ends first
  const addresses = { name: 'leader', announce, report };
  const start = async (until: AsyncDisposableStack, program: string, task: CapturingTask | FollowerTask) =>
    until.adopt(await startChild(program, task), (child) => child.stop());
  const [leader] = await Promise.all([
    start(leaders, './capturing-leader.ts', { folder, addresses, followers, ownShare }),
    ...namesOf(followers).map((name) =>
      start(following, './follower.ts', { name, leader: addresses, bare: null, takesMs: [20, 100], measuredFrom: null }),
    ),
  ]);
  const scheduled = await leader.ask({ pulses, everyS }, scheduledSchema);
  if (ownShare && scheduled.captures < pulses)
    throw new Error('The leader has not captured every pulse: these numbers would mean nothing.');
  return scheduled;
}
