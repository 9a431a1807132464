import type { ChannelSearch } from './channel-search.ts';
import { PartitionSearch } from './partition-search.ts';
import { Routing } from './routing.ts';
import { type Decode, look, msToNs } from './seen.ts';
import { mayLieBelow, startsPast } from './step-back.ts';
import type { PartitionPosition, ReadAnswer } from './topic-log.ts';
import { countSchema, type TopicMemory } from './topic-memory.ts';

/** One topic in one collect: which partitions to read where, and what its channels found. No clock, no log: time comes in. */
export class TopicSearch {
  readonly topic: string;
  readonly memory: TopicMemory;
  readonly channels: readonly ChannelSearch[];
  /** Kafka time of the first position. */
  readonly startMs: number;
  partitions: readonly PartitionSearch[] | null = null;
  /** Not asked again before this moment of the monotonic clock. */
  retryAt = 0;
  #open: ChannelSearch[];
  readonly #routing: Routing;
  readonly #decode: Decode;
  readonly #ceilingMs: number;

  constructor(channels: readonly ChannelSearch[], startMs: number, memory: TopicMemory, decode: Decode) {
    this.topic = memory.counts.topic;
    this.memory = memory;
    this.channels = channels;
    this.startMs = startMs;
    this.#open = [...channels];
    this.#routing = new Routing(channels);
    this.#decode = decode;
    this.#ceilingMs = Math.max(...channels.map(({ task }) => task.window.ceilingMs));
  }

  get open(): readonly ChannelSearch[] {
    return this.#open;
  }

  get deadline(): number {
    return this.#open.reduce((latest, { task }) => Math.max(latest, task.deadline), 0);
  }

  /** The next moment at which waiting ends for one of its channels; null where it has ended for all. */
  nextDeadline(now: number): number | null {
    const ahead = this.#open.reduce((soonest, { task }) => (task.deadline > now ? Math.min(soonest, task.deadline) : soonest), Infinity);
    return ahead === Infinity ? null : ahead;
  }

  /** `last` begins one message earlier: mostly that is the one. */
  place(positions: readonly PartitionPosition[]): void {
    this.partitions = positions.map(({ partition, at, end }) => {
      const back = this.channels.some(({ task }) => task.settings.match.kind === 'last') && at > 0n ? 1n : 0n;
      return new PartitionSearch(partition, at - back, end, this.startMs);
    });
  }

  /** Looks at what was read. Returns the channels that have a new best, whose values are still views of it. */
  feed(partition: PartitionSearch, answer: ReadAnswer): ChannelSearch[] {
    if (partition.narrowing) {
      partition.narrow(answer, this.startMs);
      return [];
    }
    const messages = partition.fresh(answer);
    const changed = new Set<ChannelSearch>();
    let first: { kafkaMs: number; timeNs: bigint } | null = null;
    for (const message of messages) {
      const timeNs = this.#lookAt({ partition: partition.partition, message }, changed);
      first ??= { kafkaMs: message.timestampMs, timeNs };
      if (!partition.steppingBack) {
        partition.order.note(message.timestampMs, Number(timeNs) / 1e6, this.startMs, this.#ceilingMs);
        partition.forwardDone ||= partition.order.isPast;
      }
      if (changed.size === this.#open.length && this.#open.every(({ final }) => final)) break;
    }
    partition.moved(messages, first);
    if (partition.order.isAstray) partition.narrow(null, this.startMs);
    return [...changed];
  }

  /** Moves partitions on and returns the channels that now have their answer. */
  settle(now: number): ChannelSearch[] {
    const { partitions } = this;
    if (partitions === null) return [];
    const waitingOver = this.deadline <= now;
    for (const partition of partitions) {
      if (partition.reading) continue;
      if (partition.caughtUp && waitingOver && !partition.steppingBack) partition.forwardDone = true;
      if (!partition.steppingBack && this.#open.some((channel) => this.#shouldStepBack(channel, partition, now))) partition.stepBack();
    }
    const done = this.#open.filter((channel) => channel.final || partitions.every((partition) => this.#isOver(channel, partition, now)));
    for (const channel of done) {
      channel.answered = true;
      this.memory.lagMs = channel.lagMs ?? this.memory.lagMs;
    }
    if (done.length > 0) this.#open = this.#open.filter(({ answered }) => !answered);
    return done;
  }

  /** Whatever is left has no answer but this topic's trouble. */
  giveUp(): ChannelSearch[] {
    const left = this.#open;
    this.#open = [];
    return left;
  }

  #isOver(channel: ChannelSearch, partition: PartitionSearch, now: number): boolean {
    const resting = !partition.reading && !partition.steppingBack;
    if (!channel.isPassedOn(partition.partition) && !(resting && this.#nothingAhead(channel, partition, now))) return false;
    return !mayLieBelow(channel, partition);
  }

  #nothingAhead(channel: ChannelSearch, partition: PartitionSearch, now: number): boolean {
    return partition.forwardDone || (partition.caughtUp && channel.task.deadline <= now);
  }

  #shouldStepBack(channel: ChannelSearch, partition: PartitionSearch, now: number): boolean {
    if (channel.final || !mayLieBelow(channel, partition)) return false;
    const expectsNothingAhead = channel.task.settings.match.kind === 'last' && partition.caughtUp;
    if (expectsNothingAhead || startsPast(channel, partition) || channel.isPassedOn(partition.partition)) return true;
    return this.#nothingAhead(channel, partition, now);
  }

  /** Returns the message's time on the device's clock. */
  #lookAt(looked: { partition: number; message: ReadAnswer['messages'][number] }, changed: Set<ChannelSearch>): bigint {
    const { memory } = this;
    const { message } = looked;
    // A small message between images must not make the next image be asked for twice.
    memory.bytes = Math.max(message.value?.length ?? 0, Math.floor((memory.bytes ?? 0) * 0.8));
    const what = look(this.#decode, looked);
    if (what.kind === 'reading') {
      const channels = this.#routing.of(what.seen);
      if (channels.length === 0) this.#count(() => (memory.counts.otherSources += 1));
      for (const channel of channels) if (!channel.answered && channel.offer(what.seen)) changed.add(channel);
      return what.seen.timeNs;
    }
    if (what.kind === 'status') this.#count(() => (memory.counts.statusMessages += 1));
    else {
      if (what.kind === 'unknown') this.#count(() => countSchema(memory, what.schema));
      else this.#count(() => (memory.counts.undecodable += 1));
      const schema = what.kind === 'unknown' ? what.schema : null;
      for (const { channel, surely } of this.#routing.ofBroken(looked)) if (!channel.answered) channel.offerBroken(looked, schema, surely);
    }
    return msToNs(message.timestampMs);
  }

  #count(add: () => void): void {
    add();
    this.memory.counted = true;
  }
}
