import { describe, expect, it } from 'vitest';
import { pollAfterMs, standsStill, stepBetween, unknownCadence, watch } from '../../core/pulses/cadence.ts';
import { nsPerMs } from '../../core/pulses/pulse.ts';

const pulse = (id: number, atMs: number) => ({ pulseId: BigInt(id), timestampNs: BigInt(1e12 + atMs) * nsPerMs });
const hour = 3_600_000;

describe('after pulse 100, a pulse', () => {
  it.each([
    ['with a higher ID is the next', 101, 100, 'next'],
    ['with a higher ID is the next even if the clock was set back', 101, -5000, 'next'],
    ['that is the same is the same', 100, 0, 'same'],
    ['with the same ID and nearly the same time is the same', 100, 3, 'same'],
    ['with the same ID hours later is of a new run', 100, 2 * hour, 'new-run'],
    ['with a lower ID and a later time is of a new run', 3, 100, 'new-run'],
    ['with a lower ID and a slightly earlier time is only out of order', 99, -100, 'earlier'],
    ['with a lower ID and a far earlier time comes from a clock that was set', 3, -2 * hour, 'new-run'],
  ])('%s', (_, id, atMs, step) => expect(stepBetween(pulse(100, 0), pulse(id, atMs))).toBe(step));
});

describe('the cadence of pulses', () => {
  it('is learned from what is seen, also across left-out looks', () => {
    const first = watch(unknownCadence, pulse(1, 0), 0).cadence;
    expect(watch(first, pulse(11, 2000), 2000).cadence.periodMs).toBe(200);
  });

  it('is asked about four times a pulse, never faster than 20 times a second and never slower than once', () => {
    const at = (periodMs: number) => ({ ...unknownCadence, periodMs });
    expect(pollAfterMs(at(400), 1n)).toBe(100);
    expect(pollAfterMs(at(100), null)).toBe(50);
    expect(pollAfterMs(at(100), 5n)).toBe(400);
    expect(pollAfterMs(at(100), 5000n)).toBe(1000);
    expect(pollAfterMs(at(60_000), 1n)).toBe(1000);
  });

  it('stands still after ten periods, between five seconds and ten minutes', () => {
    const at = (periodMs: number) => ({ newest: pulse(1, 0), periodMs, sinceMs: 0 });
    expect([standsStill(at(100), 4999), standsStill(at(100), 5000)]).toEqual([false, true]);
    expect([standsStill(at(10_000), 99_999), standsStill(at(10_000), 100_000)]).toEqual([false, true]);
    expect(standsStill(at(hour), 600_000)).toBe(true);
    expect(standsStill(unknownCadence, hour)).toBe(false);
  });
});
