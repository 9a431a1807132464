/** The facility fires ten times a second: pulse k happens at k × 100 ms of Unix time, so k has 35 bits today. */
export const pulsePeriodNs = 100_000_000n;
export const pulsesPerSecond = 10;

export function timeOfPulse(k: number): bigint {
  return BigInt(k) * pulsePeriodNs;
}

/** The last pulse at or before this time. */
export function pulseAt(timeNs: bigint): number {
  return Number(timeNs / pulsePeriodNs);
}

/** The first pulse at or after this time. */
export function pulseFrom(timeNs: bigint): number {
  return Number((timeNs + pulsePeriodNs - 1n) / pulsePeriodNs);
}
