import { describe, expect, it } from 'vitest';
import { checkSettings, parseSettings, parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { followers, group, sample } from './sample.ts';

function problems(input: unknown): string[] {
  const checked = checkSettings(input);
  return checked.ok ? [] : checked.problems.map(({ path, sentence }) => `${path} ${sentence}`);
}

const { devices, ...noDevices } = sample();
const { name, dataFolder } = sample();

describe('what is captured, from where and when', () => {
  it("stands beside what is the exporter's own in a whole file", () => {
    const { settings, setup } = parseWholeSettings(sample({ group: group() }));
    expect(Object.keys(settings).sort()).toEqual(['dataFolder', 'folders', 'group', 'hdf5', 'limits', 'name']);
    expect(Object.keys(setup).sort()).toEqual(['devices', 'metadata', 'pulseSource', 'schedule', 'settleMs', 'sources']);
  });

  it('is not in the file of a follower, which has it from its leader', () => {
    const { settings, setup } = parseSettings(followers());
    expect(setup).toBeNull();
    expect(settings).toMatchObject({ name: 'exporter-2', hdf5: { writers: 1 }, group: { lostAfterMs: 5000, followers: [], pins: {} } });
  });

  it('may be in the file of a follower that may lead', () => {
    expect(parseSettings(sample({ group: group({ role: 'follower' }) })).setup?.devices).toHaveLength(devices.length);
  });

  it('can be demanded', () => {
    expect(() => parseWholeSettings(followers(), 'f.json')).toThrow(/f\.json: one thing is wrong\.\n.*follower's file, and a whole one/);
  });
});

describe('half a setup is refused in one sentence', () => {
  it.each([
    [
      'a leader without any',
      { name, dataFolder, group: group() },
      /^group\.role A leader .*: sources, pulseSource, metadata and devices are missing\./,
    ],
    ['a leader without devices', { ...noDevices, group: group() }, /^group\.role A leader .*: devices is missing\./],
    [
      'an exporter that is alone',
      { ...noDevices, group: group({ role: 'alone' }) },
      /^group\.role An exporter that is alone .*devices is missing\./,
    ],
    [
      'a follower with some of it',
      { ...followers(), settleMs: 100 },
      /^group\.role A follower .*sources, pulseSource, metadata and devices are missing\. Add what is missing, or take out settleMs\./,
    ],
  ])('%s', (_, input, sentence) => {
    expect(problems(input)).toEqual([expect.stringMatching(sentence)]);
  });

  it('and what is wrong besides is said as well', () => {
    expect(problems({ ...noDevices, group: group(), settleMs: -1 })).toEqual([
      expect.stringMatching(/^group\.role /),
      expect.stringMatching(/^settleMs It must be at least 0/),
    ]);
  });

  it('without a group each missing key is named at its place', () => {
    expect(problems(noDevices)).toEqual(['devices It is missing: give a list [ … ].']);
  });
});

describe('a misspelt key is found', () => {
  it.each([
    ["in a follower's file", { ...followers(), nmae: 'x' }, 'nmae There is no setting "nmae" here. Is "name" meant?'],
    [
      "of the setup in a follower's file",
      { ...followers(), devicse: [] },
      'devicse There is no setting "devicse" here. Is "devices" meant?',
    ],
    [
      'of the group',
      { ...followers(), group: { ...group(), role: 'follower', lostAfter: 5 } },
      'group.lostAfter There is no setting "lostAfter" here. Is "lostAfterMs" meant?',
    ],
    [
      'of an exporter that may lead, with its name',
      followers({ leaders: [Object.assign({ name: 'one', announce: 'tcp://a:1', report: 'tcp://a:2' }, { reprot: 1 })] }),
      'group.leaders[0].reprot There is no setting "reprot" here. Is "report" meant? (exporter one)',
    ],
  ])('%s', (_, input, expected) => expect(problems(input)).toContain(expected));
});
