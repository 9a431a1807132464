import { z } from 'zod';

/** A secret is never in the settings themselves: they say where it is. */
export const secretSchema = z.union([z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })], {
  error: 'Say where the secret is, { "env": "NAME" } or { "file": "path" }; the secret itself must not be in the settings.',
});
export type SecretSettings = z.infer<typeof secretSchema>;

export const kafkaSchema = z.strictObject({
  brokers: z
    .array(z.string().regex(/^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, 'A broker is written host:port, without http:// or a path.'))
    .min(1),
  clientId: z.string().min(1).default('facility-data-exporter'),
  tls: z
    .strictObject({
      caFile: z.string().optional(),
      certFile: z.string().optional(),
      keyFile: z.string().optional(),
      serverName: z.string().optional(),
    })
    .optional(),
  sasl: z
    .strictObject({ mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']), username: z.string().min(1), password: secretSchema })
    .optional(),
  /** Largest message that is accepted. */
  maxMessageBytes: z
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024),
  /** How far before the pulse's time a topic is first looked at. */
  leewayMs: z.number().nonnegative().default(20),
  connectTimeoutMs: z.number().positive().default(3000),
  requestTimeoutMs: z.number().positive().default(5000),
});
export type KafkaSettings = z.infer<typeof kafkaSchema>;

export const archiverSchema = z.strictObject({
  /** As far as /retrieval, without /data: http://host:17668/retrieval */
  retrievalUrl: z.url({ protocol: /^https?$/ }),
  /** http://host:17665/mgmt; without it a disconnected PV cannot be told from a quiet one. */
  managementUrl: z.url({ protocol: /^https?$/ }).optional(),
  connections: z.number().int().min(1).max(128).default(16),
  timeoutMs: z.number().positive().default(5000),
  /** An answer larger than this is refused. */
  maxAnswerBytes: z
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024),
});
export type ArchiverSettings = z.infer<typeof archiverSchema>;

/** A whole facility in this process, the same for every process with the same seed. It stands in for Kafka and Archiver alike. */
const simulationSchema = z.strictObject({
  seed: z.number().int().nonnegative().default(1),
  /** `light` for people, `standard` is what the bench measures. */
  load: z.enum(['light', 'standard']).default('light'),
  devices: z.number().int().min(1).max(3000).default(150),
  /** How long its topics and its Archiver keep what was measured. */
  retentionSeconds: z.number().positive().default(3600),
  faults: z.array(z.strictObject({ fault: z.string(), device: z.string().optional() })).default([]),
});
export type SimulationSettings = z.infer<typeof simulationSchema>;

export const sourcesSchema = z.strictObject({
  kafka: kafkaSchema.optional(),
  archiver: archiverSchema.optional(),
  simulation: simulationSchema.optional(),
});
export type SourcesSettings = z.infer<typeof sourcesSchema>;

export const pulseSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kafka'), topic: z.string().min(1), sourceName: z.string().optional() }),
  z.strictObject({ kind: z.literal('archiver'), pv: z.string().min(1) }),
  z.strictObject({ kind: z.literal('simulation') }),
]);
export type PulseSourceSettings = z.infer<typeof pulseSourceSchema>;
