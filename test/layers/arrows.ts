/**
 * Who may import whom. The longest entry that a file's path begins with is its room; a room may always import itself. An entry names a folder, a
 * file, or a package. A missing arrow is a question of design: add it only with a reason.
 */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  'core/contract': [],
  'core/clock.ts': ['core/contract'],
  'core/feed.ts': ['core/contract'],
  'core/settings': ['core/contract', 'zod', 'node:'],
  // What every HTTP client here needs; undici as a type only.
  'core/http': ['undici'],
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
    'core/http',
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
  'core/upload': [
    'core/contract',
    'core/settings',
    'core/clock.ts',
    'core/http',
    'core/pulses/pulse.ts',
    // Its queue is a part of the journal, and a file the Gateway fails over is looked at again.
    'core/journal/uploads-port.ts',
    'core/hdf5/port.ts',
    // A duration is written one way everywhere.
    'core/capture/sentences.ts',
    'undici',
    'zod',
    'node:',
  ],
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
    // What a group orders and is told: its captures answer it.
    'core/group/own-share.ts',
    'core/group/protocol.ts',
    'core/group/pulse-key.ts',
    // Maps that forget their oldest are one function everywhere.
    'core/group/remember.ts',
    'node:',
  ],
  // What stays here, and for how long: files and what the journal knows of captures.
  'core/retention': ['core/contract', 'core/clock.ts', 'core/settings', 'core/journal/files-port.ts', 'core/capture/sentences.ts', 'node:'],
  // Ports only: who asks it gives a journal and a Gateway.
  'core/report': [
    'core/contract',
    'core/clock.ts',
    'core/pulses/pulse.ts',
    'core/journal/port.ts',
    'core/journal/report-port.ts',
    'core/upload/port.ts',
    'core/upload/record-id.ts',
    'zod',
  ],
  'core/group': [
    'core/contract',
    'core/settings',
    'core/pulses/pulse.ts',
    'core/pulses/pulse-age.ts',
    'core/capture/sentences.ts',
    'core/capture/verdict.ts',
    'core/journal/port.ts',
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
  // What stands in files, for screens: the reading thread by its port.
  'core/preview': [
    'core/contract',
    'core/settings',
    'core/clock.ts',
    'core/byte-routes.ts',
    'core/pulses/pulse.ts',
    'core/hdf5/port.ts',
    'core/hdf5/path.ts',
    // What a file says of itself; a type.
    'core/hdf5/contents.ts',
    'core/journal/port.ts',
    'core/explorer',
    'core/group/remember.ts',
    'zod',
    'node:',
  ],
  'core/explorer': ['core/contract', 'core/byte-routes.ts', 'core/hdf5/port.ts', 'core/group/remember.ts', 'zod', 'node:'],
  'core/simulation': ['core/contract', 'core/settings', 'core/pulses', 'core/sources', 'core/clock.ts', 'zod', 'flatbuffers', 'node:'],
  // It reads the files it is sent, as the real one does: HDF5's own reading, and nothing of how we write.
  'core/simulation/gateway': [
    'core/contract',
    'core/settings/channel.ts',
    'core/hdf5/h5.ts',
    'core/hdf5/h5-types.ts',
    'core/hdf5/get.ts',
    'core/hdf5/group.ts',
    'core/hdf5/numbers.ts',
    'core/hdf5/scalar.ts',
    'zod',
    'node:',
  ],
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
  // The set-up script builds the screens: as a program of its own, since it runs before any package is there.
  'core/cli/screens.ts': ['core/contract', 'core/byte-routes.ts', 'core/serve', 'main/setup/ready.mjs', 'node:'],
  // Keys are ZeroMQ's own; nothing else of the command line speaks it.
  'core/cli/keys.ts': ['core/contract', 'core/settings', 'zeromq', 'node:'],
  // A wire to the exporter: it knows the contract and the one door, and nothing of what is behind them.
  'core/serve': ['core/contract', 'core/byte-routes.ts', 'core/clock.ts', 'core/dispatch.ts', 'ws', 'zod', 'node:'],
  core: ['core', 'zod', 'node:'],
  'main/setup': ['node:'],
  // Without a window the program is the command line's.
  'main/setup/start.mjs': ['core/cli.ts', 'main/setup', 'node:'],
  // Runs in the window's sandbox, where there is nothing of Node and nothing of the exporter but its contract.
  'main/preload.ts': ['electron', 'main/ipc-bridge.ts', 'main/shell-bridge.ts'],
  'main/ipc-bridge.ts': ['core/contract', 'main/channels.ts', 'main/invoke.ts'],
  'main/shell-bridge.ts': ['core/contract', 'main/channels.ts', 'main/invoke.ts'],
  'main/invoke.ts': ['core/contract'],
  // Settings in a file of Electron's are one module's affair: the rest knows what it needs of it.
  'main/kept-files.ts': ['main', 'electron-store'],
  main: ['core', 'electron', 'zod', 'node:'],
  'renderer/vite.config.ts': ['vite', '@vitejs/plugin-react'],
  renderer: ['core/contract', 'react', 'react-dom', 'zustand', 'recharts', '@blueprintjs/core', '@h5web/app', '@h5web/lib'],
  test: [
    'core',
    'main',
    'renderer',
    'vitest',
    // Its types only: the package fetches its binary when it is loaded.
    'electron',
    'zod',
    'kafkajs',
    'flatbuffers',
    'h5wasm',
    'undici',
    'zeromq',
    'ws',
    'playwright',
    '@axe-core/playwright',
    'node:',
  ],
  'vitest.config.ts': ['vitest'],
  'electron.vite.config.ts': ['electron-vite', 'renderer/vite.config.ts'],
};

export const maxLines = 250;
export const unclearFolders = ['utils', 'helpers', 'common', 'types', 'shared', 'misc', 'lib'];
