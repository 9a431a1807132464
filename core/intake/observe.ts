import { messageOf } from '../contract/errors.ts';
import type { ArchiverClient } from '../sources/archiver/client.ts';
import { decode } from '../sources/kafka/decode/decode.ts';
import type { DecodedReading } from '../sources/kafka/decode/decoded.ts';
import { timeOf } from '../sources/kafka/seen.ts';
import type { LogMessage, TopicLog } from '../sources/kafka/topic-log.ts';
import { bytesOf } from '../sources/value.ts';
import { valueFacts } from './value-facts.ts';

/** One message or sample, without its value. */
export type Observation = {
  kind: 'kafka' | 'archiver';
  /** Topic, or PV. */
  name: string;
  sourceName: string | null;
  /** Of the message, as text. */
  key: string | null;
  /** By the device's own clock, where it tells that apart. */
  timeNs: bigint;
  /** By the same rule as when it is captured, with no clock offset taken off. */
  matchedNs: bigint;
  pulseId: bigint | null;
  /** When it stood in Kafka. */
  arrivedNs: bigint | null;
  bytes: number;
  value: { kind: string; dtype: string | null; shape: number[] } | null;
  units: string | null;
  severity: string | null;
  /** Why it cannot be read; null where it can. */
  trouble: string | null;
};

/** Where it goes on: next offset by "topic/partition", newest time by PV. */
export type ObserveCursor = { offsets: Record<string, string>; times: Record<string, string> };

/** `cursor`: null begins at what comes from now on. */
export type ObserveRequest = { topics: readonly string[]; pvs: readonly string[]; cursor: ObserveCursor | null };

export type Observed = {
  observations: Observation[];
  cursor: ObserveCursor;
  /** What could not be asked, one sentence each. */
  troubles: string[];
  /** More was there than is taken at once; the next question goes on. */
  isMore: boolean;
};

type ObserveParts = { log: TopicLog | undefined; client: ArchiverClient | undefined; nowNs(): bigint };

/** Of one partition at a time; one message is taken however large it is. */
const readBytes = 256 * 1024;
/** Partitions that are read together: so many large images are in memory at once. */
const together = 8;
/** Messages of one question. */
const observationsMost = 5000;
const waitMs = 50;
/** Samples of a PV reach the Archiver's answers some seconds late: each question looks this far back again. */
const againNs = 15_000_000_000n;

/** What has come since the last question on topics and PVs, in no group and with no commits: nothing else notices. */
export async function observe({ log, client, nowNs }: ObserveParts, request: ObserveRequest, signal: AbortSignal): Promise<Observed> {
  const cursor: ObserveCursor = { offsets: { ...request.cursor?.offsets }, times: { ...request.cursor?.times } };
  const observed: Observed = { observations: [], cursor, troubles: [], isMore: false };
  if (request.cursor === null) for (const pv of request.pvs) cursor.times[pv] = String(nowNs());
  if (request.topics.length > 0) {
    if (log === undefined) observed.troubles.push('The settings name no Kafka, so that no topic can be looked at.');
    else await observeTopics(log, request, observed, signal);
  }
  if (request.cursor !== null && client !== undefined)
    await Promise.all(request.pvs.map((pv) => observePv(client, pv, nowNs(), observed, signal)));
  return observed;
}

async function observeTopics(log: TopicLog, { topics, cursor }: ObserveRequest, observed: Observed, signal: AbortSignal): Promise<void> {
  const { offsets } = observed.cursor;
  const known = new Set(Object.keys(offsets).map((place) => place.slice(0, place.lastIndexOf('/'))));
  const unknown = topics.filter((topic) => !known.has(topic));
  const positions = unknown.length === 0 ? [] : await log.positions(unknown, 'newest', signal);
  for (const [index, answer] of positions.entries()) {
    const topic = unknown[index] ?? '';
    if (answer.ok) for (const { partition, end } of answer.value) offsets[`${topic}/${partition}`] = String(end);
    else observed.troubles.push(answer.failure.message);
  }
  if (cursor === null) return;
  const places = Object.entries(offsets);
  for (let at = 0; at < places.length && !signal.aborted; at += together) {
    const asked = places.slice(at, at + together).map(([place, from]) => ({ ...placeOf(place), from: BigInt(from), maxBytes: readBytes }));
    const answers = await log.read(asked, at + together >= places.length ? waitMs : 0, signal);
    for (const [index, answer] of answers.entries()) {
      const { topic = '', partition = 0 } = asked[index] ?? {};
      if (!answer.ok) {
        observed.troubles.push(answer.failure.message);
        const start = answer.failure.facts?.['start'];
        if (answer.failure.code === 'RETENTION_PASSED' && start !== undefined) offsets[`${topic}/${partition}`] = String(start);
        continue;
      }
      const { messages, end } = answer.value;
      for (const message of messages) observed.observations.push(observationOf(topic, message));
      const last = messages.at(-1);
      if (last !== undefined) offsets[`${topic}/${partition}`] = String(last.offset + 1n);
      if (last !== undefined && last.offset + 1n < end) observed.isMore = true;
    }
    log.giveBack?.(answers);
    if (observed.observations.length >= observationsMost) {
      observed.isMore = true;
      return;
    }
  }
}

function placeOf(place: string): { topic: string; partition: number } {
  const slash = place.lastIndexOf('/');
  return { topic: place.slice(0, slash), partition: Number(place.slice(slash + 1)) };
}

const text = new TextDecoder();

function observationOf(topic: string, { key, value, timestampMs }: LogMessage): Observation {
  const arrivedNs = BigInt(Math.round(timestampMs * 1000)) * 1000n;
  const unread: Observation = {
    ...{
      kind: 'kafka',
      name: topic,
      sourceName: null,
      key: key === null ? null : text.decode(key),
      timeNs: arrivedNs,
      matchedNs: arrivedNs,
      pulseId: null,
      arrivedNs,
      bytes: value?.length ?? 0,
    },
    ...{ value: null, units: null, severity: null, trouble: null },
  };
  if (value === null) return { ...unread, trouble: `A message of topic ${topic} is empty.` };
  try {
    const head = decode(value);
    if (head.kind === 'unknown')
      return { ...unread, trouble: `A message of topic ${topic} has the schema "${head.schema}", which is not known here.` };
    if (head.kind === 'status') return { ...unread, sourceName: head.sourceName };
    const { shown: _, ...facts } = valueFacts(head.value());
    return {
      ...unread,
      ...{ sourceName: head.sourceName, ...timesOf(head, timestampMs), pulseId: head.pulseId, value: facts },
      ...{ units: head.units, severity: head.alarm?.severity ?? null },
    };
  } catch (error) {
    return { ...unread, trouble: `A message of topic ${topic} cannot be read: ${messageOf(error)}` };
  }
}

/** A message may carry the pulse's time beside its device's own. */
function timesOf(head: DecodedReading, kafkaMs: number): { timeNs: bigint; matchedNs: bigint } {
  const { timeNs: matchedNs } = timeOf(head, kafkaMs);
  return { matchedNs, timeNs: head.timestampNs !== null && head.timestampNs > 0n ? head.timestampNs : matchedNs };
}

/** Those newer than the newest seen so far; asked for from a little before, since the Archiver writes late and not always in order. */
async function observePv(client: ArchiverClient, pv: string, nowNs: bigint, observed: Observed, signal: AbortSignal): Promise<void> {
  const since = BigInt(observed.cursor.times[pv] ?? String(nowNs));
  try {
    const { samples, meta } = await client.getData(pv, since - againNs, nowNs, signal);
    for (const sample of samples) {
      if (sample.timeNs <= since) continue;
      const { shown: _, ...facts } =
        sample.value === null ? { shown: null, kind: 'text' as const, dtype: null, shape: [] } : valueFacts(sample.value);
      observed.observations.push({
        ...{
          kind: 'archiver',
          name: pv,
          sourceName: null,
          key: null,
          timeNs: sample.timeNs,
          matchedNs: sample.timeNs,
          pulseId: null,
          arrivedNs: null,
        },
        ...{ bytes: sample.value === null ? 0 : bytesOf(sample.value), value: sample.value === null ? null : facts },
        ...{ units: sample.units ?? (meta.get('EGU')?.trim() || null), severity: sample.alarm.severity },
        trouble: sample.value === null ? `A sample of PV ${pv} is neither number, text, nor an array of one of them.` : null,
      });
      observed.cursor.times[pv] = String(sample.timeNs);
    }
  } catch (error) {
    observed.troubles.push(messageOf(error));
  }
}
