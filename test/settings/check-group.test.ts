import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../core/settings/parse-settings.ts';
import { channel, followers, group, guarded, key, leader, pair, type SettingsInput, sample, simulated } from './sample.ts';

type Group = NonNullable<SettingsInput['group']>;
type Leader = Group['leaders'][number];

const found = (input: unknown): string[] => {
  const checked = checkSettings(input);
  return checked.ok ? [] : checked.problems.map(({ path, sentence }) => `${path} ${sentence}`);
};
const leads = (more: Partial<Group> = {}): SettingsInput => sample({ group: group(more) });
const at = (more: Partial<Leader>): Partial<Group> => ({ leaders: [{ ...leader, ...more }] });
const other: Leader = { name: 'exporter-9', announce: 'tcp://127.0.0.1:5700', report: 'tcp://127.0.0.1:5701' };
const far = 'tcp://192.168.1.5:5600';

const refused: [string, unknown, RegExp][] = [
  [
    'an address others can reach without keys',
    leads(at({ announce: far })),
    /^group\.leaders\[0\]\.announce tcp:\/\/192.* of exporter-1 can be reached .*npm run exporter -- keys/,
  ],
  ["the same in a follower's file", followers(at({ report: far })), /^group\.leaders\[0\]\.report .*can be reached/],
  ['a name that only looks like this machine', leads(at({ announce: 'tcp://127.0.0.1.example.org:5600' })), /announce .*can be reached/],
  [
    'a leader without a public key among keys',
    leads(guarded({ leaders: [{ ...leader, publicKey: key('a') }, other] })),
    /^group\.leaders\[1\]\.publicKey exporter-9 has no public key/,
  ],
  [
    'a leader with a public key where there are no keys',
    leads(at({ publicKey: key('a') })),
    /^group\.keys exporter-1 has a public key, and this exporter has no keys/,
  ],
  [
    'a list of followers without keys',
    leads({ followers: [{ name: 'exporter-2', publicKey: key('b') }] }),
    /^group\.keys Who may follow is told by keys/,
  ],
  [
    'a leader that is not among those that may lead',
    leads({ leaders: [other] }),
    /^group\.role exporter-1 is to lead, and is not in group\.leaders/,
  ],
  [
    'a leader whose public key is not the one of its pair',
    leads(guarded({ leaders: [{ ...leader, publicKey: key('c') }] })),
    /^group\.leaders\[0\]\.publicKey It is not the key that exporter-1 has at group\.keys\.publicKey/,
  ],
  [
    'two exporters with one key',
    leads(guarded({ followers: [{ name: 'exporter-2', publicKey: key('a') }] })),
    /^group\.followers\[0\]\.publicKey It is also the key of exporter-1/,
  ],
  [
    'one name twice among those that may lead',
    leads({ leaders: [leader, { ...other, name: 'exporter-1' }] }),
    /^group\.leaders\[1\]\.name The exporter exporter-1 is there twice, first at group\.leaders\[0\]\.name/,
  ],
  [
    'one name twice among the followers',
    leads(
      guarded({
        followers: [
          { name: 'x', publicKey: key('b') },
          { name: 'x', publicKey: key('b') },
        ],
      }),
    ),
    /^group\.followers\[1\]\.name The exporter x is there twice/,
  ],
  [
    'names that differ in capitals only',
    leads(guarded({ followers: [{ name: 'Exporter-1', publicKey: key('b') }] })),
    /^group\.followers\[0\]\.name Exporter-1 and exporter-1 .* capitals only/,
  ],
  [
    'announce and report at one address',
    leads(at({ report: leader.announce })),
    /^group\.leaders\[0\]\.report tcp:.* is there twice, first at group\.leaders\[0\]\.announce/,
  ],
  [
    'two exporters at one address, written differently',
    leads({ leaders: [leader, { ...other, announce: 'tcp://localhost:5601' }] }),
    /^group\.leaders\[1\]\.announce .* first at group\.leaders\[0\]\.report/,
  ],
  ['a port that cannot be', leads(at({ announce: 'tcp://127.0.0.1:70000' })), /announce Port 70000 cannot be/],
  [
    'an address nobody can connect to',
    leads(guarded({ leaders: [{ ...leader, announce: 'tcp://0.0.0.0:5600', publicKey: key('a') }] })),
    /announce .*no address that others can connect to/,
  ],
  ['a pin of an unknown device', leads({ pins: { Laser: 'exporter-1' } }), /^group\.pins\.Laser There is no device Laser/],
  [
    'a pin to an exporter that is not of the group',
    leads(guarded({ pins: { Camera: 'exporter-3' } })),
    /^group\.pins\.Camera exporter-3 is neither in group\.leaders nor in group\.followers/,
  ],
  ['a topic without Kafka', sample({ ...simulated, group: group({ topic: 'group' }) }), /^group\.topic .*sources\.kafka is not there/],
  [
    'the same of a follower that may lead',
    sample({ ...simulated, group: group({ role: 'follower', leaders: [leader, other], topic: 'group' }) }),
    /^group\.topic /,
  ],
  [
    'a topic that a channel reads',
    sample({ group: group({ topic: 'PM-1' }) }, [channel('PM-1')]),
    /^group\.topic The leader would write to topic PM-1, which channel PM-1 reads/,
  ],
  ['a topic that the pulses come from', leads({ topic: 'pulses' }), /^group\.topic .*which the pulses come from/],
  [
    'a follower that drops files of a folder without a size',
    { ...followers(), limits: { whenFull: 'drop-oldest' } },
    /^limits\.whenFull Give dataFolderMb/,
  ],
];

describe('a group that contradicts itself is refused at the path of the field', () => {
  it.each(refused)('%s', (_, input, expected) => expect(found(input)).toEqual([expect.stringMatching(expected)]));
});

describe('a group is taken', () => {
  it.each<[string, unknown]>([
    ['on this machine without keys', leads()],
    [
      "on all of this machine's own addresses",
      leads({ leaders: [{ ...leader, announce: 'tcp://[::1]:5600', report: 'tcp://127.200.0.9:5601' }] }),
    ],
    ['with keys on several machines', leads(guarded())],
    ['of a follower with keys and no list of followers', followers(guarded({ followers: [], keys: pair('b') }))],
    ['with a pin to whom nobody has listed yet', leads({ pins: { Camera: 'exporter-7' } })],
    ['with pins of devices that a follower does not know', followers({ pins: { Anything: 'exporter-7' } })],
    ["with a topic in a follower's file", followers({ topic: 'group' })],
    ['with an exporter that may lead and follow', leads(guarded({ followers: [{ name: 'exporter-1', publicKey: key('a') }] }))],
    ['that is left at the start', sample({ group: group({ role: 'alone', leaders: [other] }) })],
  ])('%s', (_, input) => expect(checkSettings(input)).toMatchObject({ ok: true, warnings: [] }));
});

describe('what is seldom meant in a group is a warning', () => {
  it.each<[string, unknown, RegExp]>([
    ['a leader nobody may follow', leads(guarded({ followers: [] })), /^group\.followers Nobody may follow/],
    [
      'a follower that its own list leaves out',
      followers(guarded({ followers: [{ name: 'exporter-3', publicKey: key('c') }], keys: pair('b') })),
      /^group\.followers exporter-2 is not among them/,
    ],
    ['a follower of nobody but itself', sample({ group: group({ role: 'follower' }) }), /^group\.leaders Nobody else may lead/],
    [
      'devices in the file of one that never leads',
      sample({ group: group({ role: 'follower', leaders: [other] }) }),
      /^group\.leaders exporter-1 is not among them and never leads/,
    ],
  ])('%s', (_, input, expected) => {
    const checked = checkSettings(input);
    expect(checked.ok && checked.warnings.map(({ path, sentence }) => `${path} ${sentence}`)).toEqual([expect.stringMatching(expected)]);
  });
});
