import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settingsSchema } from '../../core/settings/schema.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { settingsFor } from '../../core/simulation/settings.ts';
import { bytesOf } from '../../core/sources/value.ts';
import { fingerprint } from './in-another-process.ts';

const k = 17_953_448_512;

test('any process with the same seed sees the same facility, byte by byte', () => {
  const script = fileURLToPath(new URL('in-another-process.ts', import.meta.url));
  const other = execFileSync(process.execPath, [script, 'fingerprint', '7', String(k)], { encoding: 'utf8' }).trim();
  expect(other).toBe(fingerprint(7, k));
});

test('another seed and another pulse are another facility and other values', () => {
  const prints = [fingerprint(7, k), fingerprint(8, k), fingerprint(7, k + 1), fingerprint(7, k, 'standard')];
  expect(new Set(prints).size).toBe(prints.length);
});

test('the light load has 150 devices of all kinds, 30 of them in the Archiver', () => {
  const facility = createFacility({ seed: 1 });
  const channels = facility.devices.flatMap((device) => device.channels);
  const ofType = (type: string): number => channels.filter(({ settings }) => settings.type === type).length;
  expect(facility.devices).toHaveLength(150);
  expect({ image: ofType('image'), wavefront: ofType('float_image'), vector: ofType('vector'), waveform: ofType('waveform') }).toEqual({
    image: 19,
    wavefront: 1,
    vector: 1,
    waveform: 30,
  });
  expect(channels.filter(({ wire }) => wire.kind === 'archiver')).toHaveLength(30);
  const schemas = new Set(channels.flatMap(({ wire }) => (wire.kind === 'kafka' ? [wire.schema] : [])));
  expect([...schemas].sort()).toEqual(['ADAr', 'ad00', 'da00', 'f142', 'f144', 'pva0', 'se00', 'wa00']);
});

test('the standard load is 100 numbers, 30 traces of 1000 points and 20 pictures of two megapixels: 84 MB a pulse', () => {
  const channels = createFacility({ seed: 1, load: 'standard' }).devices.flatMap((device) => device.channels);
  expect(channels).toHaveLength(150);
  const bytes = channels.reduce((sum, { measure }) => sum + bytesOf(measure(k)), 0);
  expect(Math.round(bytes / 1e6)).toBe(84);
});

test('the light load is light: less than 3 MB a pulse', () => {
  const channels = createFacility({ seed: 1 }).devices.flatMap((device) => device.channels);
  expect(channels.reduce((sum, { measure }) => sum + bytesOf(measure(k)), 0)).toBeLessThan(3e6);
});

test.each([1, 15, 600, 1500])('a facility of %i devices has as many, each with a name of its own', (devices) => {
  for (const load of ['light', 'standard'] as const) {
    const facility = createFacility({ seed: 1, load, devices });
    expect(new Set(facility.devices.map(({ name }) => name)).size).toBe(devices);
  }
});

test('names are such as a manifest, a topic and a file can carry', () => {
  for (const { channels } of createFacility({ seed: 1, devices: 600 }).devices)
    for (const { settings } of channels) expect(settings.name).toMatch(/^[A-Z0-9-]+$/);
});

test('its settings are valid, and the channels are the same on a real broker', () => {
  const facility = createFacility({ seed: 3, faults: [{ fault: 'garbage' }] });
  const own = { name: 'sim', dataFolder: 'data' };
  const simulated = settingsSchema.parse(settingsFor(facility, { ...own, retentionSeconds: 60 }));
  const real = settingsSchema.parse(
    settingsFor(facility, { ...own, real: { brokers: ['kafka:9092'], retrievalUrl: 'http://archiver:17668/retrieval' } }),
  );
  expect(simulated.devices).toEqual(real.devices);
  expect(simulated.sources).toEqual({
    simulation: { seed: 3, load: 'light', devices: 150, retentionSeconds: 60, faults: [{ fault: 'garbage' }] },
  });
  expect(real.sources.kafka?.brokers).toEqual(['kafka:9092']);
});

test('a beam moves from pulse to pulse and saturates only now and then', () => {
  const camera = createFacility({ seed: 1, devices: 150 }).devices[0]?.channels[0];
  const brightest = Array.from({ length: 100 }, (_, i) => {
    const value = camera?.measure(k + i);
    if (value?.kind !== 'image') throw new Error('The first device is a camera.');
    return new Uint16Array(value.data.bytes.slice().buffer).reduce((most, pixel) => Math.max(most, pixel), 0);
  });
  const saturated = brightest.filter((pixel) => pixel === 4095).length;
  expect(saturated).toBeGreaterThan(0);
  expect(saturated).toBeLessThan(60);
});
