import type { Peek, PeekSource, PvsFound, TopicsFound } from '../contract/browse.ts';
import { ExporterError, toFailure } from '../contract/errors.ts';
import type { ArchiverClient } from '../sources/archiver/client.ts';
import type { Perhaps, TopicKeeping, TopicLog } from '../sources/kafka/topic-log.ts';
import { peekPv } from './peek-pv.ts';
import { peekTopic } from './peek-topic.ts';

/** Looks only: no group, no commits, nothing that a capture would notice. */
export type Browse = {
  searchTopics(text: string, limit: number, signal: AbortSignal): Promise<TopicsFound>;
  searchPvs(text: string, limit: number, signal: AbortSignal): Promise<PvsFound>;
  /** In the order asked. */
  keeping(topics: readonly string[], signal: AbortSignal): Promise<Perhaps<TopicKeeping>[]>;
  /** Rejects only where the source could not be asked. */
  peek(source: PeekSource, signal: AbortSignal): Promise<Peek>;
};

type BrowseParts = { log: TopicLog | undefined; client: ArchiverClient | undefined; nowNs(): bigint };

/** Numbers in names count: cam-9 before cam-10. */
const byName = new Intl.Collator('en', { numeric: true }).compare;

export function createBrowse({ log, client, nowNs }: BrowseParts): Browse {
  return {
    async searchTopics(text, limit, signal) {
      const words = text.toLowerCase().split(/\s+/);
      const names = await topicLog().topics(signal);
      const found = names.filter((name) => !name.startsWith('__') && words.every((word) => name.toLowerCase().includes(word)));
      return { topics: found.sort(byName).slice(0, limit), beyond: Math.max(0, found.length - limit) };
    },

    async searchPvs(text, limit, signal) {
      const archiver = archiverClient();
      const pattern = /[*?]/.test(text) ? text : `*${text}*`;
      try {
        const found = await archiver.matchingPvs(pattern, limit + 1, signal);
        const upper = pattern.toUpperCase();
        // The appliance minds capitals, and most names are written in them.
        const more = found.length > limit || upper === pattern ? [] : await archiver.matchingPvs(upper, limit + 1, signal);
        const all = [...new Set([...found, ...more])];
        return { pvs: all.slice(0, limit), isMore: all.length > limit, unlisted: null };
      } catch (error) {
        const { code, message } = toFailure(error);
        if (code !== 'ARCHIVER_ERROR' && code !== 'ARCHIVER_BAD_ANSWER') throw error;
        return { pvs: [], isMore: false, unlisted: `${message} Write the whole name of a PV and look at it.` };
      }
    },

    async keeping(topics, signal) {
      const answers = await topicLog().keeping?.(topics, signal);
      return answers ?? topics.map(() => ({ ok: true, value: { ms: null, bytes: null } }));
    },

    peek: (source, signal) =>
      source.kind === 'kafka' ? peekTopic(topicLog(), source.topic, signal) : peekPv(archiverClient(), source.pv, nowNs(), signal),
  };

  function topicLog(): TopicLog {
    if (log !== undefined) return log;
    throw new ExporterError('BAD_SETTINGS', 'The settings name no Kafka, so there are no topics to look for. Add sources.kafka first.');
  }

  function archiverClient(): ArchiverClient {
    if (client !== undefined) return client;
    throw new ExporterError('BAD_SETTINGS', 'The settings name no Archiver, so there are no PVs to look for. Add sources.archiver first.');
  }
}
