import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { z } from 'zod';
import { systemClock } from '../../../core/clock.ts';
import { createOpenedFiles } from '../../../core/explorer/opened-files.ts';
import { createExporter } from '../../../core/exporter.ts';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import { createFileReader } from '../../../core/hdf5/reader.ts';
import { createFileWriter } from '../../../core/hdf5/writer.ts';
import { createIntake } from '../../../core/intake/remote.ts';
import { createJournal } from '../../../core/journal/journal.ts';
import { sourceWorkers } from '../../../core/open-exporter.ts';
import { groupSchema } from '../../../core/settings/group.ts';
import { settingsOf } from '../loads.ts';
import { watchAnnouncing } from './announcing.ts';
import { capturingOrderSchema, capturingTaskSchema, type scheduledSchema, version } from './protocol.ts';
import { namesOf } from './room.ts';
import { serve } from './serve.ts';

/** A whole exporter as the leader, put together here so that the bench sees when its schedule hands a pulse in, and when the announcement goes out. */
const { folder, addresses, followers, ownShare } = capturingTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const dataFolder = join(folder, 'data');
await mkdir(dataFolder, { recursive: true });
const hdf5 = { compression: 'none', level: 1, writers: 1 } as const;
const { settings, setup } = settingsOf({ load: 'standard', brokers: null, dataFolder, hdf5, settleMs: 1000, channels: null });
/** Pulses of the schedule that are not counted. */
const warmUp = 3;
const names = [...(ownShare ? [addresses.name] : []), ...namesOf(followers)];
const pins = Object.fromEntries(setup.devices.map(({ name }, at) => [name, names[at % names.length] ?? '']));
const group = groupSchema.parse({ role: 'leader', leaders: [addresses], pins, gatherMs: 500 });
const limits = { ...settings.limits, dataFolderMb: 400, whenFull: 'drop-oldest' } as const;
const noGateway = () => Promise.reject(new Error('These settings name no gateway.'));
const watched = watchAnnouncing();
const exporter = await createExporter(
  { settings: { ...settings, name: addresses.name, limits, group }, setup, dataFolder },
  {
    openIntake: (wanted, topic, listener) =>
      createIntake(
        sourceWorkers.intake,
        { setup: wanted, memoryMb: limits.memoryMb, secrets: { kafka: {} }, topic },
        { ...listener, ended: ({ message }) => console.error(message) },
      ),
    ...{ openGateway: noGateway, askGateway: noGateway, readSetup: () => setup },
    writer: createFileWriter({ workerUrl: sourceWorkers.hdf5, workers: 1 }),
    reader: createFileReader({ workerUrl: sourceWorkers.hdf5 }),
    opened: createOpenedFiles(),
    openTest: () => Promise.reject(new Error('No test capture is asked for here.')),
    journal: watched.journal(await createJournal({ file: join(folder, 'journal.sqlite'), workerUrl: sourceWorkers.journal })),
    wire: watched.wire(createZeromqWire({ keys: null, allowed: () => new Set() })),
    ...{ version, clock: systemClock },
  },
);
const whole = Promise.withResolvers<void>();
let captures = 0;
let bytes = 0;
exporter.subscribe((event) => {
  if (event.type === 'group/changed' && Object.keys(event.group.plan?.shares ?? {}).length === followers + 1) whole.resolve();
  if (event.type !== 'capture/finished' || event.capture.verdict !== 'complete') return;
  captures++;
  bytes += event.capture.bytes;
});
await exporter.begin();

serve(capturingOrderSchema, measure, () => exporter.stop());

async function measure({ pulses, everyS }: z.infer<typeof capturingOrderSchema>): Promise<z.infer<typeof scheduledSchema>> {
  await whole.promise;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await exporter.startSchedule({ schedule: { kind: 'seconds', every: everyS, count: warmUp + pulses } });
  await watched.announced(warmUp);
  delay.reset();
  await watched.announced(warmUp + pulses);
  await exporter.whenIdle();
  delay.disable();
  return { times: watched.times().slice(warmUp), captures, bytes, longestBlockMs: delay.max / 1e6 };
}
