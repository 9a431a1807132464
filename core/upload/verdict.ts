import type { Failure } from '../contract/errors.ts';

/** A channel that is not in the Gateway, with a sentence that says why and what to do. */
export type LeftOut = { channel: string; sentence: string };

type Always = {
  /** For a person: what became of the file, why, and what to do. */
  sentence: string;
  /** Channels of the file that are in the Gateway by this file, from this attempt or an earlier one. */
  arrived: readonly string[];
  /** What to keep for the next attempt: whether one of them, up to this, has an unknown end. */
  unknownEnd: boolean;
};

/** What an attempt means for its file. */
export type UploadVerdict =
  | (Always & { kind: 'accepted' })
  | (Always & { kind: 'partly-refused'; refused: readonly LeftOut[] })
  /** `guilty`: without these the file can be sent; may be empty. */
  | (Always & { kind: 'refused'; failure: Failure; guilty: readonly LeftOut[] })
  /** `retryAtMs` in milliseconds since 1970. `queue`: no other file would fare better. `failed` names channels that are to come yet. */
  | (Always & { kind: 'waiting'; failure: Failure; retryAtMs: number; blocks: 'file' | 'queue'; failed: readonly LeftOut[] })
  /** The Gateway failed over it: check the file by our own rules, and judge the answer again with what was found. */
  | (Always & { kind: 'check-file'; failure: Failure });

/** What is known of a file when its answer is judged. */
export type SentFile = {
  /** As people know it. */
  name: string;
  pulseId: string;
  recordId: string;
  /** Where it was sent: host of gateway.url. */
  host: string;
  /** Names of the channels that were sent. */
  channels: readonly string[];
  /** Those that are in the file and were not, since a person wanted that. */
  leftOut: readonly LeftOut[];
  /** Attempts in a row that have not settled it, with this one: 1 for the first. */
  failures: number;
  /** From its earlier attempts. One that was under way when the exporter died has an unknown end. */
  earlier: { unknownEnd: boolean; arrived: readonly string[] };
};
