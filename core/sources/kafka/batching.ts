import type { ReadRequest } from './topic-log.ts';

export type ReadWish<T> = {
  topic: string;
  partition: number;
  from: bigint;
  /** Of the topic's last message; null while no message of it was seen. */
  bytes: number | null;
  /** How often this partition was read already in this search. */
  reads: number;
  /** Whose wish it is. */
  of: T;
};
export type Batch<T> = { requests: ReadRequest[]; of: T[] };

const kB = 1024;
const MB = 1024 * kB;
/** At least one whole message comes in any case, so the unknown is asked for modestly. */
const unknownBytes = 64 * kB;
const leastBytes = 4 * kB;
const mostGrown = 1 * MB;
const small = { request: 256 * kB, batch: { bytes: 8 * MB, count: 500 } };
/** Images: few to a request, so that one is decoded while the next are on their way. */
const big = { bytes: 24 * MB, count: 5 };
/** Response that is borne while waiting for messages that do not exist yet. */
const pollBytes = 96 * MB;

/** An image's size and a hundredth for its wrapping; more for small messages the longer their topic is read. */
export function bytesToAsk(bytes: number | null, reads: number): number {
  if (bytes === null) return unknownBytes;
  const one = Math.ceil(bytes * 1.01) + kB;
  const several = Math.max(leastBytes, 2 * one) * 2 ** Math.min(reads, 8);
  return Math.max(one, Math.min(several, one > small.request ? one : mostGrown));
}

/** Small ones together first, big ones a few at a time. Pure. */
export function planReads<T>(wishes: readonly ReadWish<T>[]): Batch<T>[] {
  const requests = wishes.map(toRequest);
  return [
    ...fill(
      requests.filter(({ request }) => request.maxBytes <= small.request),
      small.batch,
    ),
    ...fill(
      requests.filter(({ request }) => request.maxBytes > small.request),
      big,
    ),
  ];
}

/** One request for all that is waited for. Those that were left out come first the next time, when `turn` has moved on. */
export function planPoll<T>(wishes: readonly ReadWish<T>[], turn: number): Batch<T> {
  const begin = wishes.length === 0 ? 0 : turn % wishes.length;
  const turned = [...wishes.slice(begin), ...wishes.slice(0, begin)].map(toRequest);
  const [first] = fill(turned, { bytes: pollBytes, count: Number.POSITIVE_INFINITY });
  return first ?? { requests: [], of: [] };
}

type Planned<T> = { request: ReadRequest; of: T };

function toRequest<T>({ topic, partition, from, bytes, reads, of }: ReadWish<T>): Planned<T> {
  return { request: { topic, partition, from, maxBytes: bytesToAsk(bytes, reads) }, of };
}

function fill<T>(planned: readonly Planned<T>[], most: { bytes: number; count: number }): Batch<T>[] {
  const batches: Batch<T>[] = [];
  let bytes = 0;
  for (const { request, of } of planned) {
    const last = batches.at(-1);
    bytes += request.maxBytes;
    if (last !== undefined && bytes <= most.bytes && last.of.length < most.count) {
      last.requests.push(request);
      last.of.push(of);
    } else {
      batches.push({ requests: [request], of: [of] });
      bytes = request.maxBytes;
    }
  }
  return batches;
}
