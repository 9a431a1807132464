import type { KafkaChannelSource } from './channel.ts';
import type { ChannelPart } from './parts.ts';
import { type Problem, problem } from './problem.ts';

type OnTopic = ChannelPart & { source: KafkaChannelSource };

/** Where channels share a topic, each must say which of its messages are its own, or which column of them. */
export function checkTopics(channels: readonly ChannelPart[]): Problem[] {
  const topics = new Map<string, OnTopic[]>();
  for (const part of channels) {
    const { source } = part.channel;
    if (source.kind === 'kafka') topics.set(source.topic, [...(topics.get(source.topic) ?? []), { ...part, source }]);
  }
  return [...topics.values()].filter((sharing) => sharing.length > 1).flatMap(checkShared);
}

function checkShared(sharing: readonly OnTopic[]): Problem[] {
  const open = sharing.filter(({ source }) => source.sourceName === undefined && source.key === undefined);
  const byColumn = open.length === sharing.length && open.every(({ source }) => source.columns !== undefined);
  if (byColumn) return [];
  return open.map(({ channel, path, source }) => {
    const other = sharing.find((one) => one.channel !== channel)?.channel.name;
    const sentence = `Channel ${channel.name} shares topic ${source.topic} with ${other}: give its sourceName (or key), else it would take the other's messages.`;
    return problem([...path, 'source'], sentence);
  });
}
