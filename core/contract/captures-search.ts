import type { CaptureSummary, CaptureVerdict, OutcomeCode } from './api.ts';
import type { UploadState } from './uploads.ts';

/** What is left out finds everything. */
export type CaptureSearch = {
  /** The whole ID of the pulse. */
  pulseId?: string;
  /** Digits that stand in the pulse's ID, wherever. */
  text?: string;
  /** Time of the pulse, nanoseconds since 1970, both ends with it. */
  fromNs?: string;
  toNs?: string;
  verdicts?: CaptureVerdict[];
  /** Captures that have not this channel; those that did not expect it are found by `outcomes` only. */
  channel?: string;
  /** What became of `channel`; `captured` is not searched for, for that is nearly every capture. */
  outcomes?: MissedCode[];
  uploads?: UploadState[];
};
export type MissedCode = Exclude<OutcomeCode, 'captured'>;

export type CapturePage = {
  /** Newest first. May be fewer than asked for, or none, while `before` says that there is more to look through. */
  captures: CaptureSummary[];
  /** How many there are in all; null after the first page, and where it is not counted: only what is searched by time alone is. */
  total: number | null;
  /** To go on before; null at the end. */
  before: string | null;
};

/** One page holds the journal's thread for milliseconds only. */
export const searchPageMost = 500;

export type CaptureSearchApi = {
  /** Of this exporter's own captures. */
  searchCaptures(request: CaptureSearch & { limit: number; before?: string }): Promise<CapturePage>;
};
export const captureSearchCommands = ['searchCaptures'] as const satisfies readonly (keyof CaptureSearchApi)[];
