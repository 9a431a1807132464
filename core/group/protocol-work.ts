import { z } from 'zod';
import { outcomeCodes } from '../contract/api.ts';
import { count, devices, metadataSchema, name, pulseFactsSchema, recordSchema } from './protocol-facts.ts';

/** What an exporter is to capture, and what became of it. */

/** More channels than any group has. */
const channelsMost = 20_000;

/** A pulse and the devices one exporter is to capture of it, late. */
export const taskSchema = z.strictObject({
  pulse: pulseFactsSchema,
  metadata: metadataSchema,
  record: recordSchema,
  devices,
  /** 0: of the past, waits for nothing. */
  waitMs: z.number().nonnegative(),
});
/** One file, or none, of one attempt. Sentences only of what was not captured. */
export const reportSchema = z.strictObject({
  pulse: pulseFactsSchema,
  captureId: name,
  attempt: count,
  file: z.string().max(500).nullable(),
  verdict: z.enum(['complete', 'partial', 'empty', 'failed']),
  outcomes: z
    .array(
      z.strictObject({
        channel: name,
        device: name,
        code: z.enum(outcomeCodes),
        bytes: count.exactOptional(),
        tookMs: z.number().nonnegative().exactOptional(),
      }),
    )
    .max(channelsMost),
});
/** A pulse a follower knows of and has no verdict for. */
export const openPulseSchema = z.strictObject({
  pulse: pulseFactsSchema,
  metadata: metadataSchema,
  record: recordSchema,
  mode: z.enum(['live', 'past']),
  /** `reported` follows at once for those that are finished. */
  state: z.enum(['finished', 'working', 'none']),
  devices,
});
