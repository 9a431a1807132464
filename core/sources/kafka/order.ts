/** One message with a clock gone wrong does not end a search. */
const enoughPast = 3;
/** Where Kafka's own times stand still, the messages' times end it, which are less to be trusted. */
const enoughPastByOwnTime = 16;
/** Kafka gives the first message at or after a time: a single one with a time far ahead leads astray all that look for a later time. */
const enoughAstray = 32;
const astrayMs = 1000;

/** What the times of one partition's messages, in a row, say of where the search stands. */
export class Order {
  #past = 0;
  #pastByOwnTime = 0;
  #astray = 0;

  note(kafkaMs: number, ownMs: number, startMs: number, ceilingMs: number): void {
    this.#past = kafkaMs > ceilingMs ? this.#past + 1 : 0;
    this.#pastByOwnTime = ownMs > ceilingMs ? this.#pastByOwnTime + 1 : 0;
    this.#astray = kafkaMs < startMs - astrayMs ? this.#astray + 1 : 0;
  }

  get isPast(): boolean {
    return this.#past >= enoughPast || this.#pastByOwnTime >= enoughPastByOwnTime;
  }

  get isAstray(): boolean {
    return this.#astray >= enoughAstray;
  }
}

/** So few messages are read rather than halved on. */
const fewLeft = 16n;

/** Halves the offsets lo <= offset < hi to find where a time begins, once `positions` has led astray. */
export class Narrowing {
  #lo: bigint;
  #hi: bigint;

  constructor(lo: bigint, hi: bigint) {
    this.#lo = lo;
    this.#hi = hi;
  }

  get lo(): bigint {
    return this.#lo;
  }

  get middle(): bigint {
    return (this.#lo + this.#hi) / 2n;
  }

  get done(): boolean {
    return this.#hi - this.#lo <= fewLeft;
  }

  /** The first message at or after the middle; null where there is none. */
  note(message: { offset: bigint; timestampMs: number } | null, startMs: number): void {
    if (message !== null && message.offset < this.#hi && message.timestampMs < startMs) this.#lo = message.offset + 1n;
    else this.#hi = this.middle;
  }
}
