import type { IgnoredReason } from '../../contract/group.ts';
import type { LeaderSettings } from '../../settings/group.ts';

/** What ZeroMQ does for a group; the other implementation is in memory, and loses and delays what a test wants. Messages are whole JSON texts, at most `largestMessage`. */
export type Wire = {
  /** Binds both sockets. Rejects with ADDRESS_IN_USE that names the address. */
  lead(addresses: LeaderSettings, listener: LeadListener): Promise<LeaderWire>;
  /** Connects, and goes on trying for ever; what the leader says while there is no connection is lost. */
  follow(addresses: LeaderSettings, listener: FollowListener): FollowerWire;
};

export type LeadListener = {
  /** `peer` is where an answer goes to: as long as its connection lasts. */
  told(peer: string, message: string): void;
  ignored(reason: IgnoredReason): void;
};

export type LeaderWire = {
  /** To all who listen, in order, at once. */
  announce(message: string): void;
  /** To one; what can't be delivered is dropped. */
  answer(peer: string, message: string): void;
  /** Twice is once. What was sent before still goes out, for at most a moment. */
  close(): Promise<void>;
};

export type FollowListener = {
  announced(message: string): void;
  answered(message: string): void;
  /** The leader is there and does not let this key in. Said with each try. */
  denied?(): void;
  ignored(reason: IgnoredReason): void;
};

export type FollowerWire = {
  /** To the leader. While there is no connection it waits for `tellWaitsMs`, then it is lost. */
  tell(message: string): void;
  close(): Promise<void>;
};

/** Messages that wait to be sent on one socket; more are dropped, the newest first, and counted as `queue-full`. */
export const sendQueueMost = 10_000;

/** As long as a follower waits before it says hello or beats again: a leader that comes hears the last of these at once, and no old ones. */
export const tellWaitsMs = 1000;
