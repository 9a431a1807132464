import { ExporterError, type Failure, toError } from '../contract/errors.ts';
import type { LogMessage, PartitionPosition, ReadAnswer, TopicLog } from '../sources/kafka/topic-log.ts';

/** Where reading goes on in one partition, and the offset before which it ends. */
export type Stretch = { partition: number; from: bigint; to: bigint };

/** What is read ends in time even where a broker has nothing to show below the end it told, as with transactions. */
const emptyAtMost = 3;
const waitMs = 20;
const bytesPerRead = 1024 * 1024;

/** All positions of a topic at a time, or its trouble thrown. */
export async function positionsOf(
  log: TopicLog,
  topic: string,
  timeMs: number | 'newest',
  signal: AbortSignal,
): Promise<PartitionPosition[]> {
  const [answer] = await log.positions([topic], timeMs, signal);
  if (answer === undefined) return [];
  if (!answer.ok) throw toError(answer.failure);
  return answer.value;
}

/** Reads each stretch in order of offset until its end, or until `onMessage` has seen enough of that partition and says so with false. */
export async function readStretches(
  { log, topic }: { log: TopicLog; topic: string },
  stretches: readonly Stretch[],
  onMessage: (message: LogMessage, partition: number) => boolean,
  signal: AbortSignal,
): Promise<void> {
  let open = stretches.filter(({ from, to }) => from < to).map((stretch) => ({ ...stretch, empty: 0 }));
  while (open.length > 0) {
    if (signal.aborted) throw new ExporterError('STOPPED', `Reading topic ${topic} was stopped.`);
    const requests = open.map(({ partition, from }) => ({ topic, partition, from, maxBytes: bytesPerRead }));
    const answers = await log.read(requests, waitMs, signal);
    open = open.flatMap((stretch, index) => {
      const answer = answers[index];
      if (answer === undefined) return [];
      if (!answer.ok) return [{ ...stretch, from: firstHeld(answer.failure, stretch.from) }];
      const goesOn = take(answer.value, stretch, onMessage);
      const last = answer.value.messages.at(-1);
      if (!goesOn) return [];
      if (last === undefined) return stretch.empty + 1 < emptyAtMost ? [{ ...stretch, empty: stretch.empty + 1 }] : [];
      return last.offset + 1n < stretch.to ? [{ ...stretch, from: last.offset + 1n, empty: 0 }] : [];
    });
    open = open.filter(({ from, to }) => from < to);
  }
}

function take(
  { messages }: ReadAnswer,
  { partition, from, to }: Stretch,
  onMessage: (message: LogMessage, partition: number) => boolean,
): boolean {
  return messages.filter(({ offset }) => offset >= from && offset < to).every((message) => onMessage(message, partition));
}

/** Retention goes on while we read: what is still held is read from there. */
function firstHeld(failure: Failure, from: bigint): bigint {
  const start = failure.facts?.['start'];
  const held = failure.code === 'RETENTION_PASSED' && start !== undefined && /^\d+$/.test(String(start)) ? BigInt(String(start)) : from;
  if (held <= from) throw toError(failure);
  return held;
}
