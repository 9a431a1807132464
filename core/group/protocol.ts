import { z } from 'zod';
import { captureSteps, outcomeCodes } from '../contract/api.ts';
import { exporterNameSchema } from '../settings/group.ts';
import { scheduleSchema, setupSchema } from '../settings/schema.ts';
import {
  count,
  devices,
  failureSchema,
  metadataSchema,
  metadataSetSchema,
  name,
  outOfServiceSchema,
  pulseFactsSchema,
  recordSchema,
  sentence,
} from './protocol-facts.ts';
import { fileUploadSchema, missedSchema, pulseUploadSchema, shareSchema, unsettledSchema } from './protocol-verdict.ts';
import { openPulseSchema, reportSchema, taskSchema } from './protocol-work.ts';

/**
 * All that exporters of a group say to each other, as JSON, one message a frame. What it means: README, "The group's protocol". Everything that comes in is
 * parsed by these schemas before anything else sees it.
 */

/** Goes up with every change that an older exporter would read wrongly. */
export const protocolVersion = 2;

/** Bytes. The largest is a setup: 3,000 devices take 2 MB. */
export const largestMessage = 16 * 1024 * 1024;

/** In one list of pulses; what is more goes into the next message. */
export const pulsesMost = 500;

const shares = z.record(exporterNameSchema, devices);

/** Who leads, and since when: the higher number is obeyed, between equals the name that sorts later. */
const epochShape = { v: z.literal(protocolVersion), leader: exporterNameSchema, epoch: count };
const entryShape = { ...epochShape, seq: count.min(1), at: z.string().max(40) };

/** The leader's announcements are one log: numbered without gaps within an epoch, so that whatever is missing is seen. */
export const setupEntrySchema = z.strictObject({
  ...entryShape,
  kind: z.literal('setup'),
  setupId: name,
  setup: setupSchema,
  topic: name.nullable(),
});
export const planEntrySchema = z.strictObject({
  ...entryShape,
  kind: z.literal('plan'),
  version: count,
  setupId: name,
  shares,
  pins: z.record(name, exporterNameSchema),
  /** What a new leader goes on with. */
  schedule: scheduleSchema,
  metadata: metadataSetSchema,
  outOfService: z.record(name, outOfServiceSchema),
});
const pulseEntrySchema = z.strictObject({
  ...entryShape,
  kind: z.literal('pulse'),
  pulse: pulseFactsSchema,
  metadata: metadataSchema,
  record: recordSchema,
  /** Version of the plan that says who captures what of it. */
  plan: count,
  mode: z.enum(['live', 'past']),
  /** How long late readings are waited for from the announcement on. */
  waitMs: z.number().nonnegative(),
  /** How many pulses were announced in this epoch, with this one. */
  nth: count,
});
const verdictEntrySchema = z.strictObject({
  ...entryShape,
  kind: z.literal('verdict'),
  pulse: pulseFactsSchema,
  announced: z.strictObject({
    leader: exporterNameSchema,
    epoch: count,
    seq: count,
    mode: z.enum(['live', 'past']),
    localOnly: sentence.nullable(),
  }),
  verdict: z.enum(['complete', 'partial', 'empty', 'failed']),
  expected: count,
  captured: count,
  counts: z.partialRecord(z.enum(outcomeCodes), count),
  shares: z.array(shareSchema).max(100),
  missed: missedSchema,
  upload: pulseUploadSchema.nullable(),
});
/** Of a pulse that was judged: its files stand otherwise in the Gateway than was announced last. */
const uploadEntrySchema = z.strictObject({
  ...entryShape,
  kind: z.literal('upload'),
  pulse: pulseFactsSchema,
  upload: pulseUploadSchema,
});
export const entrySchema = z.discriminatedUnion('kind', [
  setupEntrySchema,
  planEntrySchema,
  pulseEntrySchema,
  verdictEntrySchema,
  uploadEntrySchema,
]);
/** Every second: with the last number, so that a gap at the end is seen too. `leaving`: it stops leading in good order. */
const beatSchema = z.strictObject({ ...epochShape, kind: z.literal('beat'), seq: count, pulses: count, leaving: z.boolean() });
/** PUB to SUB. */
export const announcedSchema = z.discriminatedUnion('kind', [...entrySchema.options, beatSchema]);

const countsSchema = z.strictObject({ announced: count, received: count, backFilled: count, givenUp: count, superseded: count });

/** `session` is what the leader gave at the welcome, null in a hello; `n` goes up with each message of a session. */
const fromShape = { v: z.literal(protocolVersion), from: exporterNameSchema, session: name.nullable(), n: count };
/** DEALER to ROUTER. */
export const toldSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...fromShape,
    kind: z.literal('hello'),
    version: name,
    /** Of this run of the program: another one has forgotten what it was at. */
    run: name,
    last: z.strictObject({ leader: exporterNameSchema, epoch: count, seq: count }).nullable(),
    setupId: name.nullable(),
    open: z.array(openPulseSchema).max(pulsesMost),
    /** Why it can't capture; null if it can. */
    trouble: sentence.nullable(),
  }),
  z.strictObject({
    ...fromShape,
    kind: z.literal('beat'),
    working: z.array(pulseFactsSchema).max(pulsesMost),
    counts: countsSchema,
    /** Of the setup it captures with. */
    setupId: name.nullable(),
    trouble: sentence.nullable(),
  }),
  z.strictObject({
    ...fromShape,
    kind: z.literal('progress'),
    pulse: pulseFactsSchema,
    step: z.enum(captureSteps),
    decided: count,
    expected: count,
  }),
  z.strictObject({ ...fromShape, kind: z.literal('report'), report: reportSchema }),
  /** When a file's upload has come to an end or waits, and when the leader asks. Not answered: what is lost the leader asks for. */
  z.strictObject({ ...fromShape, kind: z.literal('uploaded'), upload: fileUploadSchema }),
  /** After each welcome: pulses of which it has not heard that their uploads are settled, because an earlier leader said it perhaps. */
  z.strictObject({ ...fromShape, kind: z.literal('unsettled'), pulses: z.array(unsettledSchema).max(pulsesMost) }),
  /** Announcements from `first` to `last`, both among them. */
  z.strictObject({ ...fromShape, kind: z.literal('replay'), first: count, last: count }),
  z.strictObject({ ...fromShape, kind: z.literal('ask'), pulses: z.array(pulseFactsSchema).max(pulsesMost) }),
  z.strictObject({ ...fromShape, kind: z.literal('command'), id: name, command: name, request: z.unknown() }),
  z.strictObject({ ...fromShape, kind: z.literal('bye') }),
]);

/** ROUTER to DEALER. */
export const answeredSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...epochShape,
    kind: z.literal('welcome'),
    session: name,
    /** Entries up to here need not be asked for. */
    seq: count,
    pulses: count,
    setup: setupEntrySchema,
    plan: planEntrySchema.nullable(),
    lostAfterMs: count,
  }),
  z.strictObject({ v: z.number(), kind: z.literal('refused'), failure: failureSchema }),
  /** Of a follower's beat or hello with this `n`: it is still a member. */
  z.strictObject({ ...epochShape, kind: z.literal('ack'), n: count }),
  z.strictObject({ ...epochShape, kind: z.literal('counted'), captureId: name, pulse: pulseFactsSchema }),
  /** Its devices were given to others. */
  z.strictObject({ ...epochShape, kind: z.literal('superseded'), captureId: name, pulse: pulseFactsSchema, by: sentence }),
  z.strictObject({
    ...epochShape,
    kind: z.literal('replayed'),
    /** `yours`: of a pulse, the devices that are still its own. `ageMs`: since the announcement. */
    entries: z.array(z.strictObject({ entry: entrySchema, ageMs: count, yours: devices })).max(pulsesMost),
    /** No longer in the leader's memory; `pulses` of them were pulses. */
    gone: z.strictObject({ from: count, to: count, pulses: count }).nullable(),
  }),
  z.strictObject({
    ...epochShape,
    kind: z.literal('tasks'),
    tasks: z.array(taskSchema).max(pulsesMost),
    given: z.array(pulseFactsSchema).max(pulsesMost),
  }),
  /** How its files of these pulses stand in the Gateway is to be told again. */
  z.strictObject({ ...epochShape, kind: z.literal('uploads'), pulses: z.array(pulseFactsSchema).max(pulsesMost) }),
  z.strictObject({
    ...epochShape,
    kind: z.literal('result'),
    id: name,
    result: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), value: z.unknown() }),
      z.strictObject({ ok: z.literal(false), failure: failureSchema }),
    ]),
  }),
]);

export type SetupEntry = z.infer<typeof setupEntrySchema>;
export type PlanEntry = z.infer<typeof planEntrySchema>;
export type PulseEntry = z.infer<typeof pulseEntrySchema>;
export type VerdictEntry = z.infer<typeof verdictEntrySchema>;
export type UploadEntry = z.infer<typeof uploadEntrySchema>;
export type Entry = z.infer<typeof entrySchema>;
export type Announced = z.infer<typeof announcedSchema>;
export type Told = z.infer<typeof toldSchema>;
export type Answered = z.infer<typeof answeredSchema>;
export type Task = z.infer<typeof taskSchema>;
export type Report = z.infer<typeof reportSchema>;
export type OpenPulse = z.infer<typeof openPulseSchema>;
export type FileUploadTold = z.infer<typeof fileUploadSchema>;
export type Unsettled = z.infer<typeof unsettledSchema>;
