import { Narrowing, Order } from './order.ts';
import type { LogMessage, ReadAnswer } from './topic-log.ts';

/** The earliest message looked at on a partition. `timeNs` is on the device's clock, Kafka's own where nothing else is known. */
export type Bottom = { kafkaMs: number; timeNs: bigint };

/** Offsets from <= offset < until. */
type Range = { next: bigint; from: bigint; until: bigint };

/** A broker may answer with nothing although there is something: after so many times it is believed. */
const believedEmpty = 2;

/** Where one partition was looked at: forward from its first position, and below it in doubling steps. */
export class PartitionSearch {
  readonly partition: number;
  next: bigint;
  end: bigint;
  /** First offset still held; null until something was read. */
  start: bigint | null = null;
  /** Nothing below was looked at. */
  lowest: bigint;
  bottom: Bottom | null = null;
  /** All messages of this Kafka time or later have been looked at, or lie ahead. */
  coveredFromMs: number;
  forwardDone = false;
  /** A request for it is on its way. */
  reading = false;
  reads = 0;
  steppedBack = 0;
  readonly order = new Order();
  #narrowing: Narrowing | null = null;
  #narrowed = false;
  #range: Range | null = null;
  #steps = 0;
  #empty = 0;

  constructor(partition: number, from: bigint, end: bigint, coveredFromMs: number) {
    this.partition = partition;
    this.next = from;
    this.lowest = from;
    this.end = end;
    this.coveredFromMs = coveredFromMs;
  }

  get caughtUp(): boolean {
    return this.next >= this.end || this.#empty >= believedEmpty;
  }

  get steppingBack(): boolean {
    return this.#range !== null;
  }

  get atStart(): boolean {
    return this.lowest <= (this.start ?? 0n);
  }

  /** Where to read next, whether something is known to be there, and how often it was read on from there. */
  wish(): { from: bigint; ready: boolean; reads: number } | null {
    if (this.#range !== null) return { from: this.#range.next, ready: true, reads: this.#steps };
    if (this.#narrowing !== null) return { from: this.#narrowing.middle, ready: true, reads: 0 };
    return this.forwardDone ? null : { from: this.next, ready: !this.caughtUp, reads: this.reads };
  }

  get narrowing(): boolean {
    return this.#narrowing !== null && this.#range === null;
  }

  /** Goes straight to where a Kafka time begins, by halving what lies ahead; for once only. */
  narrow(answer: ReadAnswer | null, startMs: number): void {
    if (this.#narrowed && answer === null) return;
    this.#narrowed = true;
    this.#narrowing ??= new Narrowing(this.next, this.end);
    const { middle } = this.#narrowing;
    if (answer !== null) this.#narrowing.note(answer.messages.find(({ offset }) => offset >= middle) ?? null, startMs);
    if (!this.#narrowing.done) return;
    this.next = this.#narrowing.lo;
    this.#narrowing = null;
  }

  stepBack(): void {
    const first = this.start ?? 0n;
    const aimed = this.lowest - 2n ** BigInt(this.#steps);
    const from = aimed > first ? aimed : first;
    this.steppedBack += Number(this.lowest - from);
    this.#range = { next: from, from, until: this.lowest };
    this.#steps += 1;
  }

  /** What of an answer was not looked at before. Call `moved` after having looked at it. */
  fresh({ messages, start, end }: ReadAnswer): LogMessage[] {
    this.start = start;
    if (end > this.end) this.#empty = 0;
    this.end = end;
    const range = this.#range;
    if (range === null) return messages.filter(({ offset }) => offset >= this.next);
    return messages.filter(({ offset }) => offset >= range.next && offset < range.until);
  }

  moved(looked: readonly LogMessage[], first: Bottom | null): void {
    const last = looked.at(-1);
    if (this.#range === null) {
      this.#empty = last === undefined ? this.#empty + 1 : 0;
      if (last !== undefined) this.next = last.offset + 1n;
      this.bottom ??= first;
      return;
    }
    const range = this.#range;
    if (range.next === range.from && first !== null) this.bottom = first;
    if (last !== undefined) range.next = last.offset + 1n;
    if (last !== undefined && range.next < range.until) return;
    this.lowest = range.from;
    this.coveredFromMs = Math.min(this.coveredFromMs, this.bottom?.kafkaMs ?? this.coveredFromMs);
    this.#range = null;
  }

  /** The log has dropped what was asked for. Returns false where that is no news, so that nobody asks for ever. */
  heldFrom(start: bigint): boolean {
    const range = this.#range;
    this.start = start;
    if ((range?.next ?? this.next) >= start) return false;
    if (range !== null) this.#range = range.until > start ? { next: start, from: start, until: range.until } : null;
    else {
      this.next = start;
      if (this.bottom === null) this.lowest = start;
      if (this.end < start) this.end = start;
    }
    return true;
  }
}
