import { z } from 'zod';
import { type LeftOutFacts, type UploadAttempt, type UploadFacts, uploadStates } from '../contract/uploads.ts';
import { failureSchema, json, nullableJson, recordSchema } from './rows.ts';
import type { DueUpload, Without } from './uploads-port.ts';

const leftOutSchema = z.object({ channel: z.string(), sentence: z.string() }) satisfies z.ZodType<LeftOutFacts>;
const names = z.array(z.string());

/** Of an upload with its capture. */
export const uploadColumns = `capture, pulse_id, timestamp_ns, record, file, bytes, state, retry_at, failures, unknown_end, arrived, facts, without,
  (SELECT count(*) FROM upload_attempts WHERE upload_attempts.capture = uploads.capture) AS attempts
  FROM uploads JOIN captures ON captures.id = uploads.capture`;
export const capturedChannels = `SELECT channel FROM outcomes WHERE capture = ? AND code = 'captured' ORDER BY position`;

const withoutSchema = z.object({ channels: names, by: z.string() }) satisfies z.ZodType<Without>;

export const uploadRowSchema = z.object({
  capture: z.number(),
  pulse_id: z.string(),
  timestamp_ns: z.string(),
  record: nullableJson(recordSchema),
  file: z.string(),
  bytes: z.number(),
  state: z.enum(uploadStates),
  retry_at: z.number().nullable(),
  attempts: z.number(),
  failures: z.number(),
  unknown_end: z.number(),
  arrived: json(names),
  without: nullableJson(withoutSchema),
  facts: json(
    z.object({
      sentence: z.string().default(''),
      failure: failureSchema.nullable().default(null),
      leftOut: z.array(leftOutSchema).default([]),
    }),
  ),
});
export type UploadRow = z.infer<typeof uploadRowSchema>;

export const channelRowSchema = z.object({ channel: z.string() });

export const countsRowSchema = z.object({ queued: z.number(), waiting: z.number(), next: z.number().nullable() });

export const attemptRowSchema = z.object({
  attempt: z.number(),
  at: z.string(),
  took_ms: z.number().nullable(),
  status: z.number().nullable(),
  words: z.string(),
  state: z.enum(uploadStates).nullable(),
  superseded: z.string().nullable(),
  facts: json(
    z.object({
      accepted: names.default([]),
      refused: z.array(z.object({ channel: z.string(), reasons: names })).default([]),
      alreadyPresent: names.default([]),
      sentence: z.string().default(''),
    }),
  ),
});

/** The same for the same channels and person, so that it can be compared in the journal. */
export function withoutText(without: Without | null): string | null {
  return without === null || without.channels.length === 0 ? null : JSON.stringify({ channels: without.channels, by: without.by });
}

export function toUpload(row: UploadRow): UploadFacts {
  const { sentence, failure, leftOut } = row.facts;
  return {
    captureId: String(row.capture),
    pulse: { pulseId: row.pulse_id, timestampNs: row.timestamp_ns },
    file: row.file,
    bytes: row.bytes,
    state: row.state,
    retryAt: row.state !== 'waiting' || row.retry_at === null ? null : new Date(row.retry_at).toISOString(),
    attempts: row.attempts,
    sentence,
    failure,
    refused: leftOut,
  };
}

export function toDue(row: UploadRow, channels: string[]): DueUpload {
  const earlier = { unknownEnd: row.unknown_end === 1, arrived: row.arrived };
  return { ...toUpload(row), channels, digits: row.record?.digits ?? 0, failures: row.failures, earlier, without: row.without };
}

export function toAttempt({ took_ms, facts, ...row }: z.infer<typeof attemptRowSchema>): UploadAttempt {
  return { ...row, tookMs: took_ms, ...facts };
}
