import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CaptureDetails, ExporterEvent } from '../../core/contract/api.ts';
import type { RunningExporter } from '../../core/exporter.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import type { SettingsInput } from '../../core/simulation/settings.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';

type EventOf<T extends ExporterEvent['type']> = Extract<ExporterEvent, { type: T }>;

export type SystemUnderTest = {
  exporter: RunningExporter;
  /** Holds settings, journal and data. */
  folder: string;
  events: ExporterEvent[];
  /** The first of this type that suits, be it from before or still to come. */
  until<T extends ExporterEvent['type']>(type: T, suits?: (event: EventOf<T>) => boolean): Promise<EventOf<T>>;
  /** Of this pulse, from asking to its end. */
  take(pulse: { pulseId: string; timestampNs?: string }): Promise<CaptureDetails>;
  pathOf(file: string | null): string;
  /** As the file's root says. */
  factsIn(file: string | null): Promise<{ activeArea: unknown; activeExperiment: unknown }>;
};

/** The whole exporter with its threads, from a settings file of its own. Stopped and forgotten when the test ends. */
export async function openSystem(settings: SettingsInput, env: Record<string, string> = {}): Promise<SystemUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-system-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ ...settings, dataFolder: 'data' }));
  const exporter = await openExporter(await loadSettings(file), { version: 'test', env });
  onTestFinished(() => exporter.stop());
  const events: ExporterEvent[] = [];
  const listeners = new Set<(event: ExporterEvent) => void>();
  exporter.subscribe((event) => {
    events.push(event);
    for (const listener of listeners) listener(event);
  });
  await exporter.begin();

  function until<T extends ExporterEvent['type']>(type: T, suits: (event: EventOf<T>) => boolean = () => true): Promise<EventOf<T>> {
    const isWanted = (event: ExporterEvent): event is EventOf<T> => isOf(event, type) && suits(event);
    const before = events.find(isWanted);
    if (before !== undefined) return Promise.resolve(before);
    return new Promise((resolve) => {
      const listener = (event: ExporterEvent) => {
        if (!isWanted(event)) return;
        listeners.delete(listener);
        resolve(event);
      };
      listeners.add(listener);
    });
  }

  function pathOf(path: string | null): string {
    if (path === null) throw new Error('This capture has no file.');
    return join(folder, 'data', path);
  }

  return {
    ...{ exporter, folder, events, until },
    async take(pulse) {
      const { captureId } = await exporter.capturePulse({ ...pulse, waitForEnd: true });
      return exporter.getCapture({ captureId });
    },
    pathOf,
    async factsIn(path) {
      const { attributes } = await readWithH5wasm(pathOf(path));
      return { activeArea: attributes['active_area']?.value, activeExperiment: attributes['active_experiment']?.value };
    },
  };
}

function isOf<T extends ExporterEvent['type']>(event: ExporterEvent, type: T): event is EventOf<T> {
  return event.type === type;
}

/** "CAM-1 missing", sorted, of all that were not captured. */
export function missed({ outcomes }: Pick<CaptureDetails, 'outcomes'>): string[] {
  return outcomes
    .filter(({ code }) => code !== 'captured')
    .map(({ channel, code, failure }) => `${channel} ${failure?.code ?? code}`)
    .sort();
}
