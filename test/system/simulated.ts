import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { type SettingsInput, type SettingsRequest, settingsFor } from '../../core/simulation/settings.ts';

export type SimulatedRequest = Partial<Omit<SettingsRequest, 'real'>> & {
  devices?: number;
  faults?: { fault: string; device?: string }[];
};

/** A small simulated facility in a folder of the test's own, with its settings as a file too. */
export type Simulated = { folder: string; file: string; dataFolder: string; journalFile: string; channels: string[] };

export function simulate({ devices = 8, faults = [], ...rest }: SimulatedRequest = {}): Simulated {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-system-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const facility = createFacility({ seed: 1, devices, faults });
  const written: SettingsInput = settingsFor(facility, {
    name: 'sys',
    dataFolder: 'data',
    settleMs: 1000,
    limits: { freeDiskMb: 0 },
    ...rest,
  });
  const file = join(folder, 'sys.json');
  writeFileSync(file, JSON.stringify(written));
  const { setup } = parseWholeSettings(written);
  return {
    ...{ folder, file },
    dataFolder: join(folder, 'data'),
    journalFile: join(folder, 'sys.journal.sqlite'),
    channels: setup.devices.flatMap((device) => device.channels.map(({ name }) => name)).sort(),
  };
}
