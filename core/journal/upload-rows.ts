import { z } from 'zod';
import { type LeftOutFacts, type UploadFacts, uploadStates } from '../contract/uploads.ts';
import { failureSchema, json } from './rows.ts';
import type { DueUpload, UploadAttempt } from './uploads-port.ts';

const leftOutSchema = z.object({ channel: z.string(), sentence: z.string() }) satisfies z.ZodType<LeftOutFacts>;
const names = z.array(z.string());

export const uploadRowSchema = z.object({
  capture: z.number(),
  pulse_id: z.string(),
  timestamp_ns: z.string(),
  file: z.string(),
  bytes: z.number(),
  state: z.enum(uploadStates),
  retry_at: z.number().nullable(),
  attempts: z.number(),
  failures: z.number(),
  unknown_end: z.number(),
  arrived: json(names),
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
  return { ...toUpload(row), channels, failures: row.failures, earlier };
}

export function toAttempt({ took_ms, facts, ...row }: z.infer<typeof attemptRowSchema>): UploadAttempt {
  return { ...row, tookMs: took_ms, ...facts };
}
