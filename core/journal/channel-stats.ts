import type { PulseFacts } from '../contract/api.ts';
import type { ChannelStats, DeviceStats } from '../contract/device-stats.ts';

export type SeenReading = {
  channel: string;
  captured: boolean;
  offsetMs: number | null;
  ageMs: number | null;
  latencyMs: number | null;
  bytes: number | null;
};
export type SeenCapture = { pulse: PulseFacts; readings: readonly SeenReading[] };

type Tally = { at: Set<string>; capturedAt: Set<string>; latencies: number[]; last: ChannelStats['last']; lastNs: bigint };

/** Several attempts at one pulse are one pulse: captured in any of them is captured. */
export function channelStats(captures: readonly SeenCapture[]): Omit<DeviceStats, 'isMore'> {
  const tallies = new Map<string, Tally>();
  const pulses = new Set<string>();
  for (const { pulse, readings } of captures) {
    const key = `${pulse.pulseId}@${pulse.timestampNs}`;
    const timeNs = BigInt(pulse.timestampNs);
    pulses.add(key);
    for (const { channel, captured, latencyMs, offsetMs, ageMs, bytes } of readings) {
      const tally = tallies.get(channel) ?? { at: new Set(), capturedAt: new Set(), latencies: [], last: null, lastNs: 0n };
      tallies.set(channel, tally);
      tally.at.add(key);
      if (!captured) continue;
      tally.capturedAt.add(key);
      if (latencyMs !== null) tally.latencies.push(latencyMs);
      if (tally.last !== null && tally.lastNs >= timeNs) continue;
      tally.last = { pulse, offsetMs, ageMs, bytes };
      tally.lastNs = timeNs;
    }
  }
  const channels = [...tallies].map(([channel, { at, capturedAt, latencies, last }]) => ({
    ...{ channel, pulses: at.size, captured: capturedAt.size, latencyMs: percentiles(latencies), last },
  }));
  return { pulses: pulses.size, channels };
}

function percentiles(values: readonly number[]): ChannelStats['latencyMs'] {
  const sorted = values.toSorted((left, right) => left - right);
  const [p50, p95] = [0.5, 0.95].map((part) => sorted[Math.ceil(part * sorted.length) - 1]);
  return p50 === undefined || p95 === undefined ? null : { p50, p95 };
}
