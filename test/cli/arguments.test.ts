import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../core/cli/arguments.ts';
import { isEndless, refuseRate, scheduleFor } from '../../core/cli/run.ts';

const parse = (line: string) => parseArguments(line.split(' '));

describe('the arguments', () => {
  test.each([
    ['--simulate', { settings: null, task: { kind: 'schedule', every: null, count: undefined }, json: false }],
    ['check --settings f.json', { settings: 'f.json', check: true }],
    ['--settings f.json --check --json', { check: true, json: true }],
    ['--settings f.json --json', { settings: 'f.json', json: true }],
    ['--simulate --pulses 3 --every 0.5', { task: { kind: 'schedule', every: 0.5, count: 3 } }],
    ['--simulate --pulse 18446744073709551615', { task: { kind: 'pulse', pulseId: '18446744073709551615' } }],
    ['--simulate --from 5 --to 9', { task: { kind: 'range', from: '5', to: '9', by: 'id' } }],
    [
      '--simulate --from 2026-11-22T10:00:00Z --to 2026-11-22T11:00:00+01:00',
      { task: { kind: 'range', from: '1795341600000000000', to: '1795341600000000000', by: 'time' } },
    ],
    [
      '--simulate --fault broker-down --fault dead-camera:CAM-1',
      {
        faults: [
          { fault: 'broker-down', device: null },
          { fault: 'dead-camera', device: 'CAM-1' },
        ],
      },
    ],
    ['--simulate --out here', { out: 'here' }],
    ['--simulate', { port: null }],
    ['--simulate --port 4400', { port: 4400 }],
    ['--simulate --screens', { port: 0 }],
    ['--simulate --screens --port 4400', { port: 4400 }],
    ['--simulate --screens --no-screens', { port: null }],
    ['--help', { help: true }],
  ])('%s are understood', (line, wanted) => expect(parse(line)).toMatchObject(wanted));

  test.each([
    ['--json', '--simulate'],
    ['--simulate --settings f.json', 'exclude'],
    ['--simulate --pulse', '--pulse'],
    ['--simulate --pulse 12x', '--pulse'],
    ['--simulate --pulse 18446744073709551616', '2^64'],
    ['--simulate --pulse -1', '--pulse'],
    ['--simulate --pulses 0', '--pulses'],
    ['--simulate --pulses 1.5', '--pulses'],
    ['--simulate --pulses 1e3', '--pulses'],
    ['--simulate --every 0', '--every'],
    ['--simulate --every 0.01', '0.05'],
    ['--simulate --every x', '--every'],
    ['--simulate --every Infinity', '--every'],
    ['--simulate --from 5', '--to'],
    ['--simulate --from 5 --to 2026-11-22T10:00:00Z', '--from'],
    ['--simulate --from 2026-11-22T10:00:00 --to 2026-11-22T10:00:01Z', 'zone'],
    ['--simulate --from yesterday --to today', '--from'],
    ['--simulate --pulse 5 --pulses 3', 'exclude'],
    ['--simulate --pulses 3 --from 5 --to 6', 'exclude'],
    ['--simulate --port 65536', '65535'],
    ['--simulate --port web', '--port'],
    ['--simulate --nonsense', '--nonsense'],
    ['--simulate stray', 'stray'],
  ])('%s are refused, and why is said', (line, why) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining(why) }));
  });
});

const asked = (every: number | null, count: number | undefined) => ({ kind: 'schedule', every, count }) as const;

describe('the schedule', () => {
  const own = { kind: 'seconds', every: 60 } as const;

  test.each([
    ['is the settings’ own', asked(null, undefined), own, own],
    ['is the settings’ own for so many pulses', asked(null, 3), own, { ...own, count: 3 }],
    ['is the rate asked for', asked(1, undefined), own, { kind: 'seconds', every: 1 }],
    ['is the rate asked for, for so many pulses', asked(1, 3), { kind: 'manual' }, { kind: 'seconds', every: 1, count: 3 }],
    ['is every pulse where only their number is known', asked(null, 3), { kind: 'manual' }, { kind: 'pulses', every: 1, count: 3 }],
    ['is none for a single pulse', { kind: 'pulse', pulseId: '1' }, own, { kind: 'manual' }],
    ['is none for a range', { kind: 'range', from: '1', to: '2', by: 'id' }, own, { kind: 'manual' }],
  ] as const)('%s', (_, task, settings, wanted) => expect(scheduleFor({ task, commands: false }, settings)).toEqual(wanted));

  test('has to be said where the settings have none and nobody will give commands', () => {
    expect(scheduleFor({ task: asked(null, undefined), commands: true }, { kind: 'manual' })).toEqual({ kind: 'manual' });
    expect(() => scheduleFor({ task: asked(null, undefined), commands: false }, { kind: 'manual' })).toThrow('--pulses');
  });

  test('has no end without a count', () => {
    expect([{ kind: 'manual' } as const, own, { ...own, count: 1 }].map(isEndless)).toEqual([false, true, false]);
  });
});

test.each([asked(2, undefined), asked(null, 3)])('a follower has its rate from the leader: %j is refused', (task) => {
  expect(() => refuseRate(task)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining('leader') }));
});

test('a follower may be asked for nothing, or for one pulse', () => {
  for (const task of [asked(null, undefined), { kind: 'pulse', pulseId: '5' } as const]) expect(() => refuseRate(task)).not.toThrow();
});
