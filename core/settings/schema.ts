import { z } from 'zod';
import { deviceSchema, settleSchema } from './channel.ts';
import { gatewaySchema } from './gateway.ts';
import { exporterNameSchema, groupSchema } from './group.ts';
import { pulseSourceSchema, sourcesSchema } from './sources.ts';

export type { ChannelSettings, DeviceSettings } from './channel.ts';
export type { GroupSettings } from './group.ts';

export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('manual') }),
  z.strictObject({
    kind: z.literal('seconds'),
    /** A pulse source is asked at most 20 times a second; a timer holds no more than 24 days. */
    every: z.number().min(0.05).max(604_800),
    count: z.number().int().positive().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('pulses'),
    /** Steps of the pulse ID. */
    every: z.number().int().positive(),
    count: z.number().int().positive().exactOptional(),
  }),
]);
export type ScheduleSettings = z.infer<typeof scheduleSchema>;

/** A fact of the pulse: fixed, or read at the pulse. */
export const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), value: z.string() }),
  z.strictObject({
    kind: z.literal('archiver'),
    pv: z.string().min(1),
    maxAgeMs: z
      .number()
      .positive()
      .default(7 * 24 * 3_600_000),
  }),
  z.strictObject({
    kind: z.literal('kafka'),
    topic: z.string().min(1),
    sourceName: z.string().optional(),
    maxAgeMs: z
      .number()
      .positive()
      .default(24 * 3_600_000),
  }),
]);
export type FactSettings = z.infer<typeof factSchema>;

export const hdf5Schema = z.strictObject({
  compression: z.enum(['none', 'gzip']).default('none'),
  /** gzip only. */
  level: z.number().int().min(1).max(9).default(1),
  /** How many captures are taken and written at the same time. */
  writers: z.number().int().min(1).max(4).default(1),
});
export type Hdf5Settings = z.infer<typeof hdf5Schema>;

export const limitsSchema = z.strictObject({
  /** Below this no capture is begun. */
  freeDiskMb: z.number().nonnegative().max(1_000_000_000).default(500),
  /** For values between source and file. */
  memoryMb: z.number().int().min(16).max(1_000_000).default(256),
  /** The data folder's own size. */
  dataFolderMb: z.number().positive().optional(),
  /** At that size: captures stop, or the oldest files go (simulated facility only). */
  whenFull: z.enum(['stop', 'drop-oldest']).default('stop'),
  /** A file that is whole in the Gateway is removed here so many days after its upload. Left out: never for its age. */
  keepUploadedDays: z.number().nonnegative().optional(),
  /** Of such files so many gigabytes stay, the newest. Left out: however many there are. */
  keepUploadedGb: z.number().nonnegative().optional(),
  /** What the journal knows of older captures, settled ones, is forgotten. */
  keepJournalDays: z.number().min(1).max(36_500).default(400),
});
export type LimitsSettings = z.infer<typeof limitsSchema>;

/** What an exporter needs of its own, whoever leads. */
const ownShape = {
  /** Of this shape; it goes up when an older file would be read wrongly. */
  version: z.literal(1, { error: 'Only version 1 is known here: the file was written for another version of the exporter.' }).optional(),
  /** In every file's name and root attributes. */
  name: exporterNameSchema,
  /** Relative to the settings file. */
  dataFolder: z.string().min(1),
  /** SQLite, on a local disk; beside the settings file where not given. */
  journalFile: z.string().min(1).optional(),
  hdf5: hdf5Schema.prefault({}),
  limits: limitsSchema.prefault({}),
  /** Further folders whose HDF5 files the screens may look into: archives, and the data folders of other exporters. Relative to the settings file. */
  folders: z.array(z.string().min(1)).max(50).default([]),
  group: groupSchema.optional(),
};

/** What is captured, from where and when: a follower has it from its leader. */
const setupShape = {
  sources: sourcesSchema,
  pulseSource: pulseSourceSchema,
  schedule: scheduleSchema.default({ kind: 'manual' }),
  /** How long after a live pulse late readings are waited for. */
  settleMs: settleSchema.default(2000),
  metadata: z.strictObject({ activeArea: factSchema, activeExperiment: factSchema }),
  /** None yet: whoever connects for the first time adds them later. */
  devices: z.array(deviceSchema),
  /** Without one, files stay where they are. */
  gateway: gatewaySchema.optional(),
};

/** The whole settings file. Unknown keys are errors. */
export const settingsSchema = z.strictObject({ ...ownShape, ...setupShape });
export type Settings = z.infer<typeof settingsSchema>;

/** A follower's whole settings file. */
export const followerSettingsSchema = z.strictObject(ownShape);
export type OwnSettings = z.infer<typeof followerSettingsSchema>;

/** Travels from leader to followers; secrets are named in it, never carried. */
export const setupSchema = z.strictObject(setupShape);
export type Setup = z.infer<typeof setupSchema>;
