import { ExporterError } from '../contract/errors.ts';
import type { AnnouncementLog } from '../group/log/port.ts';
import { createTopicLog } from '../group/log/topic-log.ts';
import type { Entry } from '../group/protocol.ts';
import type { KafkaSecrets } from '../settings/secrets.ts';
import type { KafkaSettings } from '../settings/sources.ts';
import { createKafkaJsLog } from '../sources/kafka/kafkajs/kafkajs-log.ts';
import { createKafkaJsProducer } from '../sources/kafka/kafkajs/producer.ts';

/** With connections of its own: on those of the captures one question would wait for another. None is made before something is asked or written. */
export function openAnnouncements(kafka: KafkaSettings, secrets: KafkaSecrets, topic: string): AnnouncementLog {
  const log = createKafkaJsLog(kafka, secrets);
  const kept = createTopicLog({ log, producer: createKafkaJsProducer(kafka, secrets), topic });
  return {
    ...kept,
    async close() {
      await kept.close();
      await log.close();
    },
  };
}

/** Of one exporter; each holds a connection's answer while it waits to be asked on. */
const lookingMost = 16;

/** The looks that are under way, for whoever asks for one batch at a time, by number. */
export function createLooks(log: AnnouncementLog | null) {
  const looks = new Map<number, { stop: AbortController; batches: AsyncIterator<readonly Entry[]> }>();

  function begin(look: number, timeMs: number) {
    if (looks.size >= lookingMost)
      throw new ExporterError('BUSY', `Announcements are looked for in ${lookingMost} places at once already. Try again in a moment.`);
    const stop = new AbortController();
    const begun = { stop, batches: keptIn(log).since(timeMs, stop.signal)[Symbol.asyncIterator]() };
    looks.set(look, begun);
    return begun;
  }

  async function end(look: number): Promise<void> {
    const ended = looks.get(look);
    looks.delete(look);
    ended?.stop.abort();
    await ended?.batches.return?.();
  }

  /** null: there are no more, and the look is over. The signal ends the whole look. */
  async function next(look: number, timeMs: number, signal: AbortSignal): Promise<readonly Entry[] | null> {
    const { stop, batches } = looks.get(look) ?? begin(look, timeMs);
    const abort = () => stop.abort();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const batch = await batches.next();
      if (batch.done !== true) return batch.value;
      looks.delete(look);
      return null;
    } catch (error) {
      looks.delete(look);
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  return { next, end };
}

export function keptIn(log: AnnouncementLog | null): AnnouncementLog {
  if (log === null) throw new ExporterError('INTERNAL', 'No topic is named for announcements, so none can be asked for them.');
  return log;
}
