import type { TrendPage, TrendPoint } from '../../../core/contract/preview.ts';

const secondNs = 1_000_000_000n;

/** At so many seconds since 1970; a word is why it has no value. */
export function pointAt(second: number, value: number | string = second): TrendPoint {
  return {
    pulse: { pulseId: String(1000 + second), timestampNs: String(BigInt(second) * secondNs) },
    captureId: String(second),
    ...(typeof value === 'number' ? { value, why: null } : { value: null, why: value }),
  };
}

export function pageOf(points: TrendPoint[], change: Partial<TrendPage> = {}): TrendPage {
  return { points, units: 'J', captures: points.length, every: 1, next: null, ...change };
}
