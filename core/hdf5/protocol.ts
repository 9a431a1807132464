import type { Failure } from '../contract/errors.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Reading } from '../sources/reading.ts';
import type { Look, Looked } from './looking.ts';
import type { CopyWithout, FileStart, Inspected, RootFacts, Sealed, SmallChannel, Written } from './port.ts';

/** Between the writer and its threads. A thread has one file at a time and answers in order. */
export type Call =
  | { kind: 'open'; start: FileStart }
  | { kind: 'write'; channel: ChannelSettings; reading: Reading }
  | { kind: 'seal'; root: RootFacts }
  | { kind: 'abandon' }
  | { kind: 'inspect'; path: string }
  | { kind: 'copy'; copy: CopyWithout }
  | { kind: 'small'; path: string; without: readonly string[] }
  | { kind: 'look'; path: string; look: Look };

export type Answer =
  | { kind: 'done' }
  | { kind: 'written'; written: Written }
  | { kind: 'sealed'; sealed: Sealed }
  | { kind: 'inspected'; inspected: Inspected }
  | { kind: 'copied'; bytes: number }
  | { kind: 'small'; channels: SmallChannel[] }
  | { kind: 'looked'; looked: Looked };

export type Request = { id: number; call: Call };

/** `spoilt`: HDF5 may hold on to the file, and its thread has to be replaced. */
export type Reply = { id: number; spoilt: boolean } & ({ ok: true; answer: Answer } | { ok: false; failure: Failure });
