import { basename, dirname, join, resolve } from 'node:path';
import { ExporterError, toFailure } from '../contract/errors.ts';
import { type LoadedSettings, loadSettings } from '../settings/load-settings.ts';
import { parseSettings } from '../settings/parse-settings.ts';
import { createFacility, type Facility, type FacilityRequest } from '../simulation/facility.ts';
import { isGatewayFaultName } from '../simulation/gateway/fault-names.ts';
import { settingsFor as simulatedSettings } from '../simulation/settings.ts';
import type { CliArguments } from './arguments.ts';
import type { FaultWanted } from './option-values.ts';
import { scheduleFor } from './run.ts';

/** Without settings a newcomer's files lie here, below the folder the program was started in. */
const newcomersFolder = 'local';

export async function settingsFor(wanted: Pick<CliArguments, 'settings' | 'faults' | 'out'>): Promise<LoadedSettings> {
  const loaded = wanted.settings === null ? simulatedIn(resolve(newcomersFolder), wanted.faults) : await loadSettings(wanted.settings);
  if (wanted.settings !== null && wanted.faults.length > 0)
    throw new ExporterError(
      'BAD_REQUEST',
      '--fault is for the simulated facility only; name faults under sources.simulation.faults of the settings.',
    );
  return withOut(loaded, wanted.out);
}

/** With what was said on the command line instead of what the settings say. */
export function withWanted(loaded: LoadedSettings, wanted: CliArguments): LoadedSettings {
  const { setup } = loaded;
  const asked = setup === null ? null : { ...setup, schedule: scheduleFor({ ...wanted, commands: true }, setup.schedule) };
  return withOut({ ...loaded, setup: asked }, wanted.out);
}

function withOut(loaded: LoadedSettings, out: string | null): LoadedSettings {
  if (out === null) return loaded;
  const dataFolder = resolve(out);
  return { ...loaded, dataFolder, journalFile: join(dirname(dataFolder), `${basename(dataFolder)}.journal.sqlite`) };
}

/** Throws BAD_REQUEST for a fault or a device that is not there. */
export function facilityWith(faults: readonly FaultWanted[], request: Omit<FacilityRequest, 'faults'> = { seed: 1 }): Facility {
  try {
    return createFacility({ ...request, faults: faults.map(({ fault, device }) => (device === null ? { fault } : { fault, device })) });
  } catch (error) {
    throw new ExporterError('BAD_REQUEST', `--fault: ${toFailure(error).message}`, { cause: error });
  }
}

/** Light on the disk: small images, at most 2 GB kept, a pulse every three seconds. */
export function simulatedIn(folder: string, faults: readonly FaultWanted[] = []): LoadedSettings {
  const facility = facilityWith(faults.filter(({ fault }) => !isGatewayFaultName(fault)));
  const { settings, setup, warnings } = parseSettings(
    simulatedSettings(facility, {
      name: 'simulated',
      dataFolder: 'data',
      schedule: { kind: 'seconds', every: 3 },
      settleMs: 1000,
      limits: { dataFolderMb: 2000, whenFull: 'drop-oldest' },
    }),
  );
  return { settings, setup, warnings, file: null, dataFolder: join(folder, 'data'), journalFile: join(folder, 'simulated.journal.sqlite') };
}
