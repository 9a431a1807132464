import { z } from 'zod';

const name = z.string().min(1).max(200);
/** An hour: Node's timers would take more than 24 days for none at all. */
export const settleSchema = z.number().nonnegative().max(3_600_000);

export const channelTypes = ['scalar', 'image', 'float_image', 'waveform', 'vector'] as const;
export type ChannelType = (typeof channelTypes)[number];

/** In a sentence: "an image". */
export function aType(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** A dot makes the Gateway refuse the whole pulse, a slash would nest groups. */
export function isChannelName(name: string): boolean {
  return name !== '' && !/[./\0]/.test(name) && name.isWellFormed();
}

/** `last` takes the newest reading at or before the pulse; `nearest` the closest on either side; `pulse-id` only the pulse's own. */
const matchPolicySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pulse-id') }),
  z.strictObject({ kind: z.literal('nearest'), toleranceMs: z.number().positive() }),
  z.strictObject({ kind: z.literal('last'), maxAgeMs: z.number().positive() }),
]);
export type MatchPolicy = z.infer<typeof matchPolicySchema>;

/** Columns of an NTTable or variables of a da00. `data` for scalar, vector and images; `x` and `y` for a waveform. */
const columnsSchema = z.strictObject({ data: name.optional(), x: name.optional(), y: name.optional() });

const channelSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('kafka'),
    topic: name.max(249).regex(/^[A-Za-z0-9._-]+$/, 'A Kafka topic has only letters, digits, ".", "_" and "-" in its name.'),
    /** Where one topic carries several sources. */
    sourceName: name.optional(),
    /** Where messages have no source name (wa00): the Kafka key tells. */
    key: name.optional(),
    /** ADAr only: areaDetector writes x first, other producers rows first. pva0 is always x first, ad00 rows first. */
    dimensionOrder: z.enum(['x-first', 'rows-first']).optional(),
    /** ADAr and ad00 of detectors on big-endian machines. */
    byteOrder: z.enum(['little', 'big']).optional(),
    columns: columnsSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('archiver'), pv: name }),
]);
export type ChannelSource = z.infer<typeof channelSourceSchema>;
export type KafkaChannelSource = Extract<ChannelSource, { kind: 'kafka' }>;

const imageFactsSchema = z.strictObject({
  bitDepth: z.number().int().min(1).max(16).optional(),
  exposureTimeS: z.number().nonnegative().optional(),
  gain: z.number().optional(),
  xPixelSize: z.number().positive().optional(),
  xPixelUnits: z.string().optional(),
  yPixelSize: z.number().positive().optional(),
  yPixelUnits: z.string().optional(),
});

export const channelSchema = z.strictObject({
  /** Key in the Gateway's manifest, and the group in the file. */
  name,
  type: z.enum(channelTypes),
  source: channelSourceSchema,
  match: matchPolicySchema.default({ kind: 'pulse-id' }),
  /** Goes before the units the reading brings. For a waveform these are y's. */
  units: z.string().optional(),
  xUnits: z.string().optional(),
  /** vector only: one for each element. */
  labels: z.array(z.string()).optional(),
  image: imageFactsSchema.optional(),
  /** The device's clock minus the pulse's: taken off its times before they are compared. */
  clockOffsetMs: z.number().default(0),
  /** Instead of the general settle time, for long exposures. */
  settleMs: settleSchema.optional(),
});
export type ChannelSettings = z.infer<typeof channelSchema>;
export type ImageFacts = z.infer<typeof imageFactsSchema>;

export const deviceSchema = z.strictObject({
  name,
  area: z.string().optional(),
  channels: z.array(channelSchema).min(1),
});
export type DeviceSettings = z.infer<typeof deviceSchema>;
