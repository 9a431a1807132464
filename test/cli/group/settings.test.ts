import { expect, test } from 'vitest';
import { parseGroupArguments } from '../../../core/cli/group/arguments.ts';
import { groupSettings } from '../../../core/cli/group/settings.ts';
import { parseSettings } from '../../../core/settings/parse-settings.ts';

const ports = [
  { announce: 20_001, report: 20_002 },
  { announce: 20_003, report: 20_004 },
];
const made = (...args: string[]) => groupSettings(parseGroupArguments(['--devices', '4', ...args]), ports);

test('each exporter has settings that are right in themselves, under its own name and into its own folder', () => {
  const parsed = made('--followers', '3').map(({ settings }) => parseSettings(settings));
  expect(parsed.map(({ settings }) => [settings.name, settings.dataFolder, settings.group?.role])).toEqual([
    ['laser-1', 'laser-1', 'leader'],
    ['laser-2', 'laser-2', 'follower'],
    ['laser-3', 'laser-3', 'follower'],
    ['laser-4', 'laser-4', 'follower'],
  ]);
});

test('only the leader has devices and sources; the followers have them from it', () => {
  const [leader, ...followers] = made('--followers', '2', '--seed', '7', '--fault', 'dead-camera:PM-201-FE-CAM-1').map(({ settings }) =>
    parseSettings(settings),
  );
  expect(leader?.setup?.devices).toHaveLength(4);
  expect(leader?.setup?.sources.simulation).toMatchObject({ seed: 7, devices: 4, faults: [{ device: 'PM-201-FE-CAM-1' }] });
  expect(followers.map(({ setup }) => setup)).toEqual([null, null]);
});

test('everyone knows the same exporters that may lead, on loopback', () => {
  const leaders = made('--followers', '3').map(({ settings }) => parseSettings(settings).settings.group?.leaders);
  expect(new Set(leaders.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(leaders[0]).toEqual([
    { name: 'laser-1', announce: 'tcp://127.0.0.1:20001', report: 'tcp://127.0.0.1:20002' },
    { name: 'laser-2', announce: 'tcp://127.0.0.1:20003', report: 'tcp://127.0.0.1:20004' },
  ]);
});

test.each([0, 3, 31])('with %d followers all folders together keep at most 2 GB, and then drop the oldest files', (followers) => {
  const limits = groupSettings(parseGroupArguments(['--devices', '4', '--followers', String(followers)]), ports.slice(0, 1)).map(
    ({ settings }) => parseSettings(settings).settings.limits,
  );
  expect(limits.every(({ whenFull }) => whenFull === 'drop-oldest')).toBe(true);
  expect(limits.reduce((sum, { dataFolderMb = Number.POSITIVE_INFINITY }) => sum + dataFolderMb, 0)).toBeLessThanOrEqual(2000);
});

test('a fault nobody knows is refused', () => {
  expect(() => made('--fault', 'nonsense')).toThrowError(expect.objectContaining({ code: 'BAD_REQUEST' }));
});
