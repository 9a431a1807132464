import { dataRoutes, type ThumbnailHeader, type TracesHeader } from '../../core/contract/data.ts';
import { ExporterError } from '../../core/contract/errors.ts';
import type { ReadData } from '../connect/data.ts';
import { createKept } from './kept.ts';
import { createTurns, type Rank } from './turns.ts';

/** `values`: width × height, row by row. */
export type Thumbnail = ThumbnailHeader & { values: Float32Array };
/** `points`: smallest and largest of each stretch in turn, NaN where there is none. `count`: elements in the file. */
export type Trace = { points: Float32Array; count: number; least: number | null; most: number | null };
/** Of all curves of one file, by channel. */
export type Traces = ReadonlyMap<string, Trace>;

export type Pictures = {
  /** What is held already, without asking. */
  thumbnailAtOnce(of: PictureOf): Thumbnail | undefined;
  thumbnail(of: PictureOf, rank: Rank, signal: AbortSignal): Promise<Thumbnail>;
  traces(file: string, rank: Rank, signal: AbortSignal): Promise<Traces>;
};
export type PictureOf = { file: string; channel: string };

const atOnce = 4;
const waitingMost = 1000;
/** The tile on a large screen is 171 × 128; twice that would double what is read for a sharpness nobody sees in a thumbnail. */
const box = { width: 240, height: 180 };
const stretches = 120;
const thumbnailBytesMost = 64 << 20;
const traceNumbersMost = 4 << 20;

/** Asked at most four at a time, and kept so that going back and forth between pulses reads nothing twice. */
export function createPictures(readData: ReadData): Pictures {
  const turns = createTurns(atOnce, waitingMost);
  const thumbnails = createKept<Thumbnail>(thumbnailBytesMost, ({ values }) => values.byteLength);
  const traces = createKept<Traces>(traceNumbersMost, (set) => [...set.values()].reduce((sum, { points }) => sum + points.length, 1));

  async function inTurn<T>(known: () => T | undefined, read: () => Promise<T>, rank: Rank, signal: AbortSignal): Promise<T> {
    const before = known();
    if (before !== undefined) return before;
    const giveBack = await turns.take(rank, signal);
    try {
      return known() ?? (await read());
    } finally {
      giveBack();
    }
  }

  return {
    thumbnailAtOnce: (of) => thumbnails.get(keyOf(of)),
    thumbnail({ file, channel }, rank, signal) {
      const of = { file, channel }; // nothing else goes into the query
      const read = async () => {
        const thumbnail = thumbnailFrom(await readData(dataRoutes.thumbnail, { ...of, ...box }, signal));
        thumbnails.set(keyOf(of), thumbnail);
        return thumbnail;
      };
      return inTurn(() => thumbnails.get(keyOf(of)), read, rank, signal);
    },
    traces(file, rank, signal) {
      const read = async () => {
        const found = tracesFrom(await readData(dataRoutes.traces, { file, stretches }, signal));
        traces.set(file, found);
        return found;
      };
      return inTurn(() => traces.get(file), read, rank, signal);
    },
  };
}

type Packed = { header: unknown; bytes: Uint8Array<ArrayBuffer> };

function thumbnailFrom({ header, bytes }: Packed): Thumbnail {
  if (!isThumbnailHeader(header)) throw new ExporterError('INTERNAL', 'A thumbnail came without its size.');
  return { ...header, values: floatsOver(bytes) };
}

function tracesFrom({ header, bytes }: Packed): Traces {
  if (!isTracesHeader(header)) throw new ExporterError('INTERNAL', 'Traces came without the names of their channels.');
  const all = floatsOver(bytes);
  let from = 0;
  return new Map(
    header.channels.map(({ channel, count, values, least, most }) => {
      from += values;
      return [channel, { points: all.subarray(from - values, from), count, least, most }];
    }),
  );
}

function floatsOver({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Float32Array {
  return new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
}

function isThumbnailHeader(header: unknown): header is ThumbnailHeader {
  return typeof header === 'object' && header !== null && 'figures' in header && 'percentiles' in header && 'width' in header;
}

function isTracesHeader(header: unknown): header is TracesHeader {
  return typeof header === 'object' && header !== null && 'channels' in header && Array.isArray(header.channels);
}

function keyOf({ file, channel }: PictureOf): string {
  return `${file}\n${channel}`;
}
