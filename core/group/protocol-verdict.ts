import { z } from 'zod';
import { outcomeCodes } from '../contract/api.ts';
import { exporterNameSchema } from '../settings/group.ts';
import { count, name } from './protocol-facts.ts';

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
export const missedSchema = z.array(z.strictObject({ channel: name, code: z.enum(outcomeCodes), exporter: exporterNameSchema })).max(500);
