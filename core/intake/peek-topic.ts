import type { Newest, Peek } from '../contract/browse.ts';
import { toError, toFailure } from '../contract/errors.ts';
import { decode } from '../sources/kafka/decode/decode.ts';
import type { LogMessage, PartitionPosition, TopicLog } from '../sources/kafka/topic-log.ts';
import { drawn } from './drawn.ts';
import { valueFacts } from './value-facts.ts';

/** How far back from the end is looked where the newest offset holds no message: after a transaction, or in a compacted topic. */
const backSteps = [1n, 4n, 16n] as const;

/** Messages before the newest whose source names are told, where they are small enough to be read for that. */
const namesBack = 50n;
const smallMessage = 64 * 1024;
const namesBytes = 1024 * 1024;

/** The newest message over all partitions, as far as it can be read. */
export async function peekTopic(log: TopicLog, topic: string, signal: AbortSignal): Promise<Peek> {
  const [positions] = await log.positions([topic], 'newest', signal);
  if (positions === undefined || !positions.ok) return nothing(positions?.failure.message ?? `Topic ${topic} was not answered for.`);
  const newest = await newestOf(log, topic, positions.value, signal);
  if (newest === null) return nothing(`Topic ${topic} holds no message now. Is what publishes there switched on?`);
  const { value, timestampMs } = newest.message;
  const at = new Date(timestampMs).toISOString();
  if (value === null) return { at, newest: null, why: `The newest message of topic ${topic} is empty.` };
  try {
    const told = read(value, topic);
    if (told.newest === null) return { at, ...told };
    const names = [...told.newest.sourceNames, ...(await namesBefore(log, topic, newest, signal))];
    return { at, why: null, newest: { ...told.newest, sourceNames: [...new Set(names)].sort() } };
  } catch (error) {
    return { at, newest: null, why: `The newest message of topic ${topic} cannot be read: ${toFailure(error).message}` };
  }
}

type Found = { position: PartitionPosition; message: LogMessage };

/** One topic may carry several sources. Only small messages are read for that. */
async function namesBefore(log: TopicLog, topic: string, { position, message }: Found, signal: AbortSignal): Promise<string[]> {
  if (message.offset === 0n || (message.value?.length ?? 0) > smallMessage) return [];
  const from = message.offset > namesBack ? message.offset - namesBack : 0n;
  const [answer] = await log.read([{ topic, partition: position.partition, from, maxBytes: namesBytes }], 0, signal);
  return answer?.ok === true ? answer.value.messages.flatMap(({ value }) => sourceNameOf(value)) : [];
}

async function newestOf(log: TopicLog, topic: string, positions: readonly PartitionPosition[], signal: AbortSignal): Promise<Found | null> {
  for (const back of backSteps) {
    const asked = positions.filter(({ end }) => end >= back);
    if (asked.length === 0) return null;
    const answers = await log.read(
      asked.map(({ partition, end }) => ({ topic, partition, from: end - back, maxBytes: 1024 })),
      0,
      signal,
    );
    const found = answers.flatMap((answer, at) => {
      const [position, message] = [asked[at], answer.ok ? answer.value.messages.at(-1) : undefined];
      return position === undefined || message === undefined ? [] : [{ position, message }];
    });
    if (found.length > 0) return found.reduce((newer, each) => (each.message.timestampMs > newer.message.timestampMs ? each : newer));
    const refused = answers.find((answer) => !answer.ok && answer.failure.code !== 'RETENTION_PASSED');
    if (refused !== undefined && !refused.ok) throw toError(refused.failure);
  }
  return null;
}

function read(bytes: Uint8Array, topic: string): Pick<Peek, 'newest' | 'why'> {
  const head = decode(bytes);
  if (head.kind === 'unknown')
    return { newest: null, why: `The newest message of topic ${topic} has the schema "${head.schema}", which is not known here.` };
  if (head.kind === 'status')
    return {
      newest: null,
      why: `The newest message of topic ${topic} (${head.schema}) tells of a connection or an alarm and holds no value.`,
    };
  const value = head.value();
  const columns: Newest['columns'] =
    value.kind === 'table' ? value.columns.map(({ name, units, value: of }) => ({ name, units, ...valueFacts(of) })) : [];
  return {
    newest: {
      ...{ schema: head.schema, sourceNames: head.sourceName === null ? [] : [head.sourceName], value: valueFacts(value) },
      ...{ picture: drawn(value), columns },
      ...{ units: head.units, pulseId: head.pulseId === null ? null : String(head.pulseId), bytes: bytes.length },
      alarm: head.alarm === null ? null : { severity: head.alarm.severity, status: head.alarm.status },
    },
    why: null,
  };
}

function sourceNameOf(bytes: Uint8Array | null): string[] {
  if (bytes === null) return [];
  try {
    const head = decode(bytes);
    return head.kind === 'reading' && head.sourceName !== null ? [head.sourceName] : [];
  } catch {
    return []; // garbage has no name
  }
}

function nothing(why: string): Peek {
  return { at: null, newest: null, why };
}
