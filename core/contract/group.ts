import type { CaptureMode, CaptureVerdict, OutcomeCode, PulseFacts } from './api.ts';
import type { UploadState } from './uploads.ts';

/** What is said of a group: one leader, its followers, the same pulse everywhere. JSON-safe like the rest of the contract. */

export type Role = 'alone' | 'leader' | 'follower';

/** `unable`: it is there, but cannot capture (its sentence says why), so it has no devices. */
export type MemberState = 'joined' | 'unable' | 'lost' | 'left';

/** Announced pulses as one exporter has seen them. announced = received + backFilled + givenUp + those still awaited. */
export type PulseCounts = { announced: number; received: number; backFilled: number; givenUp: number; superseded: number };

/** Messages that were of no use, by reason; none of them changed anything. */
export const ignoredReasons = ['malformed', 'too-large', 'forged', 'replayed', 'other-version', 'queue-full'] as const;
export type IgnoredReason = (typeof ignoredReasons)[number];
export type IgnoredCounts = Partial<Record<IgnoredReason, number>>;

/** Of one pulse: what it reads and how long that takes it, by what was measured of its devices. */
export type ExporterLoad = { exporter: string; devices: number; channels: number; bytes: number; ms: number };

export type GroupMember = {
  name: string;
  role: 'leader' | 'follower';
  state: MemberState;
  sentence: string;
  since: string;
  load: ExporterLoad;
  /** Its own, as it last told; null before. */
  counts: PulseCounts | null;
};

/** Device names by exporter, and what a person has pinned. */
export type PlanFacts = { version: number; shares: Record<string, string[]>; pins: Record<string, string> };

export type GroupFacts = {
  role: Role;
  /** Who is obeyed; null while nobody is. */
  leader: string | null;
  /** Goes up with each leader that begins. */
  epoch: number;
  /** Where this exporter stands in the group, for a person. */
  sentence: string;
  /** Of the leader: all; of a follower: itself. */
  members: GroupMember[];
  counts: PulseCounts;
  ignored: IgnoredCounts;
  plan: PlanFacts | null;
};

export type ShareState = 'waiting' | 'taking' | 'reported' | 'lost';
/** One exporter's part of a pulse. */
export type PulseShare = {
  exporter: string;
  state: ShareState;
  devices: number;
  expected: number;
  /** So far. */
  decided: number;
  captured: number;
  verdict: CaptureVerdict | null;
  files: string[];
};

export type MissedChannel = { channel: string; code: OutcomeCode; exporter: string };

/** A pulse over all devices of the group. */
export type GroupPulse = {
  pulse: PulseFacts;
  leader: string;
  epoch: number;
  /** Among the announcements of its epoch. */
  seq: number;
  mode: CaptureMode;
  /** Why its files are not uploaded, by any exporter of the group; null where they are. */
  localOnly: string | null;
  /** null until every share is reported; may improve later. */
  verdict: CaptureVerdict | null;
  expected: number;
  captured: number;
  counts: Partial<Record<OutcomeCode, number>>;
  shares: PulseShare[];
  /** Not captured, and not skipped; at most `missedShown` of them. */
  missed: MissedChannel[];
  /** null where files are not uploaded. */
  upload: PulseUpload | null;
};
export const missedShown = 500;

/** `waiting`: not each of its files is settled yet. `none`: no file of it goes to the Gateway. */
export const pulseUploadStates = ['none', 'waiting', 'accepted', 'partly-refused', 'refused'] as const;
export type PulseUploadState = (typeof pulseUploadStates)[number];

/** Of one exporter. `sentence` says why it waits or was refused, and what to do; empty where there is nothing to say. */
export type PulseFile = { exporter: string; file: string; state: UploadState; sentence: string };
export type RefusedChannel = { channel: string; exporter: string; file: string; sentence: string };

/** How a pulse stands in the Operations Gateway, over all exporters of the group: only files that count. */
export type PulseUpload = {
  state: PulseUploadState;
  sentence: string;
  /** A file of which nothing was heard yet is `queued`. At most `pulseFilesMost`. */
  files: PulseFile[];
  /** Channels that are not in the Gateway though their file was sent; at most `missedShown` of them. */
  refused: RefusedChannel[];
};
export const pulseFilesMost = 500;

/** A device goes to this exporter whatever the load; null takes the pin back. */
export type PlanChange = { pins?: Record<string, string | null> };

/** What a change would do, before it is made. Loads are those of one pulse. */
export type PlanPreview = {
  before: ExporterLoad[];
  after: ExporterLoad[];
  moves: { device: string; from: string | null; to: string | null }[];
};

export type GroupApi = {
  /** This exporter leads from now on; one that led stands down. */
  becomeLeader(request: { by: string }): Promise<void>;
  /** Captures alone, with its own settings. */
  leaveGroup(request: { by: string }): Promise<void>;
  /** Follows whoever leads. */
  joinGroup(request: { by: string }): Promise<void>;
  pin(request: { devices: string[]; exporter: string; by: string }): Promise<void>;
  unpin(request: { devices: string[]; by: string }): Promise<void>;
  previewPlan(request: PlanChange): Promise<PlanPreview>;
  applyPlan(request: PlanChange & { by: string }): Promise<PlanPreview>;
};
export const groupCommands = [
  'becomeLeader',
  'leaveGroup',
  'joinGroup',
  'pin',
  'unpin',
  'previewPlan',
  'applyPlan',
] as const satisfies readonly (keyof GroupApi)[];
