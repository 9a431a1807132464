import type { PulseFacts } from './api.ts';

/** Of one channel over the captures looked at. What is null was not in any of them. */
export type ChannelStats = {
  channel: string;
  /** Pulses at which it was expected, and of these the ones it was captured at. */
  pulses: number;
  captured: number;
  /** From the pulse until the reading stood in Kafka, milliseconds, over those that were captured. */
  latencyMs: { p50: number; p95: number } | null;
  /** The newest it was captured at, and what is known of its reading then. */
  last: { pulse: PulseFacts; offsetMs: number | null; ageMs: number | null; bytes: number | null } | null;
};

export type DeviceStats = {
  /** The newest that are looked at: at most `statsPulses`, fewer while they are still being read or have very many channels. */
  pulses: number;
  /** Older ones are still to be read: who asks again has them too. */
  isMore: boolean;
  /** Only channels it was to capture itself. */
  channels: ChannelStats[];
};
export const statsPulses = 100;

export type DeviceStatsApi = {
  /** From the journal; in a group of this exporter's own devices. */
  deviceStats(request: Record<string, never>): Promise<DeviceStats>;
};
export const deviceStatsCommands = ['deviceStats'] as const satisfies readonly (keyof DeviceStatsApi)[];
