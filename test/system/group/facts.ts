import { z } from 'zod';
import { captureSteps, outcomeCodes } from '../../../core/contract/api.ts';

/** What the proof looks at of an exporter's events: what a person or another program sees of it from the outside. */
const pulseFacts = z.object({ pulseId: z.string(), timestampNs: z.string() });
const counts = z.object({
  announced: z.number(),
  received: z.number(),
  backFilled: z.number(),
  givenUp: z.number(),
  superseded: z.number(),
});
const notice = z.object({ code: z.string(), message: z.string() });
const groupFacts = z.object({
  role: z.enum(['alone', 'leader', 'follower']),
  leader: z.string().nullable(),
  epoch: z.number(),
  sentence: z.string(),
  members: z.array(z.object({ name: z.string(), state: z.string(), sentence: z.string() })),
  counts,
  ignored: z.record(z.string(), z.number()),
  plan: z
    .object({ version: z.number(), shares: z.record(z.string(), z.array(z.string())), pins: z.record(z.string(), z.string()) })
    .nullable(),
});
/** How it stands in the Gateway. */
const upload = z.object({
  state: z.string(),
  sentence: z.string(),
  files: z.array(z.object({ exporter: z.string(), file: z.string(), state: z.string() })),
});
const groupPulse = z.object({
  upload: upload.nullable(),
  pulse: pulseFacts,
  leader: z.string(),
  epoch: z.number(),
  seq: z.number(),
  mode: z.string(),
  verdict: z.string().nullable(),
  expected: z.number(),
  captured: z.number(),
  shares: z.array(z.object({ exporter: z.string(), state: z.string(), files: z.array(z.string()) })),
  missed: z.array(z.object({ channel: z.string(), code: z.enum(outcomeCodes), exporter: z.string() })),
});

export const seenSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('group/changed'), group: groupFacts }),
  z.object({ type: z.literal('group/noticed'), notice }),
  z.object({ type: z.literal('pulse/announced'), pulse: groupPulse }),
  z.object({ type: z.literal('pulse/judged'), pulse: groupPulse }),
  z.object({ type: z.literal('pulse/uploaded'), pulse: pulseFacts, upload }),
  z.object({
    type: z.literal('capture/started'),
    capture: z.object({ captureId: z.string(), pulse: pulseFacts, step: z.enum(captureSteps) }),
  }),
  z.object({ type: z.literal('capture/finished'), capture: z.object({ captureId: z.string(), pulse: pulseFacts }) }),
  z.object({ type: z.literal('capture/held'), captureId: z.string() }),
  z.object({ type: z.literal('capture/superseded'), captureId: z.string(), by: z.string() }),
  z.object({ type: z.literal('recovery/finished') }),
  z.object({ type: z.literal('exporter/started') }),
  z.object({ type: z.literal('pulse/unavailable'), failure: notice }),
]);

export const resultSchema = z.object({
  id: z.number(),
  ok: z.boolean(),
  value: z.unknown().optional(),
  failure: notice.optional(),
});

export type UploadSeen = z.infer<typeof upload>;
export type PulseSeen = z.infer<typeof groupPulse>;
export type GroupSeen = z.infer<typeof groupFacts>;
export type NoticeSeen = z.infer<typeof notice>;
export type CommandResult = z.infer<typeof resultSchema>;

/** The two together are the identity of a pulse. */
export function keyOf({ pulse: { pulseId, timestampNs } }: { pulse: { pulseId: string; timestampNs: string } }): string {
  return `${pulseId} at ${timestampNs}`;
}
