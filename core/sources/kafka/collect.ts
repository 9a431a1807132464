import type { Clock } from '../../clock.ts';
import type { Failure } from '../../contract/errors.ts';
import type { Answer } from '../port.ts';
import { answerOf, troubled } from './answers.ts';
import { planPoll, planReads, type ReadWish } from './batching.ts';
import type { ChannelSearch } from './channel-search.ts';
import { Flight, type Landed, type Place } from './flight.ts';
import type { Keeper } from './keeper.ts';
import type { Reachability } from './reachability.ts';
import type { Perhaps, ReadAnswer, TopicLog } from './topic-log.ts';
import type { TopicSearch } from './topic-search.ts';

/** One response is looked at while the next comes. */
const readsInFlight = 2;
/** A channel's own deadline is not overrun by more. */
const pollMs = 50;
const retryMs = 200;
const largeBytes = 256 * 1024;

export type CollectPorts = { log: TopicLog; clock: Clock; keeper: Keeper; reach: Reachability };

/** The search of all topics of one collect, and the only part of it that waits. */
export class Collecting {
  readonly #ports: CollectPorts;
  readonly #until: number | null;
  readonly #signal: AbortSignal;
  readonly #flight: Flight;
  readonly #open: Set<TopicSearch>;
  readonly #unplaced: Set<TopicSearch>;
  #known: Answer[] = [];
  #polls = 0;

  /** `until`: a broker that is gone is waited for so long, on the monotonic clock; null for a pulse of the past. */
  constructor(topics: readonly TopicSearch[], until: number | null, ports: CollectPorts, signal: AbortSignal) {
    this.#ports = ports;
    this.#until = until;
    this.#signal = signal;
    this.#open = new Set(topics);
    this.#unplaced = new Set(topics);
    this.#flight = new Flight(ports.log, signal);
  }

  async *answers(): AsyncGenerator<Answer[]> {
    while (this.#open.size > 0 && !this.#signal.aborted) {
      this.#launch();
      if (this.#flight.size === 0) await this.#rest();
      else {
        const landed = await this.#flight.next();
        if (landed !== null) yield* this.#take(landed);
      }
      yield* this.#handOver();
    }
  }

  #launch(): void {
    const now = this.#ports.clock.monotonicMs();
    this.#place(now);
    const ready: ReadWish<Place>[] = [];
    const waiting: ReadWish<Place>[] = [];
    for (const topic of this.#open) {
      if (topic.retryAt > now) continue;
      for (const partition of topic.partitions ?? []) {
        const wish = partition.reading ? null : partition.wish();
        if (wish === null) continue;
        const { bytes } = topic.memory;
        const reading = { topic: topic.topic, partition: partition.partition, from: wish.from, bytes, reads: wish.reads };
        (wish.ready ? ready : waiting).push({ ...reading, of: { topic, partition } });
      }
    }
    if (ready.length > 0) {
      for (const batch of planReads(ready).slice(0, readsInFlight - this.#flight.reads)) this.#flight.read(batch, 0);
    } else if (waiting.length > 0 && this.#flight.size === 0) this.#poll(waiting, now);
  }

  #place(now: number): void {
    const byTime = new Map<string, { timeMs: number; topics: TopicSearch[] }>();
    // The largest first: what takes longest is then on its way while the others are still being found.
    for (const topic of [...this.#unplaced].sort((a, b) => Number(isLarge(b)) - Number(isLarge(a)))) {
      if (topic.retryAt > now) continue;
      this.#unplaced.delete(topic);
      const group = `${topic.startMs} ${isLarge(topic)}`;
      const same = byTime.get(group);
      if (same === undefined) byTime.set(group, { timeMs: topic.startMs, topics: [topic] });
      else same.topics.push(topic);
    }
    for (const { timeMs, topics } of byTime.values()) this.#flight.place(topics, timeMs);
  }

  #poll(waiting: readonly ReadWish<Place>[], now: number): void {
    const remaining = this.#soonest((topic) => topic.nextDeadline(now)) - now;
    if (remaining <= 0 || remaining === Infinity) return;
    this.#polls += 1;
    this.#flight.read(planPoll(waiting, this.#polls), Math.min(pollMs, Math.ceil(remaining)));
  }

  /** Nothing is asked: waiting is over for some, or all that is left is to be tried again later. */
  async #rest(): Promise<void> {
    const { clock } = this.#ports;
    const before = this.#known.length;
    this.#settle(this.#open);
    const now = clock.monotonicMs();
    const soonest = this.#soonest(({ retryAt }) => (retryAt > now ? retryAt : null));
    if (this.#known.length === before) await clock.sleep(soonest === Infinity ? 1 : soonest - now, this.#signal);
  }

  #soonest(of: (topic: TopicSearch) => number | null): number {
    let soonest = Infinity;
    for (const topic of this.#open) soonest = Math.min(soonest, of(topic) ?? Infinity);
    return soonest;
  }

  async *#take(landed: Landed): AsyncGenerator<Answer[]> {
    if (landed.kind === 'failed') {
      this.#ports.reach.failed(landed.failure);
      for (const topic of landed.topics) this.#fail(topic, landed.failure);
      return;
    }
    this.#ports.reach.answered();
    if (landed.kind === 'placed') {
      for (const [index, topic] of landed.topics.entries()) {
        const answer = landed.answers[index];
        if (answer?.ok) topic.place(answer.value);
        else this.#fail(topic, answer?.failure ?? noAnswer);
      }
      this.#settle(landed.topics);
      return;
    }
    for (const [index, place] of landed.places.entries()) {
      yield* this.#look(place, landed.answers[index]);
      if (this.#signal.aborted) return; // what waited for memory is still a view of the response
      this.#settle([place.topic]);
    }
    // Everything of worth has been copied out.
    this.#ports.log.giveBack?.(landed.answers);
    if (landed.polled) this.#settle(this.#open);
  }

  async *#look({ topic, partition }: Place, answer: Perhaps<ReadAnswer> | undefined): AsyncGenerator<Answer[]> {
    if (!this.#open.has(topic)) return;
    if (!answer?.ok) {
      const why = answer?.failure ?? noAnswer;
      const start = why.code === 'RETENTION_PASSED' ? offsetOf(why.facts?.['start']) : null;
      if (start === null || !partition.heldFrom(start)) this.#fail(topic, why);
      return;
    }
    for (const channel of topic.feed(partition, answer.value)) {
      if (this.#ports.keeper.keepNow(channel)) continue;
      yield* this.#handOver();
      try {
        await this.#ports.keeper.keepLater(channel, this.#signal);
      } catch {
        return; // stopped: the loop above ends
      }
    }
  }

  #fail(topic: TopicSearch, why: Failure): void {
    const now = this.#ports.clock.monotonicMs();
    if (why.code === 'KAFKA_UNREACHABLE' && this.#until !== null && now < this.#until) {
      topic.retryAt = Math.min(now + retryMs, this.#until);
      if (topic.partitions === null) this.#unplaced.add(topic);
      return;
    }
    this.#open.delete(topic);
    this.#known.push(...topic.giveUp().map((channel) => troubled(channel, why)));
  }

  #settle(topics: Iterable<TopicSearch>): void {
    const now = this.#ports.clock.monotonicMs();
    for (const topic of topics) {
      if (topic.retryAt > now || !this.#open.has(topic)) continue;
      this.#known.push(...topic.settle(now).map((channel: ChannelSearch) => answerOf(channel, topic, this.#until !== null)));
      if (topic.open.length === 0) this.#open.delete(topic);
    }
  }

  *#handOver(): Generator<Answer[]> {
    if (this.#known.length > 0) yield this.#ports.keeper.handOver(this.#known.splice(0));
  }
}

function isLarge({ memory }: TopicSearch): boolean {
  return memory.bytes !== null && memory.bytes > largeBytes;
}

const noAnswer: Failure = { code: 'INTERNAL', message: 'The topic log gave no answer. This is a mistake in the program: report it.' };

function offsetOf(start: string | number | boolean | undefined): bigint | null {
  return typeof start === 'boolean' || start === undefined || !/^\d+$/.test(String(start)) ? null : BigInt(start);
}
