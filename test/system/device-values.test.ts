import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DeviceValues, DeviceValuesApi } from '../../core/contract/device-values.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';

const camera = 'PM-201-FE-CAM-1';

test('the newest value of each channel is told, a number with its trend, and that of an older pulse says which', async () => {
  const facility = simulate({ devices: 20 });
  const { exporter, capture } = await run(facility);
  const first = await capture();
  await exporter.takeOutOfService({ device: camera, reason: 'realigned', by: 'Alex' });
  const second = await capture();
  expect(second).toMatchObject({ counts: { skipped: 1 } });
  const { pulses, channels } = await wholeOf(exporter);
  expect(pulses).toBe(2);
  expect(channels.map(({ channel }) => channel).sort()).toEqual(facility.channels);
  expect(channels.find(({ channel }) => channel === camera)).toMatchObject({
    kind: 'image',
    pulse: first.pulse,
    captureId: first.captureId,
  });
  const numbers = channels.flatMap((each) => (each.kind === 'number' ? [each] : []));
  expect(numbers.length).toBeGreaterThan(0);
  const { groups } = await readWithH5wasm(join(facility.dataFolder, second.file ?? ''));
  for (const { channel, text, trend, captureId } of numbers) {
    expect(captureId).toBe(second.captureId);
    expect(trend).toHaveLength(2);
    expect(String(groups[channel]?.datasets['data']?.value)).toBe(text);
    expect(trend[1]).toBe(Number(text));
  }
});

test('a file that is gone is passed over, and its pulse is a gap', async () => {
  const facility = simulate();
  const { exporter, capture } = await run(facility);
  const [first, second, third] = [await capture(), await capture(), await capture()];
  rmSync(join(facility.dataFolder, second.file ?? ''));
  const { channels } = await wholeOf(exporter);
  const trends = channels.flatMap((each) => (each.kind === 'number' ? [each.trend] : []));
  expect(trends.length).toBeGreaterThan(0);
  for (const trend of trends) expect(trend).toEqual([expect.any(Number), null, expect.any(Number)]);
  expect(new Set(channels.map(({ captureId }) => captureId))).toEqual(new Set([third.captureId]));
  expect(first.verdict).toBe('complete');
});

test('the newest file answers the first question; whoever asks again has the older ones too', async () => {
  const { exporter, capture } = await run(simulate());
  for (const _ of [1, 2, 3]) await capture();
  const told: [number, boolean][] = [];
  for (const _ of [1, 2]) {
    const { pulses, isMore } = await exporter.deviceValues({});
    told.push([pulses, isMore]);
  }
  expect(told).toEqual([
    [1, true],
    [3, false],
  ]);
});

async function wholeOf(exporter: DeviceValuesApi): Promise<DeviceValues> {
  const told = await exporter.deviceValues({});
  return told.isMore ? wholeOf(exporter) : told;
}
