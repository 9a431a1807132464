import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { systemClock } from './clock.ts';
import { ExporterError, type Failure } from './contract/errors.ts';
import { createOpenedFiles, type OpenedFiles } from './explorer/opened-files.ts';
import { createExporter, type RunningExporter } from './exporter.ts';
import type { ExporterPorts } from './exporter-ports.ts';
import type { Wire } from './group/wire/port.ts';
import { createFileReader } from './hdf5/reader.ts';
import { createFileWriter } from './hdf5/writer.ts';
import { createIntake } from './intake/remote.ts';
import { lockFolder } from './journal/folder-lock.ts';
import { createJournal } from './journal/journal.ts';
import { openTestWith } from './open-test.ts';
import { tooLittleMemory } from './settings/check-limits.ts';
import { resolveGatewaySecrets } from './settings/gateway-secrets.ts';
import type { GroupSettings } from './settings/group.ts';
import type { LoadedSettings } from './settings/load-settings.ts';
import { readSetup } from './settings/read-setup.ts';
import { resolveGroupKey, resolveSecrets } from './settings/secrets.ts';
import { refuseStraySecrets } from './settings/stray-secrets.ts';
import { createGateway } from './upload/client.ts';

/** Bundled and unbundled programs find their workers in different places. */
export type WorkerUrls = { intake: URL; hdf5: URL; journal: URL /** Of the simulated Gateway. */; gateway: URL };

export const sourceWorkers: WorkerUrls = {
  intake: new URL('./intake/worker.ts', import.meta.url),
  hdf5: new URL('./hdf5/worker.ts', import.meta.url),
  journal: new URL('./journal/worker.ts', import.meta.url),
  gateway: new URL('./simulation/gateway/worker.ts', import.meta.url),
};

/** `opened`: files that a person opens with this program; none where it is left out. */
type OpenOptions = { version: string; env: NodeJS.ProcessEnv; workers?: WorkerUrls; opened?: OpenedFiles };

/**
 * A whole exporter with its threads, its journal and its lock on the data folder. Rejects with FOLDER_IN_USE, BAD_SETTINGS, JOURNAL_FAILED or DISK_* and then
 * holds nothing open. Its `stop` closes everything.
 */
export async function openExporter(
  loaded: LoadedSettings,
  { version, env, workers = sourceWorkers, opened: openedFiles = createOpenedFiles() }: OpenOptions,
): Promise<RunningExporter> {
  const { settings, setup, file, dataFolder, journalFile } = loaded;
  const { group, limits } = settings;
  const folder = dirname(file ?? dataFolder);
  const secretKey = await resolveGroupKey(group, file, env, readFile);
  const keys = group?.keys === undefined || secretKey === null ? null : { publicKey: group.keys.publicKey, secretKey };
  const wire = group === undefined ? null : await openWire(group, keys);
  let giveUp: (failure: Failure) => void = () => undefined;
  await using opened = new AsyncDisposableStack();
  const lock = opened.adopt(
    await lockFolder(dataFolder, {
      name: settings.name,
      pid: process.pid,
      host: hostname(),
      now: Date.now(),
      onTaken: (failure) => giveUp(failure),
    }),
    (held) => held.release(),
  );
  const journal = opened.adopt(await createJournal({ file: journalFile, workerUrl: workers.journal }), (it) => it.close());
  const writer = opened.adopt(createFileWriter({ workerUrl: workers.hdf5, workers: settings.hdf5.writers }), (it) => it.close());
  const ports: Omit<ExporterPorts, 'openTest'> = {
    openIntake: async (wanted, topic, listener) => {
      const tooLittle = tooLittleMemory(limits.memoryMb, wanted.sources);
      if (tooLittle !== null) throw new ExporterError('BAD_SETTINGS', `limits.memoryMb of ${settings.name}: ${tooLittle}`);
      const secrets = await resolveSecrets({ setup: wanted, file }, env, readFile);
      const ended = (failure: Failure) => giveUp(failure);
      return createIntake(workers.intake, { setup: wanted, memoryMb: limits.memoryMb, secrets, topic }, { ...listener, ended });
    },
    openGateway: async (gateway) => createGateway(gateway, await resolveGatewaySecrets({ gateway, file }, env, readFile), { env }),
    readSetup: (input) => readSetup(input, folder),
    async askGateway(gateway, inUse) {
      refuseStraySecrets(gateway, { settings, setup: inUse, folder });
      return createGateway(gateway, await resolveGatewaySecrets({ gateway }, env, readFile), { env });
    },
    ...{ journal, writer, reader: createFileReader({ workerUrl: workers.hdf5 }), opened: openedFiles, version, wire, clock: systemClock },
  };
  const exporter = await createExporter({ settings, setup, dataFolder }, { ...ports, openTest: openTestWith(ports, workers) });
  opened.move();
  let stopped: Promise<void> | undefined;
  giveUp = (failure) => void exporter.giveUp(failure);
  return { ...exporter, stop: () => (stopped ??= exporter.stop().finally(() => lock.release())) };
}

/** Only an exporter in a group loads ZeroMQ. */
async function openWire(group: GroupSettings, keys: { publicKey: string; secretKey: string } | null): Promise<Wire> {
  const { createZeromqWire } = await import('./group/wire/zeromq.ts');
  return createZeromqWire({ keys, allowed: () => allowedKeys(group) });
}

/** Whoever may lead may follow another as well. */
function allowedKeys({ followers, leaders }: GroupSettings): ReadonlySet<string> {
  return new Set([...followers, ...leaders].flatMap(({ publicKey }) => publicKey ?? []));
}
