import type { ByteRoutes } from './byte-routes.ts';
import type { ExplorerApi } from './contract/explorer.ts';
import type { PreviewApi } from './contract/preview.ts';
import { createExplorer } from './explorer/explorer.ts';
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
  const places = { dataFolder, folders, opened };
  const previews = createPreviews({ ...ports, places });
  const explorer = createExplorer({ ...ports, places });
  return { commands: { ...previews.commands, ...explorer }, bytes: previews.bytes };
}
