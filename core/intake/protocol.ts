import type { FaultFacts, SourceFacts } from '../contract/api.ts';
import type { Peek, PeekSource, PvsFound, TopicsFound } from '../contract/browse.ts';
import type { Failure } from '../contract/errors.ts';
import type { TopicCounts } from '../contract/topics.ts';
import type { Entry } from '../group/protocol.ts';
import type { FactsFound } from '../pulses/facts.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { Setup } from '../settings/schema.ts';
import type { Secrets } from '../settings/secrets.ts';
import type { Perhaps, TopicKeeping } from '../sources/kafka/topic-log.ts';
import type { Answer, CollectRequest } from '../sources/port.ts';
import type { PvsHeld, TopicsHeld } from './inventory.ts';
import type { Observed, ObserveRequest } from './observe.ts';

export type IntakeStart = {
  setup: Setup;
  /** For values between source and file. */
  memoryMb: number;
  secrets: Secrets;
  /** What the group announced is kept here; null where no topic is named for it. */
  topic: string | null;
};

/** What may be asked of the thread. `collect` is answered in batches, everything else at once. */
export type Call =
  | { call: 'newest' }
  | { call: 'find'; pulseId: bigint }
  | { call: 'between'; fromNs: bigint; toNs: bigint; limit: number }
  | { call: 'readFacts'; pulse: Pulse }
  | { call: 'topics' }
  | { call: 'pvs'; names: readonly string[] }
  | { call: 'searchTopics'; text: string; limit: number }
  | { call: 'searchPvs'; text: string; limit: number }
  | { call: 'peek'; of: PeekSource }
  | { call: 'keeping'; topics: readonly string[] }
  | { call: 'observe'; request: ObserveRequest }
  | { call: 'setFault'; fault: string; device: string | null; on: boolean }
  | { call: 'collect'; request: CollectRequest }
  | { call: 'announce'; entries: readonly Entry[] }
  /** One batch at a time; the first call with this number begins. */
  | { call: 'announced'; look: number; timeMs: number }
  | { call: 'endLook'; look: number }
  | { call: 'closeAnnouncements' }
  | { call: 'close' };

export type Reply =
  | { kind: 'pulse'; pulse: Pulse }
  | { kind: 'pulses'; pulses: Pulse[] }
  | { kind: 'facts'; facts: FactsFound }
  | { kind: 'topics'; topics: TopicsHeld }
  | { kind: 'pvs'; pvs: PvsHeld }
  | { kind: 'topicsFound'; found: TopicsFound }
  | { kind: 'pvsFound'; found: PvsFound }
  | { kind: 'peeked'; peek: Peek }
  | { kind: 'keeping'; keeping: Perhaps<TopicKeeping>[] }
  | { kind: 'observed'; observed: Observed }
  | { kind: 'faults'; faults: FaultFacts[] }
  | { kind: 'announced'; entries: readonly Entry[] | null }
  | { kind: 'done' };

export type ToIntake = { id: number; call: Call } | { abort: number } | { release: readonly number[] };

export type FromIntake =
  | { id: number; reply: Reply }
  | { id: number; failure: Failure }
  | { id: number; answers: Answer[] }
  | { state: SourceFacts }
  | { topics: TopicCounts[] }
  | { ready: true }
  | { ready: false; failure: Failure };
