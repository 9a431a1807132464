import { z } from 'zod';
import { outcomeCodes, type PulseFacts } from '../contract/api.ts';
import { pulseUploadStates } from '../contract/group.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import type { AnnouncedPulse, KeptAttempt } from '../journal/report-port.ts';

/** All that a journal knows of one pulse; attempts in their order. */
export type FoundPulse = { pulse: PulseFacts; announced: AnnouncedPulse | null; attempts: KeptAttempt[] };

/** Only what a report needs is read of what leaders announced, so that another version's announcements can be read too. */
const recordSchema = z.object({
  digits: z.union([z.literal(0), z.literal(3)]),
  localOnly: z.string().nullable(),
}) satisfies z.ZodType<RecordFacts>;
const named = { channel: z.string(), exporter: z.string() };
const verdictSchema = z.object({
  verdict: z.enum(['complete', 'partial', 'empty', 'failed']),
  expected: z.number(),
  captured: z.number(),
  missed: z.array(z.object({ ...named, code: z.enum(outcomeCodes) })).catch([]),
});
const uploadSchema = z.object({
  upload: z.object({
    state: z.enum(pulseUploadStates),
    sentence: z.string(),
    refused: z.array(z.object({ ...named, sentence: z.string() })).catch([]),
  }),
});

export type GroupVerdict = z.infer<typeof verdictSchema>;
export type GroupUpload = z.infer<typeof uploadSchema>['upload'];

export function verdictIn(announced: AnnouncedPulse | null): GroupVerdict | null {
  return verdictSchema.safeParse(announced?.verdict).data ?? null;
}

/** The newer tells more; a verdict tells of uploads as far as they were by then. */
export function uploadIn(announced: AnnouncedPulse | null): GroupUpload | null {
  return uploadSchema.safeParse(announced?.upload).data?.upload ?? uploadSchema.safeParse(announced?.verdict).data?.upload ?? null;
}

/** How it is to stand in the Gateway: as its captures say, else as it was announced; null where neither does. */
export function recordIn({ announced, attempts }: FoundPulse): RecordFacts | null {
  const kept = attempts.map(({ record }) => recordSchema.safeParse(record).data).find((record) => record !== undefined);
  return kept ?? z.object({ record: recordSchema }).safeParse(announced?.facts).data?.record ?? null;
}
