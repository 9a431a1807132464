import { type BadWire, openProxy } from './proxy.ts';
import type { Leader } from './stage.ts';

/** One follower's way to one leader: both of its ports. */
export type Way = { addresses: Leader; delay: BadWire['delay']; stall: BadWire['stall']; cut: BadWire['cut'] };

export async function openWay(leader: Leader): Promise<Way> {
  const [announce, report] = [await openProxy(leader.announce), await openProxy(leader.report)];
  const both = [announce, report];
  return {
    addresses: { ...leader, announce: `tcp://127.0.0.1:${announce.port}`, report: `tcp://127.0.0.1:${report.port}` },
    delay(leastMs, mostMs) {
      for (const proxy of both) proxy.delay(leastMs, mostMs);
    },
    stall(on) {
      for (const proxy of both) proxy.stall(on);
    },
    cut(on) {
      for (const proxy of both) proxy.cut(on);
    },
  };
}
