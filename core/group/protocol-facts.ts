import { z } from 'zod';
import { failureCodes } from '../contract/errors.ts';
import type { RecordFacts } from '../contract/uploads.ts';

/** What several messages of the protocol have in them. */

const devicesMost = 5_000;

export const name = z.string().min(1).max(200);
export const sentence = z.string().max(2000);
export const count = z.number().int().nonnegative();
export const digits = z.string().regex(/^\d{1,20}$/);
export const devices = z.array(name).max(devicesMost);

export const pulseFactsSchema = z.strictObject({ pulseId: digits, timestampNs: digits });
export const metadataSchema = z.strictObject({ activeArea: z.string().max(500), activeExperiment: z.string().max(500) });
/** How a pulse stands in the Gateway: all files of it follow this. */
export const recordSchema = z.strictObject({
  digits: z.union([z.literal(0), z.literal(3)]),
  localOnly: sentence.nullable(),
}) satisfies z.ZodType<RecordFacts>;
export const metadataSetSchema = z.strictObject({
  activeArea: z.string().max(500).exactOptional(),
  activeExperiment: z.string().max(500).exactOptional(),
});
export const outOfServiceSchema = z.strictObject({
  reason: sentence,
  by: name,
  since: z.string().max(40),
  until: z.string().max(40).nullable(),
});
export const failureSchema = z.strictObject({
  code: z.enum(failureCodes),
  message: sentence,
  facts: z.record(z.string().max(100), z.union([z.string().max(2000), z.number(), z.boolean()])).exactOptional(),
});
