import type { z } from 'zod';
import { median, ms, percentile } from '../numbers.ts';
import { table } from '../table.ts';
import type { GroupExtent } from './extent.ts';
import { arrivedSchema, judgedSchema, lossSchema, sizesSchema } from './protocol.ts';
import { openRoom, type Room } from './room.ts';

/** Milliseconds of a simulated capture. */
const takesMs: [number, number] = [20, 200];
/** Of the facility. */
const perSecond = 10;
/** Pulses in flight, where as many as possible are wanted. */
const atOnce = 100;
const lostAfterMs = 5000;

type Judged = z.infer<typeof judgedSchema>;

/** The group room of many exporters with many devices; their captures are simulated. */
export async function large({ members, devices, seconds }: GroupExtent): Promise<string> {
  const room = await openRoom({ devices, followers: members - 1, takesMs, measuredFrom: null });
  try {
    const { leader } = room;
    await leader.ask({ kind: 'judge', pulses: 20, perSecond }, judgedSchema); // warms it up
    const steady = await leader.ask({ kind: 'judge', pulses: perSecond * seconds, perSecond }, judgedSchema);
    const hurried = await leader.ask({ kind: 'hurry', seconds, atOnce }, judgedSchema);
    const arrived = await Promise.all(room.followers.map((follower) => follower.ask('group', arrivedSchema)));
    const sizes = await leader.ask({ kind: 'sizes' }, sizesSchema);
    const loss = await loseOne(room);
    const reportBytes = median(arrived.map((one) => one.reportBytes));
    return [
      `### A group of ${members} with ${devices} devices, each exporter a process, all of them on this machine; a capture is simulated and takes ${takesMs.join(' to ')} ms`,
      table(head, [row(`${perSecond} pulses a second`, steady), row(`as many as can be, ${atOnce} in flight`, hurried)]),
      `A follower has ${ms(median(arrived.map((one) => one.rssBytes)) / 1e6)} MB in memory.`,
      '',
      table(
        ['message', 'kB'],
        [...Object.entries(sizes), ['report', reportBytes] as const].map(([kind, bytes]) => [kind, kB(bytes)]),
      ),
      '',
      `A follower was killed while ${perSecond} pulses a second were announced:`,
      table(
        ['', 'ms'],
        [
          [`from its end to the new plan (a member silent for ${lostAfterMs} ms is lost)`, ms(loss.untilPlanMs)],
          ['of that the leader was busy: the plan, its announcement, and what was in flight given to others', ms(loss.planningMs)],
          ['from its end until every pulse announced meanwhile had its verdict', ms(loss.untilJudgedMs)],
        ],
      ),
    ].join('\n');
  } finally {
    await room.stop();
  }
}

const head = [
  ...['', 'pulses a second', 'announced to verdict p50 ms', 'p99 ms', 'not complete'],
  ...['CPU ms of the leader a pulse', 'its memory MB', 'its longest block ms'],
];

function row(name: string, { times, incomplete, elapsedMs, cpuMs, rssBytes, longestBlockMs }: Judged): string[] {
  const pulses = times.length;
  return [
    name,
    (pulses / (elapsedMs / 1000)).toFixed(1),
    ms(median(times)),
    ms(percentile(times, 99)),
    String(incomplete),
    (cpuMs / pulses).toFixed(1),
    ms(rssBytes / 1e6),
    ms(longestBlockMs),
  ];
}

async function loseOne({ leader, followers }: Room): Promise<z.infer<typeof lossSchema>> {
  const planned = leader.ask({ kind: 'loss' }, lossSchema);
  await followers.at(-1)?.kill();
  return planned;
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
