import { systemClock } from '../clock.ts';
import { ExporterError } from '../contract/errors.ts';
import { createArchiverPulseSource } from '../pulses/archiver.ts';
import { readFacts } from '../pulses/facts.ts';
import { createKafkaPulseSource } from '../pulses/kafka.ts';
import type { PulseSource } from '../pulses/port.ts';
import { archiverSchema, type KafkaSettings, kafkaSchema, type PulseSourceSettings, type SourcesSettings } from '../settings/sources.ts';
import { type ArchiverClient, createArchiverClient } from '../sources/archiver/client.ts';
import { createArchiverSource } from '../sources/archiver/source.ts';
import { combineSources } from '../sources/combine.ts';
import { decode } from '../sources/kafka/decode/decode.ts';
import { createKafkaJsLog } from '../sources/kafka/kafkajs/kafkajs-log.ts';
import { createKafkaSource } from '../sources/kafka/source.ts';
import type { TopicLog } from '../sources/kafka/topic-log.ts';
import type { Source } from '../sources/port.ts';
import { createSlotPool } from '../sources/slots.ts';
import { openAnnouncements } from './announcements.ts';
import { createBrowse } from './browse.ts';
import { createInventory, type Inventory } from './inventory.ts';
import { observe } from './observe.ts';
import type { Intake, IntakeListener } from './port.ts';
import type { IntakeStart } from './protocol.ts';
import { factReader } from './read-fact.ts';
import { openSimulated, type SimulatedFacility } from './simulated.ts';

/** The intake in this thread. Opens no connection before something is asked; only the simulated facility starts at once. */
export async function openIntake(
  { setup, memoryMb, secrets, topic }: IntakeStart,
  listener: IntakeListener,
): Promise<Intake & { inventory: Inventory }> {
  const { sources, pulseSource, metadata, settleMs } = setup;
  const announcing = topic === null ? null : { topic, kafka: realKafka(sources, topic) };
  const simulated = sources.simulation && (await openSimulated(sources.simulation));
  const kafka = sources.kafka ?? (simulated && kafkaSchema.parse({ brokers: ['simulated:0'] }));
  const archiver =
    sources.archiver ??
    (simulated && archiverSchema.parse({ retrievalUrl: simulated.retrievalUrl, managementUrl: simulated.managementUrl }));
  const log = simulated?.log ?? (kafka && createKafkaJsLog(kafka, secrets.kafka));
  const client = archiver && createArchiverClient(archiver);
  const slots = createSlotPool({ maxBytes: memoryMb * 1024 * 1024 });
  const parts: { kafka?: Source; archiver?: Source } = {};
  if (log && kafka) parts.kafka = createKafkaSource({ log, settings: kafka, slots, listener, clock: systemClock, settleMs });
  if (client && archiver) parts.archiver = createArchiverSource({ settings: archiver, listener, clock: systemClock, client });
  const source = combineSources(parts);
  const readOne = factReader(source);
  const announcements = announcing && openAnnouncements(announcing.kafka, secrets.kafka, announcing.topic);

  return {
    source,
    observe: (request, signal) => observe({ log, client, nowNs: () => BigInt(Date.now()) * 1_000_000n }, request, signal),
    browse: createBrowse({ log, client, nowNs: () => BigInt(Date.now()) * 1_000_000n }),
    inventory: createInventory({ log, client, managed: archiver?.managementUrl !== undefined, now: () => BigInt(Date.now()) * 1_000_000n }),
    pulses: pulsesOf(pulseSource, { simulated, log, client }),
    readFacts: (pulse, signal) => readFacts(metadata, pulse, readOne, signal),
    async setFault(fault, device, on) {
      if (simulated === undefined) throw new ExporterError('BAD_REQUEST', 'Faults can be switched on in the simulated facility only.');
      simulated.facility.faults.set(fault, device ?? undefined, on, simulated.now());
      return simulated.facility.faults.list();
    },
    announcements,
    async close() {
      await announcements?.close();
      await source.close();
      await client?.close();
      await simulated?.stop();
    },
  };
}

function realKafka({ kafka }: SourcesSettings, topic: string): KafkaSettings {
  if (kafka !== undefined) return kafka;
  throw new ExporterError(
    'BAD_SETTINGS',
    `The group's topic ${topic} is one of Kafka, but sources.kafka is not there. Add it, or take the topic out.`,
  );
}

type PulseParts = { simulated: SimulatedFacility | undefined; log: TopicLog | undefined; client: ArchiverClient | undefined };

function pulsesOf(settings: PulseSourceSettings, { simulated, log, client }: PulseParts): PulseSource {
  if (settings.kind === 'simulation' && simulated !== undefined) return simulated.pulses;
  if (settings.kind === 'kafka' && log !== undefined)
    return createKafkaPulseSource({ log, topic: settings.topic, sourceName: settings.sourceName, decode });
  if (settings.kind === 'archiver' && client !== undefined) return createArchiverPulseSource({ client, pv: settings.pv });
  throw new ExporterError('BAD_SETTINGS', `pulseSource: pulses are to come from ${settings.kind}, which is not among the sources.`);
}
