import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../core/settings/parse-settings.ts';
import { type ChannelInput, channel, type SettingsInput, sample, simulated } from './sample.ts';

function problems(input: unknown): string[] {
  const checked = checkSettings(input);
  return checked.ok ? [] : checked.problems.map(({ path, sentence }) => `${path} ${sentence}`);
}

const kafka = (more: object): Partial<SettingsInput> => ({ sources: { kafka: { brokers: ['kafka:9092'], ...more } } });
const ofChannel = (more: Partial<ChannelInput>): SettingsInput => sample({}, [channel('PM-1', more)]);
const onTopic = (name: string, more: object = {}): ChannelInput => channel(name, { source: { kind: 'kafka', topic: 't', ...more } });
const archived: ChannelInput = channel('PM-1', { source: { kind: 'archiver', pv: 'PV' }, match: { kind: 'last', maxAgeMs: 1 } });

const refused: [string, SettingsInput, RegExp][] = [
  [
    'two channels of one name, in different devices too',
    sample({
      devices: [
        { name: 'A', channels: [channel('X')] },
        { name: 'B', channels: [channel('X', { source: { kind: 'kafka', topic: 'other' } })] },
      ],
    }),
    /^devices\[1\]\.channels\[0\]\.name .*X is there twice, first at devices\[0\]/,
  ],
  [
    'two devices of one name',
    sample({
      devices: [
        { name: 'A', channels: [channel('X')] },
        { name: 'A', channels: [channel('Y')] },
      ],
    }),
    /^devices\[1\]\.name The device name A/,
  ],
  [
    'a dot in a channel name',
    sample({}, [channel('A.B', { source: { kind: 'kafka', topic: 't' } })]),
    /channels\[0\]\.name .*cannot take "\."/,
  ],
  ['a slash in a channel name', sample({}, [channel('A/B', { source: { kind: 'kafka', topic: 't' } })]), /cannot take "\/"/],
  ['a space at the end of a name', sample({}, [channel('A ', { source: { kind: 'kafka', topic: 't' } })]), /space at an end/],
  ['no source at all', sample({ sources: {} }), /^sources No source is there/],
  ['simulation beside Kafka', sample({ sources: { simulation: {}, kafka: { brokers: ['k:1'] } } }), /^sources\.simulation .*stands in for/],
  [
    'a Kafka channel without Kafka',
    sample({ sources: { archiver: { retrievalUrl: 'http://a/retrieval' } }, pulseSource: { kind: 'archiver', pv: 'P' } }),
    /source\.kind Channel PM-1 comes from Kafka, but sources\.kafka/,
  ],
  ['an Archiver channel without Archiver', sample(kafka({}), [archived]), /source\.kind .*sources\.archiver is not there/],
  ['pulses from the simulation that is not there', sample({ pulseSource: { kind: 'simulation' } }), /^pulseSource\.kind /],
  [
    'a fact from an Archiver that is not there',
    sample({ ...kafka({}), metadata: { activeArea: { kind: 'archiver', pv: 'A' }, activeExperiment: { kind: 'fixed', value: '' } } }),
    /^metadata\.activeArea\.kind /,
  ],
  [
    'a password in an address',
    sample({ sources: { kafka: { brokers: ['k:1'] }, archiver: { retrievalUrl: 'http://me:hunter2@a/retrieval' } } }),
    /^sources\.archiver\.retrievalUrl An address must not hold/,
  ],
  ['a port that cannot be', sample({ sources: { kafka: { brokers: ['k:70000'] } } }), /brokers\[0\] Port 70000/],
  ['a certificate without its key', sample(kafka({ tls: { certFile: 'c.pem' } })), /^sources\.kafka\.tls .*both certFile and keyFile/],
  [
    'pulse-id on a sample of the Archiver, by default too',
    sample({}, [channel('PM-1', { source: { kind: 'archiver', pv: 'PV' } })]),
    /match .*carry no pulse ID/,
  ],
  ['image facts on a scalar', ofChannel({ image: { gain: 1 } }), /\.image .*this is a scalar/],
  ['a bit depth on a float_image', ofChannel({ type: 'float_image', image: { bitDepth: 12 } }), /\.image\.bitDepth /],
  ['labels on an image', ofChannel({ type: 'image', labels: ['a'] }), /\.labels .*this is an image/],
  ['xUnits on a vector', ofChannel({ type: 'vector', xUnits: 's' }), /\.xUnits /],
  [
    'an order of dimensions on a waveform',
    ofChannel({ type: 'waveform', source: { kind: 'kafka', topic: 't', dimensionOrder: 'x-first' } }),
    /\.source\.dimensionOrder /,
  ],
  ['a byte order on a scalar', ofChannel({ source: { kind: 'kafka', topic: 't', byteOrder: 'big' } }), /\.source\.byteOrder /],
  [
    'columns that name nothing',
    ofChannel({ source: { kind: 'kafka', topic: 't', columns: {} } }),
    /\.source\.columns .*no column is named/,
  ],
  [
    'a data column on a waveform',
    ofChannel({ type: 'waveform', source: { kind: 'kafka', topic: 't', columns: { data: 'a' } } }),
    /columns\.data /,
  ],
  [
    'y columns on a vector',
    ofChannel({ type: 'vector', source: { kind: 'kafka', topic: 't', columns: { y: 'a' } } }),
    /\.source\.columns /,
  ],
  [
    'one topic for two channels that do not say which messages are theirs',
    sample({}, [onTopic('A', { sourceName: 's' }), onTopic('B')]),
    /channels\[1\]\.source Channel B shares topic t with A/,
  ],
  ['a gzip level without gzip', sample({ hdf5: { level: 3 } }), /^hdf5\.level /],
  ['less memory than one message', sample({ limits: { memoryMb: 32 } }), /^limits\.memoryMb 32 MB cannot hold .* 64 MB/],
  [
    'dropping real files',
    sample({ limits: { whenFull: 'drop-oldest', dataFolderMb: 10 } }),
    /^limits\.whenFull Only files of the simulated/,
  ],
  [
    'dropping files of a folder without a size',
    sample({ ...simulated, limits: { whenFull: 'drop-oldest' } }),
    /^limits\.whenFull Give dataFolderMb/,
  ],
];

describe('settings that contradict themselves are refused at the path of the field', () => {
  it.each(refused)('%s', (_, input, expected) => {
    const found = problems(input);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});

describe('settings that only look strange are taken', () => {
  const taken: [string, SettingsInput][] = [
    ['two channels of the same topic and source name', sample({}, [onTopic('A', { sourceName: 's' }), onTopic('B', { sourceName: 's' })])],
    ['two columns of one table', sample({}, [onTopic('A', { columns: { data: 'a' } }), onTopic('B', { columns: { data: 'b' } })])],
    ['Kafka and Archiver channels of the simulated facility', sample(simulated, [archived, channel('B')])],
    ['every Nth of a count', sample({ schedule: { kind: 'pulses', every: 10, count: 3 } })],
  ];
  it.each(taken)('%s', (_, input) => expect(problems(input)).toEqual([]));
});

describe('what may be meant is a warning', () => {
  const warned: [string, SettingsInput, RegExp][] = [
    ['days for uploaded files, and no Gateway', sample({ limits: { keepUploadedDays: 30 } }), /^limits\.keepUploadedDays$/],
    ['gigabytes for uploaded files, and no Gateway', sample({ limits: { keepUploadedGb: 500 } }), /^limits\.keepUploadedGb$/],
    [
      'a password in the clear',
      sample(kafka({ sasl: { mechanism: 'plain', username: 'u', password: { env: 'P' } } })),
      /^sources\.kafka\.sasl$/,
    ],
    ['a schedule faster than the settle time', sample({ schedule: { kind: 'seconds', every: 1 } }), /^schedule\.every$/],
    ['units of an image', ofChannel({ type: 'image', units: 'counts' }), /units$/],
  ];
  it.each(warned)('%s', (_, input, path) => {
    const checked = checkSettings(input);
    expect(checked.ok && checked.warnings.map((warning) => warning.path)).toEqual([expect.stringMatching(path)]);
  });
});
