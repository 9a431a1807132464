import type { TopicCounts } from '../contract/topics.ts';
import { line } from './reasons.ts';

const topicsShown = 3;

export function isOfNoUse({ undecodable, unknownSchemas }: TopicCounts): boolean {
  return undecodable > 0 || Object.keys(unknownSchemas).length > 0;
}

/** Said once a topic, when it begins: messages that no capture can use are never fatal, and never silent. */
export function topicLines(topics: readonly TopicCounts[], told: ReadonlySet<string>): string[] | null {
  const found = topics.filter((counts) => isOfNoUse(counts) && !told.has(counts.topic));
  if (found.length === 0) return null;
  const named = found.slice(0, topicsShown).map((counts) => `${counts.topic} (${whatOf(counts)})`);
  const which = `${named.join(', ')}${found.length > topicsShown ? `, … ${found.length} topics in all` : ''}`;
  return [line('unreadable', `messages that are left out on topic ${which}. What else is published there?`)];
}

function whatOf({ undecodable, unknownSchemas }: TopicCounts): string {
  const unknown = Object.keys(unknownSchemas).map((schema) => `unknown schema ${JSON.stringify(schema)}`);
  return [...(undecodable > 0 ? ['damaged'] : []), ...unknown].join(', ');
}
