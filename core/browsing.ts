import type { BrowseApi } from './contract/browse.ts';
import type { RetentionApi } from './contract/retention.ts';
import type { Browse } from './intake/browse.ts';
import { createRetentionAsking, type RetentionPorts } from './retention-asking.ts';

/** Longer than any single question to Kafka or the Archiver may take; a person waits for it. */
const limitMs = 15_000;

/** Looking for what can be captured, and for how long yet, as commands. */
export function browsing(ports: RetentionPorts & { browse: Browse }): BrowseApi & RetentionApi {
  const { browse, signal } = ports;
  const soon = () => AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  return {
    searchTopics: ({ text, limit }) => browse.searchTopics(text, limit, soon()),
    searchPvs: ({ text, limit }) => browse.searchPvs(text, limit, soon()),
    peek: ({ source }) => browse.peek(source, soon()),
    ...createRetentionAsking(ports),
  };
}
