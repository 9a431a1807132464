import type { ReadAnswer, ReadRequest } from '../topic-log.ts';
import { type FetchedPartition, fetchedOf, partitionName } from './answers.ts';
import type { Asked } from './ask-leaders.ts';
import type { BrokerConnection } from './client.ts';
import { isConnectionTrouble, partFailure } from './failures.ts';
import { byRequest } from './group-requests.ts';
import { settleOutOfRange } from './out-of-range.ts';
import { mayHaveMoved, protocolCode } from './protocol-codes.ts';
import { hasMessage, lastOffset, takeMessages, undecodable } from './take-messages.ts';

type Answer = Asked<ReadAnswer>;

/** Largest answer asked for at once; it lies in memory as a whole. */
const maxResponseBytes = 200_000_000;

/** Looks past this many stretches without a message (control records, compacted away) in one read; the rest is for the next. */
const maxSkips = 4;

/** Reads from one broker. Partitions whose messages could not be unpacked are remembered and asked apart, so that they never again cost the others a second try. */
export function createFetcher(maxMessageBytes: number) {
  const apart = new Set<string>();

  async function fetch(broker: BrokerConnection, requests: readonly ReadRequest[], maxWaitMs: number): Promise<Answer[]> {
    const groups = byRequest(requests, maxResponseBytes, apart);
    const found = new Map<ReadRequest, Answer>();
    const outOfRange: ReadRequest[] = [];
    const hungry: ReadRequest[] = [];
    // A connection is served in order: only the last may wait, or the waits would add up.
    const fetched = await Promise.all(groups.map((group, at) => fetchGroup(broker, group, at === groups.length - 1 ? maxWaitMs : 0)));
    for (const [request, part] of fetched.flat()) {
      if ('kind' in part) found.set(request, part);
      else if (part.errorCode === protocolCode.offsetOutOfRange) outOfRange.push(request);
      else if (isHungry(request, part)) hungry.push(request);
      else found.set(request, answerOf(request, part));
    }
    const settled = outOfRange.length > 0 ? await settleOutOfRange(broker, outOfRange) : new Map<ReadRequest, Answer>();
    for (const [request, answer] of settled) found.set(request, answer);
    for (const [request, answer] of await Promise.all(hungry.map((one) => feed(broker, one)))) found.set(request, answer);
    return requests.map((request) => found.get(request) ?? lostAnswer(protocolCode.unknownTopicOrPartition, request));
  }

  /** The first message of a partition may be larger than what was asked for; a broker hands it out whole only where the partition is the only one asked for. */
  async function feed(broker: BrokerConnection, request: ReadRequest): Promise<[ReadRequest, Answer]> {
    let from = request.from;
    for (let skip = 0; ; skip++) {
      const [[, part] = []] = await fetchGroup(broker, [{ ...request, from }], 0);
      if (part === undefined) return [request, lostAnswer(protocolCode.unknownTopicOrPartition, request)];
      if ('kind' in part) return [request, part];
      const last = lastOffset(part);
      if (!isHungry({ ...request, from }, part) || last === null || skip === maxSkips) return [request, answerOf(request, part)];
      from = last + 1n;
    }
  }

  /** kafkajs drops a whole answer for one batch that cannot be unpacked: halves find the culprit. */
  async function fetchGroup(
    broker: BrokerConnection,
    group: readonly ReadRequest[],
    maxWaitMs: number,
  ): Promise<[ReadRequest, FetchedPartition | Answer][]> {
    const total = group.reduce((sum, { maxBytes }) => sum + maxBytes, 0);
    try {
      const limits = { maxBytes: Math.min(total, maxResponseBytes), maxWaitMs };
      const parts = fetchedOf(await broker.fetch(group.map(questionOf), limits));
      return group.map((request) => {
        const name = partitionName(request.topic, request.partition);
        apart.delete(name);
        return [request, parts.get(name) ?? lostAnswer(protocolCode.unknownTopicOrPartition, request)];
      });
    } catch (error) {
      if (isConnectionTrouble(error)) throw error;
      const [only] = group;
      if (only && group.length === 1) {
        apart.add(partitionName(only.topic, only.partition));
        return [[only, { kind: 'failed', failure: undecodable(only, error) }]];
      }
      const middle = Math.ceil(group.length / 2);
      const halves = [group.slice(0, middle), group.slice(middle)];
      return (await Promise.all(halves.map((half) => fetchGroup(broker, half, 0)))).flat();
    }
  }

  function answerOf(request: ReadRequest, part: FetchedPartition): Answer {
    if (part.errorCode !== protocolCode.none) return lostAnswer(part.errorCode, request);
    return takeMessages(request, part, maxMessageBytes);
  }

  return { fetch };
}

/** There is something to read, and nothing of it came. */
function isHungry({ from }: ReadRequest, part: FetchedPartition): boolean {
  return part.errorCode === protocolCode.none && from < part.end && !hasMessage(part, from);
}

function questionOf({ topic, partition, from, maxBytes }: ReadRequest) {
  return { topic, partitions: [{ partition, fetchOffset: from.toString(), maxBytes: Math.min(maxBytes, maxResponseBytes) }] };
}

function lostAnswer(code: number, { topic, partition }: ReadRequest): Answer {
  return { kind: mayHaveMoved(code) ? 'moved' : 'failed', failure: partFailure(code, topic, partition) };
}
