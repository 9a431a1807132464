import { z } from 'zod';
import type { ByteRoutes } from '../byte-routes.ts';
import { dataRoutes } from '../contract/data.ts';
import { ExporterError } from '../contract/errors.ts';
import { type FilePlaces, resolveFile } from '../explorer/resolve-file.ts';
import type { FileReader } from '../hdf5/port.ts';
import { packFrame } from './frame.ts';

const file = z.string().min(1).max(4096);
const pixels = z.coerce.number().int().min(1).max(1024);
const queries = {
  slice: z.strictObject({ file, dataset: z.string().min(2).max(4096).startsWith('/'), selection: z.string().max(500).default('') }),
  thumbnail: z.strictObject({
    file,
    channel: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^/]+$/),
    width: pixels,
    height: pixels,
  }),
  traces: z.strictObject({ file, stretches: z.coerce.number().int().min(1).max(2000) }),
};

type RoutePorts = { reader: Pick<FileReader, 'look'>; places: FilePlaces };

/** Numbers of images and curves, for screens: see `dataRoutes`. Queries are nobody's word until they have been looked at. */
export function dataAnswers({ reader, places }: RoutePorts): ByteRoutes {
  return async (asked, signal) => {
    const { pathname, searchParams } = new URL(asked, 'http://exporter');
    const query = Object.fromEntries(searchParams);
    switch (pathname) {
      case dataRoutes.slice: {
        const { dataset, selection, ...of } = wanted(queries.slice, query);
        const { slice } = await reader.look(await resolveFile(of.file, places), { of: 'slice', dataset, selection }, signal);
        return packFrame(slice.header, slice.bytes);
      }
      case dataRoutes.thumbnail: {
        const { channel, width, height, ...of } = wanted(queries.thumbnail, query);
        const look = { of: 'thumbnail', channel, width, height } as const;
        const { thumbnail } = await reader.look(await resolveFile(of.file, places), look, signal);
        return packFrame(thumbnail.header, thumbnail.bytes);
      }
      case dataRoutes.traces: {
        const { stretches, ...of } = wanted(queries.traces, query);
        const { traces } = await reader.look(await resolveFile(of.file, places), { of: 'traces', stretches }, signal);
        return packFrame(traces.header, traces.bytes);
      }
      default:
        return null;
    }
  };
}

function wanted<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new ExporterError('BAD_REQUEST', z.prettifyError(parsed.error).slice(0, 1000));
}
