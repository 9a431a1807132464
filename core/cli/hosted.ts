import { dirname, resolve } from 'node:path';
import type { ExporterEvent } from '../contract/api.ts';
import type { RunningExporter } from '../exporter.ts';
import { createConnections } from '../host/connections.ts';
import { type Host, openHost } from '../host/host.ts';
import { createFileStore } from '../host/settings-store.ts';
import { openExporter, sourceWorkers } from '../open-exporter.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import { settingsFrom } from '../settings/load-settings.ts';
import type { CliArguments } from './arguments.ts';
import { openSimulated } from './open-simulated.ts';
import type { RunEnd } from './run.ts';
import { withWanted } from './settings.ts';
import { createTally } from './tally.ts';

/** What a newcomer sets on the screens is kept here, below the folder the program was started in. */
const newcomersFile = 'local/settings.json';

export type Hosted = { host: Host /** As it runs now. */; loaded(): LoadedSettings };

/** An exporter whose settings can be changed on its screens, in the file it was started with. `asked` is what runs where none are kept. */
export async function openHosted(
  wanted: CliArguments,
  asked: LoadedSettings,
  { version, env, onTrouble }: { version: string; env: NodeJS.ProcessEnv; onTrouble(error: unknown): void },
): Promise<Hosted> {
  const file = resolve(wanted.settings ?? newcomersFile);
  let loaded = asked;
  const inUse = () => ({ settings: loaded.settings, setup: loaded.setup, folder: dirname(file) });
  const connections = createConnections({ env, intakeWorker: sourceWorkers.intake, inUse });
  const host = await openHost({ store: createFileStore(file), connections, open, onTrouble });
  return { host, loaded: () => loaded };

  async function open(settings: unknown): Promise<RunningExporter> {
    const found = withWanted(settings === null ? asked : settingsFrom(settings, file), wanted);
    if (settings !== null) {
      const exporter = await openExporter(found, { version, env });
      loaded = found;
      return exporter;
    }
    const simulated = await openSimulated(found, { version, env, faults: wanted.faults });
    loaded = simulated.loaded;
    return simulated.exporter;
  }
}

/** Runs until the signal, or until the exporter ends by itself: it has said why. */
export async function runHosted(host: Host, signal: AbortSignal): Promise<RunEnd> {
  const tally = createTally();
  const asked = new Promise<boolean>((resolve) => signal.addEventListener('abort', () => resolve(true), { once: true }));
  host.subscribe((event: ExporterEvent) => tally.count(event));
  let byPerson: boolean;
  try {
    byPerson = await Promise.race([signal.aborted || asked, host.ended, host.begin().then(() => asked)]);
  } finally {
    await host.stop();
  }
  return { exitCode: byPerson && tally.allComplete() ? 0 : 1, summary: tally.sentence() };
}
