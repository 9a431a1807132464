import { z } from 'zod';
import { uploadStates } from '../contract/uploads.ts';
import type { AnnouncedPulse, KeptAttempt, KeptUpload } from './report-port.ts';
import { captureRowSchema, failureSchema, json, outcomeRowSchema } from './rows.ts';

export const placeSchema = z.object({ id: z.number(), timestamp_ns: z.string() });

/** Where a row of an upload makes no sense, its state still does. */
const uploadFactsSchema = z.object({
  sentence: z.string().default(''),
  failure: failureSchema.nullable().default(null),
  leftOut: z.array(z.object({ channel: z.string(), sentence: z.string() })).default([]),
});

const known = captureRowSchema.pick({ id: true, pulse_id: true, timestamp_ns: true, attempt: true, verdict: true, expected: true });
export const attemptRowSchema = known.extend({
  ...captureRowSchema.pick({ counts: true, file: true, failure: true }).shape,
  superseded: z.number(),
  of_group: z.number(),
  record: z.union([z.null(), json(z.unknown())]).catch(null),
  removed_at: z.string().nullable(),
  state: z.enum(uploadStates).nullable(),
  facts: z.union([z.null(), json(uploadFactsSchema)]),
  unknown_end: z.number().nullable(),
  without: z.union([z.null(), json(z.object({ channels: z.array(z.string()), by: z.string() }))]).catch(null),
});
type AttemptRow = z.infer<typeof attemptRowSchema>;

const kept = json(z.unknown());
const keptIfAny = z.union([z.null(), kept]).catch(null);
export const announcedRowSchema = placeSchema.extend({
  pulse_id: z.string(),
  facts: kept,
  verdict: keptIfAny,
  upload: keptIfAny,
});

export const missedRowSchema = outcomeRowSchema;

export function toAnnounced({
  pulse_id: pulseId,
  timestamp_ns: timestampNs,
  facts,
  verdict,
  upload,
}: z.infer<typeof announcedRowSchema>): AnnouncedPulse {
  return { pulse: { pulseId, timestampNs }, facts, verdict, upload };
}

export function toKeptAttempt({ id, pulse_id, timestamp_ns, of_group, superseded, removed_at, ...row }: AttemptRow): KeptAttempt {
  const { attempt, verdict, expected, counts, file, failure, record } = row;
  return {
    ...{
      captureId: String(id),
      pulse: { pulseId: pulse_id, timestampNs: timestamp_ns },
      attempt,
      verdict,
      expected,
      counts,
      file,
      failure,
    },
    ...{ superseded: superseded === 1, ofGroup: of_group === 1, record, removedAt: removed_at, upload: uploadOf(row) },
  };
}

function uploadOf({
  state,
  facts,
  unknown_end,
  without,
}: Pick<AttemptRow, 'state' | 'facts' | 'unknown_end' | 'without'>): KeptUpload | null {
  if (state === null) return null;
  const { sentence = '', failure = null, leftOut = [] } = facts ?? {};
  const byPeople = (without?.channels ?? []).map((channel) => ({
    channel,
    sentence: `${channel}: its file was sent without it, as ${without?.by ?? ''} wanted.`,
  }));
  const others = leftOut.filter(({ channel }) => without?.channels.includes(channel) !== true);
  return { state, sentence, failure, leftOut: [...others, ...byPeople], unknownEnd: unknown_end === 1 };
}
