import { ExporterError } from '../contract/errors.ts';
import type { ArchiverClient } from '../sources/archiver/client.ts';
import type { TopicLog } from '../sources/kafka/topic-log.ts';

/** `brokers`: null where nobody can say. */
export type TopicsHeld = { brokers: number | null; names: string[] };
export type PvsHeld = { unknown: string[]; disconnected: string[] };

/** What Kafka and the Archiver hold, for a person who connects them. Fails as they do, and with BAD_SETTINGS where the settings name none. */
export type Inventory = {
  topics(signal: AbortSignal): Promise<TopicsHeld>;
  /** Which of these the Archiver does not have, or has no connection to. With none to ask for, that it answers. */
  pvs(names: readonly string[], signal: AbortSignal): Promise<PvsHeld>;
};

type Parts = { log: TopicLog | undefined; client: ArchiverClient | undefined; managed: boolean; now(): bigint };

/** Of the Archiver's data itself, not of its management; a window of this length has some samples at most. */
const lookNs = 1_000_000_000n;
/** The caller may want it sooner, by its signal. */
const askLimitMs = 60_000;
/** Without management each is a question of its own. */
const askedMost = 300;
/** Nobody has archived it: that it is not there is an answer. */
const nobodysPv = 'FACILITY-DATA-EXPORTER:CONNECTION-TEST';

export function createInventory({ log, client, managed, now }: Parts): Inventory {
  return {
    async topics(signal) {
      if (log === undefined) throw notThere('sources.kafka', 'Kafka');
      const names = await log.topics(signal);
      return { names, brokers: (await log.brokers?.(signal)) ?? null };
    },
    async pvs(names, signal) {
      if (client === undefined) throw notThere('sources.archiver', 'the Archiver');
      const asked = managed && names.length > 0 ? names.slice(0, 1) : names.slice(0, askedMost);
      const lacking = await lackingOf(client, asked.length === 0 ? [nobodysPv] : asked, now(), signal);
      if (!managed || names.length === 0) return { unknown: lacking.filter((pv) => pv !== nobodysPv), disconnected: [] };
      const found = await client.getPvStatus(names, askLimitMs, signal);
      const stateOf = (pv: string) => found.get(pv)?.state ?? 'not-archived';
      const unknown = names.filter((pv) => stateOf(pv) === 'not-archived');
      return { unknown, disconnected: names.filter((pv) => stateOf(pv) === 'disconnected') };
    },
  };
}

async function lackingOf(client: ArchiverClient, pvs: readonly string[], nowNs: bigint, signal: AbortSignal): Promise<string[]> {
  const lacking = await Promise.all(
    pvs.map(async (pv) => {
      try {
        await client.getData(pv, nowNs - lookNs, nowNs, signal);
        return [];
      } catch (error) {
        if (error instanceof ExporterError && error.code === 'PV_UNKNOWN') return [pv];
        throw error;
      }
    }),
  );
  return lacking.flat();
}

function notThere(path: string, what: string): ExporterError {
  return new ExporterError('BAD_SETTINGS', `${path} is not in the settings: there is nothing to connect to. Give the address of ${what}.`);
}
