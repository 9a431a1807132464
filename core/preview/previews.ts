import type { ByteRoutes } from '../byte-routes.ts';
import type { PreviewApi } from '../contract/preview.ts';
import type { FilePlaces } from '../explorer/resolve-file.ts';
import type { FileReader } from '../hdf5/port.ts';
import type { Journal } from '../journal/port.ts';
import type { DeviceSettings } from '../settings/schema.ts';
import { readPulse } from './read-pulse.ts';
import { dataAnswers } from './routes.ts';
import { readTrend } from './trend.ts';

export type PreviewPorts = {
  journal: Pick<Journal, 'capturesOf' | 'neighbours' | 'capturesIn' | 'get'>;
  reader: Pick<FileReader, 'look'>;
  places: FilePlaces;
  /** As the settings are now. */
  devices(): readonly DeviceSettings[];
  signal: AbortSignal;
};

/** Previews of captures: one pulse, its neighbours, and values over many. */
export function createPreviews(ports: PreviewPorts): { commands: PreviewApi; bytes: ByteRoutes } {
  const deviceOf = (channel: string) => ports.devices().find(({ channels }) => channels.some(({ name }) => name === channel))?.name ?? null;
  return {
    commands: {
      previewPulse: (pulse) => readPulse(pulse, { ...ports, deviceOf }),
      neighbourPulses: ({ timestampNs }) => ports.journal.neighbours(timestampNs),
      trend: (request) => readTrend(request, ports),
    },
    bytes: dataAnswers(ports),
  };
}
