import { z } from 'zod';
import { hdf5Schema } from '../../core/settings/schema.ts';
import { benchLoads } from './loads.ts';

/** What an exporter in a process of its own is to do. */
export const taskSchema = z.object({
  load: z.enum(benchLoads),
  brokers: z.array(z.string()).nullable(),
  /** For its files and its journal; it is removed at the end. */
  folder: z.string(),
  hdf5: hdf5Schema,
  channels: z.number().nullable(),
  settleMs: z.number(),
  /** `one`: one pulse after the other, each asked for when the last is kept. `range`: all at once. `now`: each when the parent says so. */
  way: z.enum(['one', 'range', 'now']),
  /** The first of them is pulse `from`; null in the simulation: those of a moment ago. */
  from: z.number().nullable(),
  warmUp: z.number(),
  pulses: z.number(),
});
export type Task = z.infer<typeof taskSchema>;

const phasesSchema = z.object({
  collectMs: z.number().optional(),
  writeMs: z.number().optional(),
  verifyMs: z.number().optional(),
  totalMs: z.number().optional(),
});

export const capturedSchema = z.object({
  /** From the request to its answer, which comes when the file is verified and the journal has it. */
  requestMs: z.number(),
  /** On the machine's monotonic clock. */
  endedMs: z.number(),
  verdict: z.string(),
  captured: z.number(),
  bytes: z.number(),
  phases: phasesSchema,
});
export type Captured = z.infer<typeof capturedSchema>;

export const resultSchema = z.object({
  captures: z.array(capturedSchema),
  /** Of the whole process, with all threads, since its start. */
  peakMemoryBytes: z.number(),
  /** The longest time in which the main thread did nothing else, after the warm-up. */
  longestBlockMs: z.number(),
  /** From the first request to the last file, after the warm-up. */
  elapsedMs: z.number(),
  /** Of the whole process, all threads, after the warm-up. */
  cpuMs: z.number(),
});
export type Result = z.infer<typeof resultSchema>;
