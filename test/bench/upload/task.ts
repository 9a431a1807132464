import { z } from 'zod';

export const sentFileSchema = z.object({ path: z.string(), bytes: z.number(), pulseId: z.string(), timestampNs: z.string() });
export type SentFile = z.infer<typeof sentFileSchema>;

/**
 * `exporter`: queue, journal and client as they are in an exporter. `fetch`: the least a program in Node can do, the same requests with fetch and nothing kept.
 * `read`: only reading the files.
 */
export const waySchema = z.enum(['exporter', 'fetch', 'read']);
export type Way = z.infer<typeof waySchema>;

export const senderTaskSchema = z.object({
  way: waySchema,
  files: z.array(sentFileSchema),
  channels: z.array(z.string()),
  url: z.string(),
  password: z.string(),
  folder: z.string(),
});

export const sentSchema = z.object({
  elapsedMs: z.number(),
  /** Of the whole process, all threads, while it sent. */
  cpuMs: z.number(),
  /** Resident before it sent, and the most until the end: of the whole process. */
  beforeBytes: z.number(),
  peakBytes: z.number(),
});
export type Sent = z.infer<typeof sentSchema>;

export const gatewayTaskSchema = z.object({ channels: z.array(z.string()), password: z.string() });
export const gatewayFactsSchema = z.object({ url: z.string(), records: z.number() });
