import { z } from 'zod';
import {
  type CaptureVerdict,
  type ChannelOutcome,
  captureSteps,
  type Metadata,
  type MetadataSet,
  type OutcomeCode,
  type OutOfService,
  outcomeCodes,
  type PhaseTimes,
} from '../contract/api.ts';
import { type Failure, failureCodes } from '../contract/errors.ts';
import { type JournalNote, noteSubjects } from '../contract/notes.ts';
import { type RecordFacts, uploadStates } from '../contract/uploads.ts';

/** What is read back was written by an earlier version perhaps, or by a disk gone bad: it is checked like any outside data. */

export const failureSchema = z.object({
  code: z.enum(failureCodes),
  message: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
}) satisfies z.ZodType<Failure>;

const metadataSchema = z.object({ activeArea: z.string(), activeExperiment: z.string() }) satisfies z.ZodType<Metadata>;
const metadataSetSchema = z.object({
  activeArea: z.string().exactOptional(),
  activeExperiment: z.string().exactOptional(),
}) satisfies z.ZodType<MetadataSet>;

/** How a pulse stands in the Gateway, as it was decided first. */
export const recordSchema = z.object({
  digits: z.union([z.literal(0), z.literal(3)]),
  localOnly: z.string().nullable(),
}) satisfies z.ZodType<RecordFacts>;

const outcomeSchema = z.object({
  channel: z.string(),
  device: z.string(),
  code: z.enum(outcomeCodes),
  sentence: z.string(),
  failure: failureSchema.exactOptional(),
  offsetMs: z.number().exactOptional(),
  ageMs: z.number().exactOptional(),
  latencyMs: z.number().exactOptional(),
  bytes: z.number().exactOptional(),
  tookMs: z.number().exactOptional(),
  alarm: z.object({ severity: z.string(), status: z.string() }).exactOptional(),
  provenance: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('kafka'), topic: z.string(), partition: z.number(), offset: z.string() }),
      z.object({ kind: z.literal('archiver'), pv: z.string() }),
    ])
    .exactOptional(),
  pixels: z.object({ dtype: z.string(), shape: z.array(z.number()) }).exactOptional(),
  gateway: z.string().exactOptional(),
}) satisfies z.ZodType<ChannelOutcome>;

const phasesSchema = z.object({
  collectMs: z.number().exactOptional(),
  writeMs: z.number().exactOptional(),
  verifyMs: z.number().exactOptional(),
  totalMs: z.number().exactOptional(),
}) satisfies z.ZodType<PhaseTimes>;

const countsSchema = z.partialRecord(z.enum(outcomeCodes), z.number()) satisfies z.ZodType<Partial<Record<OutcomeCode, number>>>;
const verdictSchema = z.enum(['complete', 'partial', 'empty', 'failed']) satisfies z.ZodType<CaptureVerdict>;

const serviceSchema = z.object({
  reason: z.string(),
  by: z.string(),
  since: z.string(),
  until: z.string().nullable(),
}) satisfies z.ZodType<OutOfService>;

export const captureRowSchema = z.object({
  id: z.number(),
  pulse_id: z.string(),
  timestamp_ns: z.string(),
  attempt: z.number(),
  mode: z.enum(['live', 'past']),
  step: z.enum(captureSteps),
  metadata: nullableJson(metadataSchema),
  devices: nullableJson(z.array(z.string())),
  /** Null in captures of versions that did not decide it. */
  record: nullableJson(recordSchema),
  started_at: z.string(),
  verdict: verdictSchema.nullable(),
  expected: z.number(),
  counts: json(countsSchema),
  file: z.string().nullable(),
  bytes: z.number(),
  phases: json(phasesSchema),
  failure: nullableJson(failureSchema),
  superseded: z.string().nullable(),
  removed_at: z.string().nullable(),
  upload: z.enum(uploadStates).nullable(),
});
export type CaptureRow = z.infer<typeof captureRowSchema>;

/** For tables whose row is one JSON text. */
const factsRow = <S extends z.ZodType>(schema: S) => z.object({ facts: json(schema) });
export const metadataRowSchema = factsRow(metadataSchema);
export const recordRowSchema = factsRow(recordSchema);
export const metadataSetRowSchema = factsRow(metadataSetSchema);
export const outcomeRowSchema = factsRow(outcomeSchema);
export const serviceRowSchema = z.object({ device: z.string(), facts: json(serviceSchema) });
export const noteRowSchema = z.object({
  at: z.string(),
  by: z.string(),
  what: z.enum(noteSubjects),
  facts: json(z.record(z.string(), z.unknown())),
}) satisfies z.ZodType<JournalNote>;

/** What is in it is read by who kept it. */
export const anyFactsRowSchema = factsRow(z.unknown());

export const entryRowSchema = z.object({
  at_ms: z.number(),
  leader: z.string(),
  epoch: z.number(),
  seq: z.number(),
  kind: z.string(),
  pulse_id: z.string().nullable(),
  timestamp_ns: z.string().nullable(),
  plan: z.number().nullable(),
  facts: json(z.unknown()),
});

export function json<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

export function nullableJson<S extends z.ZodType>(schema: S) {
  return z.union([z.null(), json(schema)]);
}
