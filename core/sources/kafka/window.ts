import type { Pulse } from '../../pulses/pulse.ts';
import type { ChannelSettings } from '../../settings/channel.ts';

export type SearchTimes = {
  /** How far Kafka's time may lie before the pulse's, and how far order may be broken. */
  leewayMs: number;
  /** How long after the pulse a reading may still come. */
  settleMs: number;
};

/** Milliseconds on Kafka's clock between which a channel's reading is expected. `pulseMs` is the pulse as the device's clock shows it. */
export type Window = { pulseMs: number; floorMs: number; ceilingMs: number };

export function windowOf({ match, clockOffsetMs, settleMs }: ChannelSettings, pulse: Pulse, times: SearchTimes): Window {
  const pulseMs = Number(pulse.timestampNs) / 1e6 + clockOffsetMs;
  const reach = match.kind === 'nearest' ? match.toleranceMs : 0;
  return {
    pulseMs,
    floorMs: pulseMs - reach - times.leewayMs,
    ceilingMs: pulseMs + reach + (settleMs ?? times.settleMs),
  };
}

/**
 * From which Kafka time a channel is first looked at. `lagMs` is how far behind the pulse the last match stood in Kafka: a hint that only makes
 * the search shorter, because what lies between the floor and a later start is looked at before a channel is said to be missing.
 */
export function startTime({ match }: ChannelSettings, { floorMs }: Window, lagMs: number | null, leewayMs: number): number {
  const shift = lagMs === null ? 0 : coarse(lagMs, leewayMs);
  return Math.floor(floorMs + (match.kind === 'pulse-id' ? shift : Math.min(0, shift)));
}

/** Rounded towards earlier in doublings of the leeway, so that topics with nearly the same lag are asked for in one request. */
function coarse(lagMs: number, leewayMs: number): number {
  const unit = Math.max(leewayMs, 10);
  if (lagMs >= 0) return lagMs < 2 * unit ? 0 : unit * 2 ** Math.floor(Math.log2(lagMs / unit / 2));
  return lagMs > -unit / 4 ? 0 : -unit * 2 ** Math.max(0, Math.ceil(Math.log2(-lagMs / unit)));
}
