import { z } from 'zod';
import { outcomeCodes } from '../contract/api.ts';
import { missedShown, pulseFilesMost, pulseUploadStates } from '../contract/group.ts';
import { uploadStates } from '../contract/uploads.ts';
import { exporterNameSchema } from '../settings/group.ts';
import { count, name, pulseFactsSchema, sentence } from './protocol-facts.ts';

/** What a verdict of the group is made of. */

export const shareSchema = z.strictObject({
  exporter: exporterNameSchema,
  state: z.enum(['waiting', 'taking', 'reported', 'lost']),
  devices: count,
  expected: count,
  decided: count,
  captured: count,
  verdict: z.enum(['complete', 'partial', 'empty', 'failed']).nullable(),
  files: z.array(z.string().max(500)).max(100),
});
export const missedSchema = z
  .array(z.strictObject({ channel: name, code: z.enum(outcomeCodes), exporter: exporterNameSchema }))
  .max(missedShown);

const file = z.string().max(500);
const leftOut = { channel: name, sentence };
/** How a pulse stands in the Gateway, over all exporters. */
export const pulseUploadSchema = z.strictObject({
  state: z.enum(pulseUploadStates),
  sentence,
  files: z.array(z.strictObject({ exporter: exporterNameSchema, file, state: z.enum(uploadStates), sentence })).max(pulseFilesMost),
  refused: z.array(z.strictObject({ ...leftOut, exporter: exporterNameSchema, file })).max(missedShown),
});
/** How one file stands there, of the exporter that has it. */
export const fileUploadSchema = z.strictObject({
  pulse: pulseFactsSchema,
  file,
  state: z.enum(uploadStates),
  sentence,
  refused: z.array(z.strictObject(leftOut)).max(missedShown),
});
/** `settled`: of how many of its files. Who knows of another number says it again. */
export const unsettledSchema = z.strictObject({ pulse: pulseFactsSchema, settled: count });
