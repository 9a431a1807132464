import { expect, test } from 'vitest';
import { createTogether } from '../../core/alarms/together.ts';
import type { OutcomeCode } from '../../core/contract/api.ts';
import type { DeviceFacts } from '../../core/contract/devices.ts';
import { pulseNo, threeDevices } from '../renderer/states.ts';

const [{ channels, area } = { channels: [], area: null }] = threeDevices;
const cameras = ['CAM-1', 'CAM-2', 'CAM-3', 'CAM-4', 'CAM-5'].map((name): DeviceFacts => ({ name, area, channels }));
const gauges = ['GAUGE-1', 'GAUGE-2', 'GAUGE-3', 'GAUGE-4', 'GAUGE-5'].map(
  (name): DeviceFacts => ({
    ...{ name, area },
    channels: channels.map((channel) => ({ ...channel, source: { kind: 'archiver', pv: name } })),
  }),
);
const start = pulseNo(1);

function missed(devices: readonly DeviceFacts[], code: OutcomeCode, from: number, pulses = 3) {
  return devices.map(({ name }) => ({ device: name, code, sentence: `${name}: ${code}.`, pulses, first: pulseNo(from) }));
}

test('devices that are missed in the same way from the same pulse on are one alarm that names them', () => {
  const [alarm, ...others] = createTogether()(missed(cameras, 'missing', 7), cameras, start);
  expect(others).toEqual([]);
  expect(alarm).toMatchObject({ kind: 'missing', device: null, pulses: 3, title: '5 devices: missing for 3 pulses' });
  expect(alarm?.sentence).toMatch(/^CAM-1, CAM-2, CAM-3 and 2 more\. It began at one pulse: .* CAM-\d: missing\.$/);
});

test('a few at once may be by chance, and those from another pulse on have another cause', () => {
  const all = [...missed(cameras.slice(0, 3), 'missing', 7), ...missed(cameras.slice(3), 'missing', 8)];
  expect(createTogether()(all, cameras, start).map(({ key }) => key)).toEqual(cameras.map(({ name }) => `device ${name}`));
});

test('what was so at the first pulse that was seen may have begun at any time: each is told', () => {
  expect(createTogether()(missed(cameras, 'missing', 1), cameras, start)).toHaveLength(5);
});

test('devices for which the Archiver gave no answer are one alarm, at whichever pulse it began', () => {
  const all = [...missed(gauges.slice(0, 3), 'unreachable', 1), ...missed(gauges.slice(3), 'unreachable', 2)];
  const [alarm, ...others] = createTogether()([...all, ...missed(cameras.slice(0, 1), 'unreachable', 1)], [...gauges, ...cameras], start);
  expect(alarm).toMatchObject({ key: 'devices unreachable archiver', title: '5 devices: unreachable for 3 pulses' });
  expect(alarm?.sentence).toContain('The Archiver gave no answer for them.');
  expect(others.map(({ key }) => key)).toEqual(['device CAM-1']);
});

test('an alarm of many stays that one until the last of them is back, and is another one after that', () => {
  const causes = createTogether();
  const [many] = causes(missed(cameras, 'missing', 7), cameras, start);
  const [one] = causes(missed(cameras.slice(4), 'missing', 7, 9), cameras, start);
  expect(one).toMatchObject({ key: many?.key, title: '1 device: missing for 9 pulses' });
  expect(causes([], cameras, start)).toEqual([]);
  expect(causes(missed(cameras.slice(4), 'missing', 7), cameras, start).map(({ key }) => key)).toEqual(['device CAM-5']);
});
