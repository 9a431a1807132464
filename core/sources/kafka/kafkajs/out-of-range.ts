import { failure } from '../../../contract/errors.ts';
import type { ReadAnswer, ReadRequest } from '../topic-log.ts';
import { partitionName } from './answers.ts';
import type { Asked } from './ask-leaders.ts';
import type { BrokerConnection } from './client.ts';
import { partFailure } from './failures.ts';
import { earliest, latest, offsetsAt } from './positions.ts';
import { mayHaveMoved, protocolCode } from './protocol-codes.ts';

/** The broker says only "out of range": whether that is below what it still holds, or above, is asked for. */
export async function settleOutOfRange(
  broker: BrokerConnection,
  requests: readonly ReadRequest[],
): Promise<Map<ReadRequest, Asked<ReadAnswer>>> {
  const [starts, ends] = await Promise.all([offsetsAt(broker, requests, earliest), offsetsAt(broker, requests, latest)]);
  return new Map(
    requests.map((request) => {
      const name = partitionName(request.topic, request.partition);
      return [request, settle(request, starts.get(name), ends.get(name))];
    }),
  );
}

type Found = { errorCode: number; offset: bigint } | undefined;

function settle({ topic, partition, from }: ReadRequest, start: Found, end: Found): Asked<ReadAnswer> {
  const code = start?.errorCode || end?.errorCode || protocolCode.none;
  if (!start || !end || code !== protocolCode.none) {
    const failed = partFailure(code || protocolCode.unknownTopicOrPartition, topic, partition);
    return { kind: mayHaveMoved(code) ? 'moved' : 'failed', failure: failed };
  }
  if (from >= start.offset) return { kind: 'answer', value: { topic, partition, messages: [], start: start.offset, end: end.offset } };
  const sentence = `Topic "${topic}" no longer holds offset ${from}: its first is ${start.offset}. The broker keeps its messages too short for this pulse.`;
  return { kind: 'failed', failure: failure('RETENTION_PASSED', sentence, { topic, partition, start: start.offset.toString() }) };
}
