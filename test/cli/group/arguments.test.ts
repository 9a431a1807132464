import { describe, expect, test } from 'vitest';
import { parseGroupArguments, usage } from '../../../core/cli/group/arguments.ts';

const parse = (text: string) => parseGroupArguments(text.split(' ').filter((word) => word !== ''));

describe('arguments of a group', () => {
  test('have defaults that a newcomer can run', () => {
    expect(parse('')).toEqual({
      ...{ followers: 3, leaders: 2, every: 3, pulses: null, devices: 150, load: 'light', seed: 1, folder: 'local/group' },
      ...{ faults: [], help: false },
    });
  });

  test('say how many exporters, pulses and devices, and where and with which faults', () => {
    expect(
      parse(
        '--followers 7 --leaders 3 --every 0.5 --pulses 2 --devices 20 --load standard --seed 4 --folder x --fault dead:A --fault slow',
      ),
    ).toEqual({
      ...{ followers: 7, leaders: 3, every: 0.5, pulses: 2, devices: 20, load: 'standard', seed: 4, folder: 'x', help: false },
      faults: [
        { fault: 'dead', device: 'A' },
        { fault: 'slow', device: null },
      ],
    });
  });

  test('a leader alone is a group, in which nobody else can lead', () => {
    expect(parse('--followers 0')).toMatchObject({ followers: 0, leaders: 1 });
  });

  test.each([
    ['--followers 32', '--followers needs a whole number from 0 to 31, not "32".'],
    ['--followers two', '--followers needs a whole number'],
    ['--followers 2 --leaders 4', '--leaders needs a whole number from 1 to 3'],
    ['--followers 20 --leaders 9', '--leaders needs a whole number from 1 to 8'],
    ['--every 0', '--every needs seconds'],
    ['--every x', '--every needs seconds'],
    ['--pulses 0', '--pulses needs a whole number from 1'],
    ['--devices 0', '--devices needs a whole number from 1 to 3000'],
    ['--load heavy', '--load is light or standard, not "heavy".'],
    ['--seed -1', '--seed'],
    ['--nonsense', '--nonsense'],
    ['word', 'word'],
  ])('%s is refused with a sentence', (text, says) => {
    expect(() => parse(text)).toThrowError(expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining(says) }));
  });

  test('every option and every key stands in the help', () => {
    for (const word of ['followers', 'leaders', 'every', 'pulses', 'devices', 'load', 'seed', 'fault', 'folder', 'help'])
      expect(usage).toContain(`--${word}`);
    for (const key of ['k2', 's2', 'l2', 'p', 'Ctrl-C']) expect(usage).toMatch(new RegExp(`^(  )?${key} `, 'm'));
  });
});
