/**
 * Who may import whom. The longest entry that a file's path begins with is its room; a room may always import itself. An entry names a folder, a
 * file, or a package. A missing arrow is a question of design: add it only with a reason.
 */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  'core/contract': [],
  'core/clock.ts': ['core/contract'],
  'core/feed.ts': ['core/contract'],
  'core/settings': ['core/contract', 'zod', 'node:'],
  // A pulse source reads a topic or a PV as any source does, through the same ports.
  'core/pulses': [
    'core/contract',
    'core/settings',
    'core/clock.ts',
    'core/sources/value.ts',
    'core/sources/reading.ts',
    'core/sources/kafka/topic-log.ts',
    'core/sources/kafka/decode',
    'core/sources/archiver',
    'zod',
    'node:',
  ],
  'core/sources': [
    'core/contract',
    'core/clock.ts',
    'core/settings',
    'core/pulses/pulse.ts',
    'core/capture/match.ts',
    'zod',
    'flatbuffers',
    'node:',
  ],
  'core/sources/archiver': [
    'core/sources',
    'core/contract',
    'core/clock.ts',
    'core/settings',
    'core/pulses/pulse.ts',
    'core/capture/match.ts',
    'zod',
    'undici',
    'node:',
  ],
  // kafkajs is quiet upstream: one folder reads with it, so that it can be replaced.
  'core/sources/kafka/kafkajs': ['core/sources', 'core/contract', 'core/settings', 'core/pulses/pulse.ts', 'zod', 'kafkajs', 'node:'],
  'core/hdf5': [
    'core/contract',
    'core/settings',
    'core/pulses/pulse.ts',
    'core/sources/reading.ts',
    'core/sources/value.ts',
    'zod',
    'h5wasm',
    'node:',
  ],
  'core/journal': ['core/contract', 'core/pulses/pulse.ts', 'zod', 'node:'],
  // It works with every port and knows nothing of what is behind one.
  'core/capture': [
    'core/contract',
    'core/clock.ts',
    'core/feed.ts',
    'core/settings',
    'core/pulses',
    'core/sources/port.ts',
    'core/sources/reading.ts',
    'core/sources/value.ts',
    'core/hdf5/port.ts',
    'core/hdf5/path.ts',
    'core/journal/port.ts',
    'core/intake/port.ts',
    'node:',
  ],
  'core/group': [
    'core/contract',
    'core/settings',
    'core/pulses/pulse.ts',
    'core/pulses/pulse-age.ts',
    'core/clock.ts',
    'core/feed.ts',
    'zod',
    'node:',
  ],
  // All that is ZeroMQ; the group knows its port.
  'core/group/wire': [
    'core/contract',
    'core/settings/group.ts',
    'core/settings/address.ts',
    'core/settings/z85.ts',
    'core/group/protocol.ts',
    'zeromq',
    'node:',
  ],
  // Kafka and the journal by their ports; what runs them is given.
  'core/group/log': [
    'core/contract',
    'core/group/protocol.ts',
    'core/group/json.ts',
    'core/journal/port.ts',
    'core/sources/kafka/topic-log.ts',
    'core/sources/kafka/topic-producer.ts',
    'core/clock.ts',
    'node:',
  ],
  'core/simulation': ['core/contract', 'core/settings', 'core/pulses', 'core/sources', 'core/clock.ts', 'zod', 'flatbuffers', 'node:'],
  // These two feed a real broker, for tests and for trying out; no exporter runs them.
  'core/simulation/publish.ts': ['core', 'zod', 'node:'],
  'core/simulation/publisher.ts': [
    'core/contract',
    'core/settings',
    'core/pulses',
    'core/simulation',
    'core/sources',
    'core/clock.ts',
    'kafkajs',
    'node:',
  ],
  // Composition roots: where parts meet.
  'core/intake': [
    'core/contract',
    'core/clock.ts',
    'core/settings',
    'core/pulses',
    'core/sources',
    'core/simulation',
    'core/group/log',
    'core/group/protocol.ts',
    'zod',
    'node:',
  ],
  // Keys are ZeroMQ's own; nothing else of the command line speaks it.
  'core/cli/keys.ts': ['core/contract', 'core/settings', 'zeromq', 'node:'],
  core: ['core', 'zod', 'node:'],
  'main/setup': ['node:'],
  main: ['core', 'electron', 'electron-store', 'zod', 'node:'],
  renderer: ['core/contract', 'react', 'react-dom', 'zustand', 'recharts', '@blueprintjs/core', '@h5web/app', '@h5web/lib'],
  test: ['core', 'main', 'renderer', 'vitest', 'zod', 'kafkajs', 'flatbuffers', 'h5wasm', 'undici', 'zeromq', 'node:'],
  'vitest.config.ts': ['vitest'],
};

/** No I/O, no clock, no Node: what they decide follows from their arguments alone. A folder, or the beginning of a file's name. */
export const pure: readonly string[] = [
  'core/contract/',
  'core/pulses/pulse.ts',
  'core/settings/schema.ts',
  'core/settings/channel.ts',
  'core/settings/sources.ts',
  'core/settings/group.ts',
  'core/settings/z85.ts',
  'core/capture/match.ts',
  'core/capture/decide.ts',
  'core/capture/verdict.ts',
  'core/capture/sentences.ts',
  'core/capture/expected.ts',
  'core/hdf5/layout',
  'core/hdf5/attribute.ts',
  'core/hdf5/columns.ts',
  'core/hdf5/curve.ts',
  'core/hdf5/group.ts',
  'core/hdf5/image.ts',
  'core/hdf5/numbers.ts',
  'core/hdf5/refusal.ts',
  'core/hdf5/scalar.ts',
  'core/sources/kafka/decode/',
  'core/sources/value.ts',
];

/** They only compute; of node:zlib that is crc32. */
export const pureModules: readonly string[] = ['zod', 'flatbuffers', 'node:zlib'];

export const maxLines = 250;
export const unclearFolders = ['utils', 'helpers', 'common', 'types', 'shared', 'misc', 'lib'];
