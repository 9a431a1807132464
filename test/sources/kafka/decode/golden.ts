import { readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../../fixtures/kafka/', import.meta.url);

const entrySchema = z.object({
  file: z.string(),
  schema: z.string(),
  sourceName: z.string().nullable(),
  pulseId: z.string().nullable(),
  pulseTimestamp: z.number().nullable(),
  effectiveTimestampNs: z.string().nullable(),
  timestampNs: z.string().nullable(),
  kind: z.enum(['scalar', 'string', 'array', 'image', 'xy', 'table', 'status']),
  value: z.record(z.string(), z.unknown()).nullable(),
  units: z.string().nullable(),
  alarm: z.object({ severity: z.string(), status: z.string().nullable(), message: z.string().nullable() }).nullable(),
  display: z.object({ precision: z.number() }).nullish(),
  codec: z.string().nullish(),
  attributes: z.array(z.object({ name: z.string(), value: z.record(z.string(), z.unknown()) })).optional(),
});
export type Golden = z.infer<typeof entrySchema> & { bytes: Uint8Array };

/** The messages made by encoders of others, and what a reader must find in them; see the README beside them. */
export const goldens: Golden[] = z
  .array(entrySchema)
  .parse(JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')))
  .map((entry) => ({ ...entry, bytes: new Uint8Array(readFileSync(new URL(entry.file, folder))) }));
