import { expect, test } from 'vitest';
import { createFacility } from '../../core/simulation/facility.ts';
import { createSimulatedPulses } from '../../core/simulation/pulses.ts';
import { k0, nsOf, unhurried } from './looking.ts';

const half = 50_000_000n;
const scene = (request: Partial<Parameters<typeof createFacility>[0]> = {}) => {
  const facility = createFacility({ seed: 1, devices: 15, ...request });
  return { facility, pulses: createSimulatedPulses(facility, { now: () => nsOf(k0) + half, retentionSeconds: 100 }) };
};

test('the newest pulse is the last that has happened', async () => {
  expect(await scene().pulses.newest(unhurried)).toEqual({ pulseId: BigInt(k0), timestampNs: nsOf(k0) });
});

test('a pulse is found by its ID while it is held, and no other', async () => {
  const { pulses } = scene();
  expect(await pulses.find(BigInt(k0 - 900), unhurried)).toEqual({ pulseId: BigInt(k0 - 900), timestampNs: nsOf(k0 - 900) });
  for (const wrong of [BigInt(k0 + 1), BigInt(k0 - 1001), 3n, 2n ** 64n - 1n])
    await expect(pulses.find(wrong, unhurried)).rejects.toMatchObject({ code: 'PULSE_UNKNOWN' });
});

test('pulses between two times: both ends included, oldest first, no more than asked for, none of the future', async () => {
  const { pulses } = scene();
  const ids = async (from: bigint, to: bigint, limit = 100) =>
    (await pulses.between(from, to, limit, unhurried)).map(({ pulseId }) => Number(pulseId) - k0);
  expect(await ids(nsOf(k0 - 3), nsOf(k0 - 1))).toEqual([-3, -2, -1]);
  expect(await ids(nsOf(k0 - 3) + 1n, nsOf(k0 + 99))).toEqual([-2, -1, 0]);
  expect(await ids(nsOf(k0 - 3), nsOf(k0), 2)).toEqual([-3, -2]);
  expect(await ids(nsOf(k0), nsOf(k0 - 3))).toEqual([]);
});

test('pulse-id-restart: IDs begin at 0 with the next whole second, and the pulses before keep theirs', async () => {
  const { facility, pulses } = scene();
  facility.faults.set('pulse-id-restart', undefined, true, nsOf(k0 - 29) + half);
  expect((await pulses.newest(unhurried)).pulseId).toBe(20n);
  expect(await pulses.find(7n, unhurried)).toEqual({ pulseId: 7n, timestampNs: nsOf(k0 - 13) });
  expect(await pulses.find(BigInt(k0 - 21), unhurried)).toEqual({ pulseId: BigInt(k0 - 21), timestampNs: nsOf(k0 - 21) });
});

test('pulse-id-restart: two facilities that are told within one second give the same IDs', async () => {
  const told = [nsOf(k0 - 20), nsOf(k0 - 11) + half].map((whenNs) => {
    const { facility, pulses } = scene();
    facility.faults.set('pulse-id-restart', undefined, true, whenNs);
    return pulses.newest(unhurried);
  });
  expect(await Promise.all(told)).toEqual([
    { pulseId: 10n, timestampNs: nsOf(k0) },
    { pulseId: 10n, timestampNs: nsOf(k0) },
  ]);
});

test('pulse-id-restart since ever: IDs come round each hour, and the newest of them is found', async () => {
  const { pulses } = scene({ faults: [{ fault: 'pulse-id-restart' }] });
  const newest = await pulses.newest(unhurried);
  expect(newest.pulseId).toBe(BigInt(k0 % 36_000));
  expect(await pulses.find(newest.pulseId, unhurried)).toEqual(newest);
});

test('an aborted question ends with STOPPED', async () => {
  await expect(scene().pulses.newest(AbortSignal.abort())).rejects.toMatchObject({ code: 'STOPPED' });
});
