import { describe, expect, test } from 'vitest';
import { fits, isBetter, isStale } from '../../core/capture/match.ts';
import type { MatchPolicy } from '../../core/settings/channel.ts';
import { pulse } from '../fakes/facility.ts';

const ms = 1_000_000n;
const at = (offsetMs: number, pulseId: bigint | null = null) => ({
  pulseId,
  timeNs: pulse.timestampNs + BigInt(Math.round(offsetMs * 1e6)),
});

describe('by pulse ID', () => {
  const policy: MatchPolicy = { kind: 'pulse-id' };
  test('a reading with the ID fits, whatever its clock says within an hour', () =>
    expect(fits(policy, pulse, at(-3000, pulse.pulseId))).toBe(true));
  test('a reading with another ID does not, even at the same time', () =>
    expect(fits(policy, pulse, at(0, pulse.pulseId + 1n))).toBe(false));
  test('a reading without an ID does not', () => expect(fits(policy, pulse, at(0))).toBe(false));
  test('the same ID of an earlier run of the timing system does not', () =>
    expect(fits(policy, pulse, at(-2 * 3_600_000, pulse.pulseId))).toBe(false));
  test('pulse 0 is a pulse like any other', () => {
    const zero = { pulseId: 0n, timestampNs: pulse.timestampNs };
    expect(fits(policy, zero, at(0, 0n))).toBe(true);
    expect(fits(policy, zero, at(0, null))).toBe(false);
  });
  test('beyond 2^53 neighbours are told apart', () => {
    const far = { pulseId: 9_007_199_254_740_993n, timestampNs: pulse.timestampNs };
    expect(fits(policy, far, at(0, 9_007_199_254_740_992n))).toBe(false);
  });
});

describe('the nearest', () => {
  const policy: MatchPolicy = { kind: 'nearest', toleranceMs: 50 };
  test.each([
    [-50, true],
    [50, true],
    [50.001, false],
    [-50.001, false],
  ])('at %d ms with a tolerance of 50 ms fits: %s', (offset, expected) => expect(fits(policy, pulse, at(offset))).toBe(expected));
  test('is never a reading that names another pulse, however near its clock says it is', () => {
    expect(fits(policy, pulse, at(0, pulse.pulseId + 1n))).toBe(false);
    expect(fits(policy, pulse, at(3, pulse.pulseId))).toBe(true);
    expect(fits(policy, pulse, at(3, null))).toBe(true);
  });
  test('is the closer one on either side', () => {
    expect(isBetter(policy, pulse, at(-5), at(6))).toBe(true);
    expect(isBetter(policy, pulse, at(7), at(6))).toBe(false);
  });
  test('of two as close the first stays', () => expect(isBetter(policy, pulse, at(5), at(-5))).toBe(false));
});

describe('the last', () => {
  const policy: MatchPolicy = { kind: 'last', maxAgeMs: 1000 };
  test('is at or before the pulse, never after', () => {
    expect(fits(policy, pulse, at(0))).toBe(true);
    expect(fits(policy, pulse, at(0.000001))).toBe(false);
  });
  test('may be as old as allowed and no older', () => {
    expect(fits(policy, pulse, at(-1000))).toBe(true);
    expect(fits(policy, pulse, { pulseId: null, timeNs: pulse.timestampNs - 1000n * ms - 1n })).toBe(false);
    expect(isStale(policy, pulse, at(-1000.01))).toBe(true);
  });
  test('is the newer of two before the pulse', () => {
    expect(isBetter(policy, pulse, at(-1), at(-2))).toBe(true);
    expect(isBetter(policy, pulse, at(1), at(-2))).toBe(false);
    expect(isBetter(policy, pulse, at(-2), at(1))).toBe(true);
  });
});
