import { z } from 'zod';
import { systemClock } from '../../core/clock.ts';
import { kafkaSchema } from '../../core/settings/sources.ts';
import { timeOfPulse } from '../../core/simulation/beat.ts';
import { decode } from '../../core/sources/kafka/decode/decode.ts';
import { createKafkaJsLog } from '../../core/sources/kafka/kafkajs/kafkajs-log.ts';
import { createKafkaSource } from '../../core/sources/kafka/source.ts';
import type { TopicLog } from '../../core/sources/kafka/topic-log.ts';
import { createSlotPool } from '../../core/sources/slots.ts';
import { settingsOf } from './loads.ts';
import type { LookedPhases } from './looking-process.ts';
import { union } from './numbers.ts';

/**
 * The Kafka source alone, in this process' only thread. Each pulse is looked up once with everything, and once more only asking the broker the same again: the
 * difference of the two in CPU time is what decoding, matching and copying cost.
 */
const { brokers, from, pulses } = z
  .object({ brokers: z.array(z.string()), from: z.number(), pulses: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));
const warmUp = 2;
const settleMs = 2000;
const signal = new AbortController().signal;
const kafka = kafkaSchema.parse({ brokers });
const log = createKafkaJsLog(kafka, {});
type Span = { from: number; to: number };
const spans: { find: Span[]; fetch: Span[] } = { find: [], fetch: [] };
let again: (() => Promise<void>)[] = [];
let decodeMs = 0;

async function timed<T>(into: Span[], work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  into.push({ from: start, to: performance.now() });
  return result;
}

const watched: TopicLog = {
  ...log,
  positions(topics, timeMs, stop) {
    again.push(async () => void (await log.positions(topics, timeMs, signal)));
    return timed(spans.find, () => log.positions(topics, timeMs, stop));
  },
  read(requests, maxWaitMs, stop) {
    again.push(async () => decodeAgain(await log.read(requests, maxWaitMs, signal)));
    return timed(spans.fetch, () => log.read(requests, maxWaitMs, stop));
  },
};

/** Head and value of each first message, as the source reads them. */
function decodeAgain(answers: Awaited<ReturnType<TopicLog['read']>>): void {
  const start = cpuMs();
  for (const answer of answers) {
    const value = answer.ok ? answer.value.messages[0]?.value : null;
    const decoded = value ? decode(value) : null;
    if (decoded?.kind === 'reading') decoded.value();
  }
  decodeMs += cpuMs() - start;
  log.giveBack?.(answers);
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const listener = { stateChanged: () => undefined, topicsCounted: () => undefined };
const slots = createSlotPool({ maxBytes: 256 * 2 ** 20 });
const source = createKafkaSource({ log: watched, settings: kafka, slots, listener, clock: systemClock });
const { setup } = settingsOf({
  load: 'standard',
  brokers,
  dataFolder: 'none',
  hdf5: { compression: 'none', level: 1, writers: 1 },
  settleMs,
  channels: null,
});
const wanted = setup.devices.flatMap((device) => device.channels);

async function look(k: number): Promise<LookedPhases> {
  spans.find = [];
  spans.fetch = [];
  again = [];
  decodeMs = 0;
  const startedCpu = cpuMs();
  const started = performance.now();
  const pulse = { pulseId: BigInt(k), timestampNs: timeOfPulse(k) };
  for await (const answers of source.collect({ pulse, channels: wanted, waitMs: 0 }, signal))
    for (const answer of answers) if (answer.kind === 'reading') source.release(answer.reading.slots);
  const collectMs = performance.now() - started;
  const allCpu = cpuMs() - startedCpu;
  const askingFrom = cpuMs();
  for (const ask of again) await ask();
  const askingCpu = cpuMs() - askingFrom - decodeMs;
  return {
    findMs: union(spans.find),
    fetchMs: union(spans.fetch),
    collectMs,
    askCpuMs: askingCpu,
    decodeCpuMs: decodeMs,
    matchCpuMs: Math.max(0, allCpu - askingCpu - decodeMs),
  };
}

const looked: LookedPhases[] = [];
for (let i = 0; i < warmUp + pulses; i++) looked.push(await look(from + i));
await source.close();
process.send?.(looked.slice(warmUp));
process.disconnect();
