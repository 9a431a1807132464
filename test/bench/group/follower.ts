import { Subscriber } from 'zeromq';
import { openFollower } from '../../../core/group/follower/follower.ts';
import type { Follower } from '../../../core/group/follower/ports.ts';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import { cpuMs, msSince } from './clock.ts';
import { type Arrived, followerOrderSchema, followerTaskSchema, version } from './protocol.ts';
import { serve } from './serve.ts';
import { createSimulatedShare } from './simulated-share.ts';

/** A follower with everything but captures: the wire and the group room as an exporter has them, in a process of its own. */
const { name, leader, bare, takesMs, measuredFrom } = followerTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const tickMs = 250;
const lags: Record<'bare' | 'group', number[]> = { bare: [], group: [] };
const isMeasured = (pulseId: string): boolean => measuredFrom !== null && Number(pulseId) >= measuredFrom;

const share = createSimulatedShare({
  name,
  takes: ({ pulse }) => (isMeasured(pulse.pulseId) ? null : takesMs),
  onTake({ pulse }) {
    // In this bench the time of a pulse is the moment before it was announced.
    if (isMeasured(pulse.pulseId)) lags.group.push(msSince(pulse.timestampNs));
  },
  listener: {
    reported: (report) => follower.ownReported(report),
    uploaded: (told) => follower.ownUploaded(told),
    progressed: (...progress) => follower.ownProgressed(...progress),
  },
});
const nothing = () => undefined;
const listener = { pulse: nothing, uploaded: nothing, changed: nothing, setup: nothing, plan: nothing, epoch: nothing };
const follower: Follower = openFollower(
  { name, version, run: crypto.randomUUID(), leaders: [leader], lostAfterMs: 5000, last: null, highest: null, setupId: null },
  {
    wire: createZeromqWire({ keys: null, allowed: () => new Set() }),
    ...{ monotonicMs: () => performance.now(), wallMs: () => Date.now(), own: share.own, keep: nothing, topic: () => null },
    listener: { ...listener, noticed: ({ message }) => console.error(`${name}: ${message}`) },
  },
);
const ticking = setInterval(follower.tick, tickMs);
const subscriber = bare === null ? null : new Subscriber();
if (subscriber !== null && bare !== null) {
  subscriber.connect(bare);
  subscriber.subscribe();
  void hear(subscriber);
}

async function hear(socket: Subscriber): Promise<void> {
  for await (const [frame] of socket) {
    const [pulseId = '', timestampNs = ''] = frame?.toString('utf8').split(' ', 2) ?? [];
    if (isMeasured(pulseId)) lags.bare.push(msSince(timestampNs));
  }
}

serve(
  followerOrderSchema,
  async (which): Promise<Arrived> => {
    const { counts } = follower.facts();
    const rssBytes = process.memoryUsage.rss();
    const reportBytes = Buffer.byteLength(JSON.stringify(share.lastReport()));
    const { announced, received, backFilled } = counts;
    return { lags: lags[which], received, backFilled, lost: announced - received - backFilled, rssBytes, cpuMs: cpuMs(), reportBytes };
  },
  async () => {
    clearInterval(ticking);
    subscriber?.close();
    await follower.close({ leaving: false });
  },
);
