import type { PulseFacts } from '../contract/api.ts';

/** One shot of the laser. `pulseId` is unsigned 64-bit; `timestampNs` counts nanoseconds since 1970 UTC. */
export type Pulse = { readonly pulseId: bigint; readonly timestampNs: bigint };

export function toFacts({ pulseId, timestampNs }: Pulse): PulseFacts {
  return { pulseId: String(pulseId), timestampNs: String(timestampNs) };
}

export function fromFacts({ pulseId, timestampNs }: PulseFacts): Pulse {
  return { pulseId: BigInt(pulseId), timestampNs: BigInt(timestampNs) };
}

export const nsPerMs = 1_000_000n;
export const nsPerSecond = 1_000_000_000n;

/** Signed difference in milliseconds, with the fraction kept. */
export function msBetween(laterNs: bigint, earlierNs: bigint): number {
  return Number(laterNs - earlierNs) / 1e6;
}

/** ISO 8601 in UTC to the millisecond, for people. */
export function isoMs(ns: bigint): string {
  return new Date(Number(ns / nsPerMs)).toISOString();
}

/** ISO 8601 in UTC with nanoseconds. */
export function isoNs(ns: bigint): string {
  const seconds = new Date(Number(ns / nsPerMs)).toISOString().slice(0, 19);
  return `${seconds}.${String(((ns % nsPerSecond) + nsPerSecond) % nsPerSecond).padStart(9, '0')}Z`;
}
