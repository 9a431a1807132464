import type { ByteRoutes } from './byte-routes.ts';
import { ExporterError } from './contract/errors.ts';
import type { ExplorerApi } from './contract/explorer.ts';
import type { PreviewApi } from './contract/preview.ts';
import type { OpenedFiles } from './explorer/opened-files.ts';
import type { FileReader } from './hdf5/port.ts';
import type { Journal } from './journal/port.ts';
import { createPreviews } from './preview/previews.ts';
import type { DeviceSettings } from './settings/schema.ts';

export type LookingPorts = {
  journal: Journal;
  reader: FileReader;
  opened: OpenedFiles;
  dataFolder: string;
  /** Further folders that the settings allow; whole paths. */
  folders: readonly string[];
  exporter: string;
  /** As the settings are now. */
  devices(): readonly DeviceSettings[];
  signal: AbortSignal;
};

/** All that shows what stands in files: previews of captures, any HDF5 file, and the bytes of both. */
export function createLooking({ dataFolder, folders, opened, ...ports }: LookingPorts): {
  commands: PreviewApi & ExplorerApi;
  bytes: ByteRoutes;
} {
  const previews = createPreviews({ ...ports, places: { dataFolder, folders, opened } });
  const nothing = async () => {
    throw new ExporterError('NOT_FOUND', 'Files are not looked into yet.');
  };
  return {
    commands: {
      ...previews.commands,
      ...{ exploreFile: nothing, exploreEntity: nothing, exploreAttributes: nothing },
      ...{ exploreValue: nothing, explorePaths: nothing, exploreFolder: nothing },
    },
    bytes: previews.bytes,
  };
}
