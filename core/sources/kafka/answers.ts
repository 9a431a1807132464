import { isStale } from '../../capture/match.ts';
import { type Failure, failure } from '../../contract/errors.ts';
import type { Answer } from '../port.ts';
import type { ChannelSearch } from './channel-search.ts';
import type { PartitionSearch } from './partition-search.ts';
import type { TopicSearch } from './topic-search.ts';

/** What a channel's search came to. Pure. */
export function answerOf(channel: ChannelSearch, { partitions }: TopicSearch, live: boolean): Answer {
  const { name, best, broken, task } = channel;
  if (best !== null) {
    const stale = isStale(task.settings.match, task.pulse, best.reading);
    return { kind: stale ? 'stale' : 'reading', channel: name, reading: best.reading };
  }
  if (broken !== null) return { kind: 'undecodable', channel: name, failure: broken.failure };
  if (partitions?.some((partition) => isDropped(channel, partition, live))) {
    return { kind: 'unreachable', channel: name, failure: dropped(channel) };
  }
  return { kind: 'absent', channel: name, absence: channel.absence };
}

/** The topic answered, with something that cannot be opened. */
const unopened: ReadonlySet<Failure['code']> = new Set(['MESSAGE_TOO_LARGE', 'TOPIC_COMPRESSION']);

/** The topic's trouble, told for one of its channels. */
export function troubled({ name, task }: ChannelSearch, { code, message, facts }: Failure): Answer {
  const { topic } = task.source;
  const sentence = message.includes(topic) ? message : `topic ${topic}: ${message}`;
  const kind = unopened.has(code) ? 'undecodable' : 'unreachable';
  return { kind, channel: name, failure: failure(code, `${name}: ${sentence}`, { topic, ...facts }) };
}

/** The log begins only after the pulse, and it has had messages before. */
function isDropped({ task }: ChannelSearch, { start, atStart, bottom }: PartitionSearch, live: boolean): boolean {
  if (start === null || start === 0n || !atStart) return false;
  return bottom === null ? !live : bottom.kafkaMs > task.window.floorMs;
}

function dropped({ name, task }: ChannelSearch): Failure {
  const { topic } = task.source;
  return failure(
    'RETENTION_PASSED',
    `${name}: topic ${topic} no longer holds messages from the time of pulse ${task.pulse.pulseId}. Capture sooner, or let Kafka keep the topic longer.`,
    { topic },
  );
}
