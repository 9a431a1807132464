import { dirname, join } from 'node:path';
import { openSimulated } from '../core/cli/open-simulated.ts';
import { simulatedIn } from '../core/cli/settings.ts';
import type { OpenedFiles } from '../core/explorer/opened-files.ts';
import { createConnections } from '../core/host/connections.ts';
import { type Host, openHost } from '../core/host/host.ts';
import type { SettingsStore } from '../core/host/settings-store.ts';
import { openExporter, type WorkerUrls } from '../core/open-exporter.ts';
import { settingsFrom } from '../core/settings/load-settings.ts';
import type { InUse } from '../core/settings/stray-secrets.ts';
import type { Secrets } from './secrets.ts';

export type DesktopOptions = {
  settings: SettingsStore;
  secrets: Secrets;
  workers: WorkerUrls;
  opened: OpenedFiles;
  version: string;
  /** Of this program for this user: what the simulated facility leaves lies there. */
  folder: string;
  onTrouble(error: unknown): void;
};

/** The exporter of this desktop: with the settings that are kept, else on the simulated facility. */
export function openDesktop({ settings, secrets, workers, opened, version, folder, onTrouble }: DesktopOptions): Promise<Host> {
  const { env } = secrets;
  const nothing: InUse = { settings: {}, setup: null, folder: dirname(settings.where) };
  let used = nothing;
  const connections = createConnections({ env, intakeWorker: workers.intake, inUse: () => used });
  return openHost({
    ...{ store: settings, secrets, connections, onTrouble },
    async open(wanted) {
      const loaded = wanted === null ? null : settingsFrom(wanted, settings.where);
      const exporter =
        loaded === null
          ? (await openSimulated(simulatedIn(join(folder, 'simulated')), { version, env, workers, opened })).exporter
          : await openExporter(loaded, { version, env, workers, opened });
      used = loaded === null ? nothing : { settings: loaded.settings, setup: loaded.setup, folder: nothing.folder };
      return exporter;
    },
  });
}
