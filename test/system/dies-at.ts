import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemClock } from '../../core/clock.ts';
import { createOpenedFiles } from '../../core/explorer/opened-files.ts';
import { createExporter } from '../../core/exporter.ts';
import type { FileWriter, OpenFile } from '../../core/hdf5/port.ts';
import { createFileReader } from '../../core/hdf5/reader.ts';
import { createFileWriter } from '../../core/hdf5/writer.ts';
import { createIntake } from '../../core/intake/remote.ts';
import { lockFolder } from '../../core/journal/folder-lock.ts';
import { createJournal } from '../../core/journal/journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { sourceWorkers } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { resolveSecrets } from '../../core/settings/secrets.ts';

/** The exporter in a process that kills itself at the named step of its second capture: `dies-at.ts settings.json step`. The first is to go well, to be spoilt. */
const [file = '', dieAt = ''] = process.argv.slice(2);
process.env['DIE_IN'] = dieAt; // for the HDF5 thread
const loaded = await loadSettings(file);
const { settings, setup, dataFolder } = loaded;
if (setup === null) throw new Error('It cannot lead: the file has no devices.');
const intakeStart = { setup, memoryMb: settings.limits.memoryMb, secrets: await resolveSecrets({ setup }, {}, readFile), topic: null };
const noGateway = () => Promise.reject(new Error('These settings name no gateway.'));
const counts = new Map<string, number>();

async function at<T>(step: string, work: () => Promise<T>): Promise<T> {
  reached(`before ${step}`);
  const value = await work();
  reached(`after ${step}`);
  return value;
}

function reached(moment: string): void {
  const times = (counts.get(moment) ?? 0) + 1;
  counts.set(moment, times);
  if (moment === dieAt && times === 2) process.kill(process.pid, 'SIGKILL');
}

function dyingJournal(journal: Journal): Journal {
  return {
    ...journal,
    begin: (starts) => at('begin', () => journal.begin(starts)),
    step: (captureId, step, facts) => at(facts?.metadata === undefined ? step : 'metadata', () => journal.step(captureId, step, facts)),
    finish: (captureId, end) => at('finish', () => journal.finish(captureId, end)),
  };
}

function dyingWriter(writer: FileWriter): FileWriter {
  return { ...writer, open: async (start) => dyingFile(await at('open', () => writer.open(start))) };
}

function dyingFile(open: OpenFile): OpenFile {
  let writes = 0;
  return {
    ...open,
    async write(channel, reading) {
      writes += 1;
      const third = writes === 3;
      return third ? at('third write', () => open.write(channel, reading)) : open.write(channel, reading);
    },
    seal: (root) => at('seal', () => open.seal(root)),
  };
}

await lockFolder(dataFolder, { name: settings.name, pid: process.pid, host: hostname(), now: Date.now() });
const exporter = await createExporter(
  { settings, setup, dataFolder },
  {
    openIntake: (_setup, _topic, listener) => createIntake(sourceWorkers.intake, intakeStart, { ...listener, ended: () => undefined }),
    ...{ openGateway: noGateway, askGateway: noGateway, readSetup: () => setup },
    writer: dyingWriter(createFileWriter({ workerUrl: new URL('./workers/dies-in-file.ts', import.meta.url), workers: 1 })),
    journal: dyingJournal(await createJournal({ file: loaded.journalFile, workerUrl: sourceWorkers.journal })),
    reader: createFileReader({ workerUrl: sourceWorkers.hdf5 }),
    opened: createOpenedFiles(),
    openTest: () => Promise.reject(new Error('No test capture is asked for here.')),
    clock: systemClock,
    version: 'test',
    wire: null,
  },
);
await exporter.begin();
await exporter.captureNow({ waitForEnd: true });
await exporter.captureNow({ waitForEnd: true });
await exporter.stop();
