import type { PulseFacts } from './api.ts';
import type { Failure } from './errors.ts';

/** What became of the pulses of a day or a shift: did they arrive in the Operations Gateway? All times are UTC. JSON-safe like the rest of the contract. */

/** How many pulses are looked for in the Gateway itself. `sample`: some in doubt, and some spread over the range. */
export const reportAsks = ['none', 'sample', 'all'] as const;
export type ReportAsk = (typeof reportAsks)[number];

/** A day as 2026-11-21, from midnight to midnight in UTC; or from a time up to, and without, another one, as ISO 8601 with its zone. */
export type ReportRequest = { ask: ReportAsk } & ({ day: string } | { from: string; to: string });

/** What became of the pulses in captures. announced = complete + partial + empty + failed + notCaptured + open. */
export type ReportCaptures = {
  announced: number;
  complete: number;
  partial: number;
  empty: number;
  failed: number;
  /** No capture of it has ended. */
  notCaptured: number;
  /** Of a group, without a verdict that this exporter knows. */
  open: number;
  /** Captured here as a share; how the whole pulse fared is not known any more. Counted by the share in the numbers above. */
  shareOnly: number;
  /** Among them those that are not to go to the Gateway: another pulse of the same second has their record. */
  localOnly: number;
  /** Files that do not count, as another exporter had their devices. */
  supersededFiles: number;
};

/** Of the files of this exporter that count. */
export type ReportUploads = {
  accepted: number;
  partlyRefused: number;
  refused: number;
  /** Queued, being sent, or waiting to be sent again. */
  waiting: number;
  withdrawn: number;
  /** Never queued, as no gateway was named when they were captured. */
  notQueued: number;
};

/** Of pulses that should be in the Gateway, as records of it. asked = whole + inPart + notThere + cannotTell. */
export type ReportGateway = {
  host: string;
  /** How many pulses should be there. */
  expected: number;
  asked: number;
  whole: number;
  inPart: number;
  notThere: number;
  cannotTell: number;
  /** Which were asked for. */
  sentence: string;
  /** Why the Gateway could not be asked, or not to the end. */
  failure: Failure | null;
};

/** Where on its way something is missing. */
export type ReportStage = 'capture' | 'upload' | 'gateway';

/** Why channels of a pulse, or all of it, are missing. `code` is an outcome, a failure's code, or a state. */
export type MissingReason = {
  stage: ReportStage;
  code: string;
  /** Device, channel, exporter or source it is about; empty where it is the whole pulse. */
  what: string;
  sentence: string;
  /** At most `reasonChannelsShown` of them; none where it is the whole pulse. */
  channels: string[];
  channelCount: number;
};
export const reasonChannelsShown = 20;

export type MissingPulse = { pulse: PulseFacts; at: string; reasons: MissingReason[] };
export const missingShown = 200;

/** One line for all pulses that lack the same. */
export type MissingCause = MissingReason & { pulses: number; first: PulseFacts; last: PulseFacts };
export const causesShown = 300;

/** `missing`: something is known not to be there. `unknown`: nothing is, but not everything can be told. */
export type ReportVerdict = 'arrived' | 'missing' | 'unknown';

export type DayReport = {
  /** ISO 8601. */
  from: string;
  to: string;
  exporter: string;
  madeAt: string;
  verdict: ReportVerdict;
  /** For a person: the whole in a sentence or two. */
  sentence: string;
  captures: ReportCaptures;
  uploads: ReportUploads;
  /** null where no gateway was asked. */
  gateway: ReportGateway | null;
  /** Those of the most pulses first. */
  causes: MissingCause[];
  /** Beyond those, not told. */
  causesBeyond: number;
  /** Oldest first. */
  missing: MissingPulse[];
  /** Pulses beyond those. */
  missingBeyond: number;
  /** What this report cannot tell, and why. */
  notes: string[];
};

/** What people ask about a day. */
export type ReportApi = {
  /** Takes up to minutes where the Gateway is asked; BUSY while another one is made. */
  reportDay(request: ReportRequest): Promise<DayReport>;
};
export const reportCommands = ['reportDay'] as const satisfies readonly (keyof ReportApi)[];
