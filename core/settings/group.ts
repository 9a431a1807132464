import { z } from 'zod';
import { secretSchema } from './sources.ts';
import { fromZ85 } from './z85.ts';

/** Also the name of an exporter in a group. */
export const exporterNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,40}$/, 'The name goes into file names: 1 to 40 letters, digits and "-".');

/** ZeroMQ takes an IP address or a host name, and a port; what binds needs an address of its own machine. */
const addressSchema = z
  .string()
  .regex(
    /^tcp:\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/,
    'An address is written tcp://host:port, such as tcp://192.168.10.5:5600.',
  );

/** A CURVE key as ZeroMQ writes it: 32 bytes in Z85. */
const curveKeySchema = z
  .string()
  .refine((text) => fromZ85(text)?.byteLength === 32, 'A key has 40 characters; "npm run exporter -- keys --out NAME" makes a pair.');

/** An exporter that may lead. */
export const leaderSchema = z.strictObject({
  name: exporterNameSchema,
  /** PUB: what it announces. */
  announce: addressSchema,
  /** ROUTER: where its followers report. */
  report: addressSchema,
  publicKey: curveKeySchema.optional(),
});
export type LeaderSettings = z.infer<typeof leaderSchema>;

export const groupSchema = z.strictObject({
  /** As which it starts; commands may change it while it runs. */
  role: z.enum(['leader', 'follower', 'alone']),
  /** Every exporter that may lead, the same list for everyone. */
  leaders: z.array(leaderSchema).min(1).max(8),
  /** This exporter's own pair. Without keys only loopback addresses are allowed. */
  keys: z.strictObject({ publicKey: curveKeySchema, secretKey: secretSchema }).optional(),
  /** Who may follow, by public key; with keys nobody else is let in. */
  followers: z
    .array(z.strictObject({ name: exporterNameSchema, publicKey: curveKeySchema }))
    .max(64)
    .default([]),
  /** Device to exporter; the rest is spread by measured load. */
  pins: z.record(z.string(), exporterNameSchema).default({}),
  /** A Kafka topic that keeps what was announced beyond the leader's memory. One partition; the leader writes it. */
  topic: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,249}$/, 'A Kafka topic has only letters, digits, ".", "_" and "-" in its name.')
    .optional(),
  /** A member silent for so long is lost. */
  lostAfterMs: z.number().int().min(1000).max(60_000).default(5000),
  /** How long a new leader waits for others that lead, and for its followers, before it announces. */
  gatherMs: z.number().int().min(0).max(60_000).default(2000),
  /** Announcements that are kept in memory for followers that missed them. */
  keptAnnouncements: z.number().int().min(10).max(100_000).default(5000),
});
export type GroupSettings = z.infer<typeof groupSchema>;
