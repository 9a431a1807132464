import type { SourceFacts } from '../contract/api.ts';
import type { Failure } from '../contract/errors.ts';
import type { TopicCounts } from '../contract/topics.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Reading } from './reading.ts';

/** What came nearest to matching, so that a sentence can say it. */
export type Nearest = { pulseId: bigint | null; timeNs: bigint };

/** Why nothing matched although the source answered. */
export type Absence = {
  /** Messages or samples of this channel that were looked at. */
  seen: number;
  /** Of those, how many carried no pulse ID. */
  withoutPulseId: number;
  undecodable: number;
  nearest: Nearest | null;
  /** Time of the newest message or sample the source holds for it, null where it holds none. */
  newestNs: bigint | null;
};

/** Exactly one for each channel that was asked for, unless the signal ends the work. */
export type Answer =
  | { kind: 'reading'; channel: string; reading: Reading }
  | { kind: 'absent'; channel: string; absence: Absence }
  /** Only a sample older than the maximum age. */
  | { kind: 'stale'; channel: string; reading: Reading }
  /** The message of this pulse, or the only candidate, cannot be read. */
  | { kind: 'undecodable'; channel: string; failure: Failure }
  | { kind: 'unreachable'; channel: string; failure: Failure };

export type CollectRequest = {
  pulse: Pulse;
  channels: readonly ChannelSettings[];
  /** For readings that do not exist yet: milliseconds from now, on a monotonic clock. 0 for a pulse of the past. A channel's own settleMs goes before. */
  waitMs: number;
};

export type Source = {
  /**
   * Asks for all channels at once and yields answers in batches as they are known. Ends early, without error, when the signal is
   * aborted: channels without an answer then have none. Never throws for one channel's trouble.
   */
  collect(request: CollectRequest, signal: AbortSignal): AsyncIterable<Answer[]>;
  /** Gives slots of shared memory back. */
  release(slots: readonly number[]): void;
  close(): Promise<void>;
};

/** What a source tells besides its answers. */
export type SourceListener = {
  stateChanged(facts: SourceFacts): void;
  topicsCounted(topics: TopicCounts[]): void;
};
