import { describe, expect, it } from 'vitest';
import type { PulseSource } from '../../core/pulses/port.ts';
import { nsPerMs, nsPerSecond, type Pulse } from '../../core/pulses/pulse.ts';

const never = new AbortController().signal;
const periodNs = 100n * nsPerMs;

export type Held = { source: PulseSource; pulses: readonly Pulse[]; close?(): Promise<void> };

/**
 * What every pulse source keeps. `create` gives one that holds the pulses it names, oldest first: at least 300 of them at 10 Hz, IDs going up by one,
 * and nothing newer.
 */
export function pulseSourceConformance(name: string, create: () => Promise<Held>): void {
  describe(`pulses from ${name}`, () => {
    const given = async (test: (held: Held & { at(index: number): Pulse }) => Promise<void>): Promise<void> => {
      const held = await create();
      const at = (index: number): Pulse => held.pulses.at(index) ?? { pulseId: -1n, timestampNs: -1n };
      await test({ ...held, at }).finally(() => held.close?.());
    };

    it('newest is the last that happened, however often it is asked for', () =>
      given(async ({ source, at }) => {
        expect(await source.newest(never)).toEqual(at(-1));
        expect(await source.newest(never)).toEqual(at(-1));
      }));

    it.each([-1, -2, -17, -150, -299])('one is found by its ID with its time: number %i', (index) =>
      given(async ({ source, at }) => expect(await source.find(at(index).pulseId, never)).toEqual(at(index))),
    );

    it('one that has not happened is PULSE_UNKNOWN, with its ID in the sentence', () =>
      given(async ({ source, at }) => {
        const pulseId = at(-1).pulseId + 1000n;
        await expect(source.find(pulseId, never)).rejects.toMatchObject({
          code: 'PULSE_UNKNOWN',
          message: expect.stringContaining(String(pulseId)),
        });
      }));

    it('one that is not held any more is PULSE_UNKNOWN', () =>
      given(async ({ source }) => {
        await expect(source.find(1n, never)).rejects.toMatchObject({ code: 'PULSE_UNKNOWN' });
      }));

    it('those of a time have both ends in them, oldest first', () =>
      given(async ({ source, at, pulses }) => {
        expect(await source.between(at(-200).timestampNs, at(-100).timestampNs, 1000, never)).toEqual(pulses.slice(-200, -99));
        expect(await source.between(at(-200).timestampNs + 1n, at(-200).timestampNs + periodNs - 1n, 1000, never)).toEqual([]);
      }));

    it('those of a time are at most as many as asked for, the oldest', () =>
      given(async ({ source, at, pulses }) => {
        expect(await source.between(at(-200).timestampNs, at(-1).timestampNs, 7, never)).toEqual(pulses.slice(-200, -193));
      }));

    it('those of the future are none', () =>
      given(async ({ source, at }) => {
        const later = at(-1).timestampNs + nsPerSecond;
        expect(await source.between(later, later + nsPerSecond, 10, never)).toEqual([]);
      }));
  });
}
