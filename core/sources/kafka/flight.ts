import { type Failure, toFailure } from '../../contract/errors.ts';
import type { Batch } from './batching.ts';
import type { PartitionSearch } from './partition-search.ts';
import type { PartitionPosition, Perhaps, ReadAnswer, TopicLog } from './topic-log.ts';
import type { TopicSearch } from './topic-search.ts';

/** Whose read it was. */
export type Place = { topic: TopicSearch; partition: PartitionSearch };

export type Landed =
  | { kind: 'placed'; topics: readonly TopicSearch[]; answers: readonly Perhaps<PartitionPosition[]>[] }
  | { kind: 'read'; places: readonly Place[]; answers: readonly Perhaps<ReadAnswer>[]; polled: boolean }
  | { kind: 'failed'; topics: readonly TopicSearch[]; places: readonly Place[]; failure: Failure };

/** Requests that are on their way. They never reject: trouble lands as an answer. */
export class Flight {
  readonly #log: TopicLog;
  readonly #signal: AbortSignal;
  readonly #landed: Landed[] = [];
  #flying = 0;
  #wake: () => void = () => undefined;
  /** Of those that fly, how many read. */
  reads = 0;

  constructor(log: TopicLog, signal: AbortSignal) {
    this.#log = log;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  get size(): number {
    return this.#flying;
  }

  place(topics: readonly TopicSearch[], timeMs: number): void {
    const names = topics.map(({ topic }) => topic);
    this.#fly(
      async () => ({ kind: 'placed', topics, answers: await this.#log.positions(names, timeMs, this.#signal) }),
      (failure) => ({ kind: 'failed', topics, places: [], failure }),
    );
  }

  read({ requests, of }: Batch<Place>, maxWaitMs: number): void {
    this.reads += 1;
    for (const { partition } of of) partition.reading = true;
    this.#fly(
      async () => ({ kind: 'read', places: of, answers: await this.#log.read(requests, maxWaitMs, this.#signal), polled: maxWaitMs > 0 }),
      (failure) => ({ kind: 'failed', topics: [...new Set(of.map(({ topic }) => topic))], places: of, failure }),
    );
  }

  /** The next that has landed, or null when the signal is aborted. For one caller at a time. */
  async next(): Promise<Landed | null> {
    while (!this.#signal.aborted) {
      const landed = this.#landed.shift();
      if (landed !== undefined) return this.#unload(landed);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return null;
  }

  #unload(landed: Landed): Landed {
    this.#flying -= 1;
    if (landed.kind === 'placed' || landed.places.length === 0) return landed;
    this.reads -= 1;
    for (const { partition } of landed.places) {
      partition.reading = false;
      partition.reads += 1;
    }
    return landed;
  }

  #fly(ask: () => Promise<Landed>, onFailure: (failure: Failure) => Landed): void {
    this.#flying += 1;
    const land = (landed: Landed) => {
      this.#landed.push(landed);
      this.#wake();
    };
    ask().then(land, (error: unknown) => land(onFailure(toFailure(error))));
  }
}
