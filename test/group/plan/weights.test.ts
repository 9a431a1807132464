import { expect, test } from 'vitest';
import { spread } from '../../../core/group/plan/spread.ts';
import { createScale } from '../../../core/group/plan/weights.ts';
import type { Report } from '../../../core/group/protocol.ts';
import { type DeviceSettings, deviceSchema } from '../../../core/settings/channel.ts';
import { type ChannelInput, channel } from '../../settings/sample.ts';

const device = (name: string, ...channels: ChannelInput[]): DeviceSettings => deviceSchema.parse({ name, channels });
const camera = (name: string) => device(name, channel(`${name}-1`, { type: 'image' }));
const gauge = (name: string) => device(name, channel(`${name}-1`));
type Outcome = Report['outcomes'][number];
const captured = (of: string, bytes: number, tookMs: number): Outcome => ({
  channel: `${of}-1`,
  device: of,
  code: 'captured',
  bytes,
  tookMs,
});

test('until it is measured, a device weighs what its channels usually bring', () => {
  const both = device('both', channel('a'), channel('b', { type: 'image' }));
  const weights = createScale([camera('cam'), gauge('gauge'), both]).weights();
  const nothing = { channels: 0, bytes: 0, ms: 0 };
  const [image, number] = [weights.get('cam') ?? nothing, weights.get('gauge') ?? nothing];
  expect(image.bytes).toBeGreaterThan(1_000_000);
  expect(image.ms).toBeGreaterThan(10 * number.ms);
  expect(weights.get('both')).toEqual({ channels: 2, bytes: image.bytes + number.bytes, ms: image.ms + number.ms });
});

test('the first measurement replaces the guess; time is writing, reading at 400 MB/s and half a millisecond', () => {
  const scale = createScale([camera('cam')]);
  scale.measure([captured('cam', 8_000_000, 7)]);
  expect(scale.weights().get('cam')).toEqual({ channels: 1, bytes: 8_000_000, ms: 7 + 20 + 0.5 });
});

test('the weight follows what is measured and settles there', () => {
  const scale = createScale([camera('cam')]);
  scale.measure([captured('cam', 1_000_000, 1)]);
  const seen: number[] = [];
  for (let n = 0; n < 40; n++) {
    scale.measure([captured('cam', 9_000_000, 9)]);
    seen.push(scale.weights().get('cam')?.bytes ?? 0);
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen[0]).toBeLessThan(3_000_000);
  expect(seen.at(-1)).toBeGreaterThan(8_900_000);
});

test('one pulse for which a disk hung says little', () => {
  const scale = createScale([gauge('gauge')]);
  scale.measure([captured('gauge', 8, 0.5)]);
  scale.measure([captured('gauge', 8, 10_000)]);
  expect(scale.weights().get('gauge')?.ms).toBeLessThan(5);
});

test('a channel that was not captured keeps its weight, and so does its device', () => {
  const scale = createScale([device('both', channel('both-1'), channel('both-2', { type: 'image' }))]);
  scale.measure([captured('both', 100, 1)]);
  const before = { ...scale.weights().get('both') };
  scale.measure([
    { channel: 'both-1', device: 'both', code: 'missing', bytes: 5_000_000, tookMs: 50 },
    { channel: 'both-2', device: 'both', code: 'captured' },
  ]);
  expect(scale.weights().get('both')).toEqual(before);
});

test('channels nobody configured change nothing', () => {
  const scale = createScale([gauge('gauge')]);
  const before = new Map(scale.weights());
  scale.measure([captured('stranger', 1_000_000, 10)]);
  expect(scale.weights()).toEqual(before);
});

test('what was measured changes who gets what', () => {
  const names = ['a', 'b', 'c', 'd'];
  const scale = createScale(names.map(camera));
  const plan = () => spread({ devices: names, exporters: ['x', 'y'], pins: {}, previous: {}, weights: scale.weights() });
  expect(plan()).toEqual({ x: ['a', 'c'], y: ['b', 'd'] });
  scale.measure([captured('a', 30_000_000, 30), ...['b', 'c', 'd'].map((name) => captured(name, 4_000_000, 4))]);
  expect(plan()).toEqual({ x: ['a'], y: ['b', 'c', 'd'] });
});
