import { fits, isBetter, isFinal, isPassed, milliseconds } from '../../capture/match.ts';
import { ExporterError, type Failure, failure, toFailure } from '../../contract/errors.ts';
import type { Pulse } from '../../pulses/pulse.ts';
import type { ChannelSettings, KafkaChannelSource } from '../../settings/channel.ts';
import type { Absence, Nearest } from '../port.ts';
import type { Reading } from '../reading.ts';
import type { Value } from '../value.ts';
import { type Looked, msToNs, type Seen, unreadable } from './seen.ts';
import type { Window } from './window.ts';

/** The best reading so far. Until it is `kept` its value is a view of the response it came in. */
export type Found = { reading: Reading; kafkaMs: number; kept: boolean };

export type ChannelTask = {
  settings: ChannelSettings;
  source: KafkaChannelSource;
  pulse: Pulse;
  window: Window;
  /** On the monotonic clock: until then messages that do not exist yet are waited for. */
  deadline: number;
  leewayMs: number;
  maxMessageBytes: number;
  /** Reads the value by this channel's settings. Throws what is then the channel's failure. */
  valueOf(bytes: Uint8Array): { value: Value; units: string | null };
};

/** What one channel knows from the messages that were looked at. */
export class ChannelSearch {
  readonly task: ChannelTask;
  best: Found | null = null;
  /** `own`: the message is surely this pulse's. */
  broken: { failure: Failure; own: boolean } | null = null;
  answered = false;
  #seen = 0;
  #withoutPulseId = 0;
  #undecodable = 0;
  #nearest: Nearest | null = null;
  readonly #newestOn = new Map<number, bigint>();
  readonly #offsetNs: bigint;

  constructor(task: ChannelTask) {
    this.task = task;
    this.#offsetNs = milliseconds(task.settings.clockOffsetMs);
  }

  get name(): string {
    return this.task.settings.name;
  }

  /** Returns whether this message became the best. */
  offer(seen: Seen): boolean {
    const { settings, pulse } = this.task;
    const candidate = { pulseId: seen.head.pulseId, timeNs: seen.timeNs - this.#offsetNs };
    this.#note(candidate, seen.partition);
    const suits = settings.match.kind === 'last' ? candidate.timeNs <= pulse.timestampNs : fits(settings.match, pulse, candidate);
    if (!suits || (this.best !== null && !isBetter(settings.match, pulse, candidate, this.best.reading))) return false;
    try {
      this.best = { reading: this.#read(seen, candidate.timeNs), kafkaMs: seen.message.timestampMs, kept: false };
      return true;
    } catch (error) {
      this.#undecodable += 1;
      const { code, message, facts } = toFailure(error);
      const why = failure(code === 'INTERNAL' ? 'MESSAGE_UNDECODABLE' : code, `${this.name}: ${message}`, facts);
      this.broken = { failure: why, own: settings.match.kind === 'pulse-id' };
      return false;
    }
  }

  /** A message that cannot be read. `surelyOurs` where nothing says that it may be another source's. */
  offerBroken(looked: Looked, unknownSchema: string | null, surelyOurs: boolean): void {
    const { window, source } = this.task;
    this.#seen += 1;
    this.#undecodable += 1;
    const { timestampMs } = looked.message;
    if (!surelyOurs || this.broken !== null || timestampMs < window.floorMs || timestampMs > window.ceilingMs) return;
    this.broken = { failure: unreadable(this.name, source.topic, looked, unknownSchema), own: false };
  }

  /** How far behind the pulse, or behind a `last` reading itself, the match stood in Kafka. */
  get lagMs(): number | null {
    if (this.best === null) return null;
    const { settings, window, pulse } = this.task;
    const ownMs = settings.match.kind === 'last' ? Number(this.best.reading.timeNs - pulse.timestampNs) / 1e6 : 0;
    return this.best.kafkaMs - window.pulseMs - ownMs;
  }

  /** It was found, and cannot be taken. */
  refuse({ code, message, facts }: Failure): void {
    this.best = null;
    this.broken = { failure: failure(code, `${this.name}: ${message}`, facts), own: true };
  }

  /** Nothing better can be anywhere. */
  get final(): boolean {
    if (this.best === null) return this.broken?.own === true;
    return isFinal(this.task.settings.match, this.task.pulse, this.best.reading);
  }

  /** Nothing better can come on this partition. */
  isPassedOn(partition: number): boolean {
    const { settings, pulse, leewayMs } = this.task;
    const newest = this.#newestOn.get(partition);
    return this.best !== null && newest !== undefined && isPassed(settings.match, pulse, this.best.reading, newest, milliseconds(leewayMs));
  }

  get absence(): Absence {
    return {
      seen: this.#seen,
      withoutPulseId: this.#withoutPulseId,
      undecodable: this.#undecodable,
      nearest: this.#nearest,
      newestNs: [...this.#newestOn.values()].reduce<bigint | null>((newest, ns) => (newest === null || ns > newest ? ns : newest), null),
    };
  }

  #note(candidate: Nearest, partition: number): void {
    this.#seen += 1;
    if (candidate.pulseId === null) this.#withoutPulseId += 1;
    const newest = this.#newestOn.get(partition);
    if (newest === undefined || candidate.timeNs > newest) this.#newestOn.set(partition, candidate.timeNs);
    const { settings, pulse } = this.task;
    const closest = settings.match.kind === 'last' ? { kind: 'nearest' as const, toleranceMs: 1 } : settings.match;
    if (this.#nearest === null || isBetter(closest, pulse, candidate, this.#nearest)) this.#nearest = candidate;
  }

  #read({ head, message, partition, timeBasis }: Seen, timeNs: bigint): Reading {
    const { maxMessageBytes, source } = this.task;
    const bytes = message.value ?? new Uint8Array();
    if (bytes.length > maxMessageBytes) throw tooLarge(source.topic, bytes.length, maxMessageBytes);
    const { value, units } = this.task.valueOf(bytes);
    return {
      value,
      pulseId: head.pulseId,
      timeNs,
      timeBasis,
      arrivedNs: msToNs(message.timestampMs),
      alarm: head.alarm,
      units: units ?? head.units,
      precision: head.precision,
      provenance: { kind: 'kafka', topic: source.topic, partition, offset: String(message.offset) },
      slots: [],
    };
  }
}

function tooLarge(topic: string, bytes: number, maxMessageBytes: number): ExporterError {
  const sentence = `the message on topic ${topic} has ${bytes} bytes, more than maxMessageBytes (${maxMessageBytes}) in the Kafka settings allows.`;
  return new ExporterError('MESSAGE_TOO_LARGE', sentence, { facts: { topic, bytes, maxMessageBytes } });
}
