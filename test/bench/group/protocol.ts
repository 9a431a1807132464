import { z } from 'zod';
import { leaderSchema } from '../../../core/settings/group.ts';

/** What the bench and its processes say to each other. */

/** Exporters of one group must be of one version. */
export const version = 'bench';

export const followerTaskSchema = z.object({
  name: z.string(),
  leader: leaderSchema,
  /** Of a PUB socket without a group. */
  bare: z.string().nullable(),
  /** Milliseconds a simulated capture takes, from and to. */
  takesMs: z.tuple([z.number(), z.number()]),
  /** Pulses from this ID on are measured: taken, and never reported. null: all are reported. */
  measuredFrom: z.number().nullable(),
});
export type FollowerTask = z.infer<typeof followerTaskSchema>;

export const followerOrderSchema = z.enum(['bare', 'group']);
export const arrivedSchema = z.object({
  /** Milliseconds from just before the announcement, of each measured one. */
  lags: z.array(z.number()),
  received: z.number(),
  backFilled: z.number(),
  /** Announced, as far as it knows, and neither received nor back-filled. */
  lost: z.number(),
  rssBytes: z.number(),
  cpuMs: z.number(),
  /** Of the last report it sent. */
  reportBytes: z.number(),
});
export type Arrived = z.infer<typeof arrivedSchema>;

export const leaderTaskSchema = z.object({
  addresses: leaderSchema,
  bare: z.string().nullable(),
  devices: z.number(),
  followers: z.number(),
  takesMs: z.tuple([z.number(), z.number()]),
  measuredFrom: z.number().nullable(),
  lostAfterMs: z.number(),
});
export type LeaderTask = z.infer<typeof leaderTaskSchema>;

const paceShape = { pulses: z.number(), perSecond: z.number() };
export const leaderOrderSchema = z.discriminatedUnion('kind', [
  /** Answers when every follower has devices. */
  z.object({ kind: z.literal('whole') }),
  z.object({ kind: z.literal('bare'), ...paceShape }),
  z.object({ kind: z.literal('announce'), ...paceShape }),
  /** The same, until each has its verdict. */
  z.object({ kind: z.literal('judge'), ...paceShape }),
  /** As fast as verdicts come, with so many in flight. */
  z.object({ kind: z.literal('hurry'), seconds: z.number(), atOnce: z.number() }),
  /** Answers with the next plan, announcing ten pulses a second meanwhile. */
  z.object({ kind: z.literal('loss') }),
  z.object({ kind: z.literal('sizes') }),
]);
export type LeaderOrder = z.infer<typeof leaderOrderSchema>;

export const doneSchema = z.object({ done: z.literal(true) });
export const judgedSchema = z.object({
  /** Milliseconds from just before the announcement to the verdict. */
  times: z.array(z.number()),
  incomplete: z.number(),
  elapsedMs: z.number(),
  cpuMs: z.number(),
  rssBytes: z.number(),
  longestBlockMs: z.number(),
});
export const lossSchema = z.object({ untilPlanMs: z.number(), planningMs: z.number(), untilJudgedMs: z.number() });
/** Bytes of the last message of each kind. */
export const sizesSchema = z.record(z.string(), z.number());

/** Of a leader that is a whole exporter. */
export const capturingTaskSchema = z.object({
  folder: z.string(),
  addresses: leaderSchema,
  followers: z.number(),
  /** All devices are pinned: every follower has as many, and the leader too, or none. */
  ownShare: z.boolean(),
});
export type CapturingTask = z.infer<typeof capturingTaskSchema>;
export const capturingOrderSchema = z.object({ pulses: z.number(), everyS: z.number() });
export const scheduledSchema = z.object({
  /** Milliseconds from the schedule's choice to the announcement. */
  times: z.array(z.number()),
  /** Its own captures. */
  captures: z.number(),
  bytes: z.number(),
  longestBlockMs: z.number(),
});
