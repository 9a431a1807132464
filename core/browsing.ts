import type { BrowseApi } from './contract/browse.ts';
import type { Browse } from './intake/browse.ts';

/** Longer than any single question to Kafka or the Archiver may take; a person waits for it. */
const limitMs = 15_000;

/** Looking for what can be captured, as commands. */
export function browsing(browse: Browse, leaving: AbortSignal): BrowseApi {
  const soon = () => AbortSignal.any([leaving, AbortSignal.timeout(limitMs)]);
  return {
    searchTopics: ({ text, limit }) => browse.searchTopics(text, limit, soon()),
    searchPvs: ({ text, limit }) => browse.searchPvs(text, limit, soon()),
    peek: ({ source }) => browse.peek(source, soon()),
  };
}
