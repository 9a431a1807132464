import { describe, expect, it } from 'vitest';
import { ExporterError } from '../../core/contract/errors.ts';
import { checkSettings, parseSettings, parseWholeSettings } from '../../core/settings/parse-settings.ts';
import type { Problem } from '../../core/settings/problem.ts';
import { channel, sample } from './sample.ts';

function problems(input: unknown): Problem[] {
  const checked = checkSettings(input);
  return checked.ok ? [] : checked.problems;
}

describe('settings', () => {
  it('are taken where they are right, with defaults filled in', () => {
    const { settings, setup, warnings } = parseWholeSettings(sample());
    expect(settings).toMatchObject({ name: 'exporter-1', hdf5: { compression: 'none' } });
    expect(setup).toMatchObject({ settleMs: 2000, schedule: { kind: 'manual' } });
    expect(setup.devices[0]?.channels[0]?.match).toEqual({ kind: 'pulse-id' });
    expect(warnings).toEqual([]);
  });

  it('are refused with all that is wrong at once, one a line', () => {
    const twice = [channel('A'), channel('A', { source: { kind: 'kafka', topic: 'other' } })];
    const error = caught(() => parseSettings({ ...sample({}, twice), settleMs: -1, nmae: 'x' }, 'f.json'));
    expect(error.code).toBe('BAD_SETTINGS');
    expect(error.message.split('\n')).toEqual([
      'f.json: 3 things are wrong.',
      '  settleMs: It must be at least 0, not -1.',
      '  nmae: There is no setting "nmae" here. Is "name" meant?',
      expect.stringMatching(/^ {2}devices\[0\]\.channels\[1\]\.name: .*twice/),
    ]);
    expect(error.facts).toMatchObject({ file: 'f.json', first: 'settleMs' });
  });

  it('of another version are refused by that', () => {
    expect(problems({ ...sample(), version: 2 })).toEqual([
      { path: 'version', sentence: expect.stringContaining('Only version 1 is known') },
    ]);
    expect(problems({ ...sample(), version: 1 })).toEqual([]);
  });

  const wrong: [string, unknown, string, string | RegExp][] = [
    ['a missing field', without('name'), 'name', 'It is missing: give text.'],
    ['a number in quotes', { ...sample(), settleMs: '5' }, 'settleMs', 'It must be a number, not text in quotes.'],
    ['an object where a list should be', { ...sample(), devices: {} }, 'devices', 'It must be a list [ … ], not an object.'],
    ['an unknown kind', { ...sample(), schedule: { kind: 'hourly' } }, 'schedule.kind', 'It must be "manual", "seconds" or "pulses".'],
    [
      'an unknown type, with the names of its device and channel',
      sample({}, [Object.assign(channel('PM-1'), { type: 'picture' })]),
      'devices[0].channels[0].type',
      /^It must be "scalar", .* \(device Camera, channel PM-1\)$/,
    ],
    [
      'a zero tolerance',
      sample({}, [channel('PM-1', { match: { kind: 'nearest', toleranceMs: 0 } })]),
      'devices[0].channels[0].match.toleranceMs',
      /^It must be more than 0, not 0\./,
    ],
    [
      'a broker with http',
      { ...sample(), sources: { kafka: { brokers: ['http://k:1'] } } },
      'sources.kafka.brokers[0]',
      /^A broker is written host:port/,
    ],
    [
      'an address without http',
      { ...sample(), sources: { kafka: { brokers: ['k:1'] }, archiver: { retrievalUrl: 'archiver:17668' } } },
      'sources.archiver.retrievalUrl',
      /http:\/\/archiver/,
    ],
    [
      'a schedule faster than anyone can look',
      { ...sample(), schedule: { kind: 'seconds', every: 0.01 } },
      'schedule.every',
      'It must be at least 0.05, not 0.01.',
    ],
    ['settings that are a list', [], '', 'It must be an object { … }, not a list.'],
    [
      'an unknown key that is like none',
      { ...sample(), hdf5: { colour: 1 } },
      'hdf5.colour',
      /no setting "colour" here; known are compression, level, writers/,
    ],
    [
      'a key of another kind',
      sample({}, [channel('PM-1', { match: Object.assign({ kind: 'nearest' as const, toleranceMs: 1 }, { tolerance: 2 }) })]),
      'devices[0].channels[0].match.tolerance',
      /Is "toleranceMs" meant\?/,
    ],
  ];
  it.each(wrong)('refuse %s', (_, input, path, sentence) => {
    expect(problems(input)).toEqual([{ path, sentence: typeof sentence === 'string' ? sentence : expect.stringMatching(sentence) }]);
  });

  it('never repeat text that might be a secret in the wrong place', () => {
    const sasl = { mechanism: 'hunter2', username: 5, password: 'hunter2' };
    const input = { ...sample(), sources: { kafka: { brokers: ['http://me:hunter2@k'], sasl }, archiver: { retrievalUrl: 'hunter2' } } };
    const { message } = caught(() => parseSettings(input));
    expect(message).toContain('the secret itself must not be in the settings');
    expect(message).not.toContain('hunter2');
  });

  it.each([
    null,
    undefined,
    5,
    'text',
    Number.NaN,
    [[]],
    { devices: [null, { channels: 7 }] },
    { devices: [{ channels: [null, { source: [] }] }], sources: 'x' },
  ])('of any shape are refused and never crash: %j', (input) => expect(problems(input).length).toBeGreaterThan(0));
});

function without(key: string): unknown {
  return Object.fromEntries(Object.entries(sample()).filter(([name]) => name !== key));
}

function caught(act: () => unknown): ExporterError {
  try {
    act();
  } catch (error) {
    if (error instanceof ExporterError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
